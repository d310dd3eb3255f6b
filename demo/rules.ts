import type { ApiPerson } from '../api-client/person.js';
import { type Changed, inOneLine } from './consequences.js';
import type { Stage } from './stage.js';
import type { StoryWeek } from './story-week.js';
import { readableDay } from './timeline.js';

interface Gap {
  time: string;
  title: string;
  code: string;
  note: string | null;
  remedies: string[];
}

/** A day of mourning in the week after the story, never today: tried first, then set; one commune keeps its evening hours. */
export async function declareQuietDay(
  { narrator, words }: Stage,
  week: StoryWeek,
  administrator: ApiPerson,
  { centreId, editor, homeStationId }: { centreId: string; editor: ApiPerson; homeStationId: string },
): Promise<void> {
  const day = week.quietDay;
  narrator.step(`Airtime rules: ${day} is a quiet day`);
  const quiet = (windows: object[]) => ({
    kind: 'quiet',
    periods: [{ days: [{ name: 'Quốc tang', from: day, until: day, windows }] }],
  });
  const path = `/centres/${centreId}/airtime-rules/quiet`;
  const tried = await administrator.put<Changed>(path, { ...quiet([]), dryRun: true });
  narrator.say(`tried first: ${inOneLine(tried.consequences, words)}; nothing is stored`);
  const done = await administrator.put<Changed>(path, quiet([]));
  narrator.say(`set: ${inOneLine(done.consequences, words)}`);
  const own = quiet([{ from: '17:00', to: '18:00' }]);
  const opened = await administrator.put<Changed>(`/stations/${homeStationId}/airtime-rules/quiet`, own);
  narrator.say(
    `the commune with its own notice keeps 17:00 to 18:00 on that day: ${inOneLine(opened.consequences, words)}`,
  );
  showGaps({ narrator, words }, day, await gapsOn(editor, centreId, day));
}

async function gapsOn(editor: ApiPerson, centreId: string, day: string): Promise<Gap[]> {
  const gaps: Gap[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const range = `centreId=${centreId}&from=${day}&until=${day}&limit=200${cursor && `&cursor=${cursor}`}`;
    const page: { items: Gap[]; next: string | null } = await editor.get(`/gaps?${range}`);
    gaps.push(...page.items);
    cursor = page.next;
  }
  return gaps;
}

/** What does not air on the day and why, each time once. */
function showGaps({ narrator, words }: Pick<Stage, 'narrator' | 'words'>, day: string, gaps: Gap[]): void {
  const rows = new Map<string, Gap & { stations: number }>();
  for (const gap of gaps) {
    const key = JSON.stringify([gap.time, gap.title, gap.code, gap.note]);
    rows.set(key, { ...gap, stations: (rows.get(key)?.stations ?? 0) + 1 });
  }
  narrator.table([
    [readableDay(day), 'không phát', 'số đài', 'lý do'],
    ...[...rows.values()].map(({ time, title, stations, code, note }) => [
      time,
      title,
      String(stations),
      [words.of('GapReason', code, 'vi'), ...(note ? [note] : [])].join(': '),
    ]),
  ]);
  const remedies = new Set(gaps.flatMap((gap) => gap.remedies));
  const said = [...remedies].map((code) => words.of('GapRemedy', code, 'vi'));
  narrator.say(`what can be done: ${said.join(' ')}`);
}
