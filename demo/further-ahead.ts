import type { ApiPerson } from '../api-client/person.js';
import { uuidv7 } from '../src/platform/uuid.js';
import type { Centre, People } from './cast.js';
import { type Changed, inOneLine } from './consequences.js';
import type { Library } from './library.js';
import type { Stage } from './stage.js';
import type { StoryWeek } from './story-week.js';
import type { TimelineDay } from './timeline.js';

// Days of the story: the week after it, and how far the next airings are looked for.
const NEXT_MONDAY = 7;
const NEXT_WEDNESDAY = 9;
const LAST_DAY_LOOKED_AT = 62;

/** A program every second week and one every month, tried first; then one occurrence is moved at one station. */
export async function planFurtherAhead(
  { narrator, words }: Stage,
  week: StoryWeek,
  { editor }: People,
  { centreId, stations }: Centre,
  { programs }: Library,
): Promise<void> {
  narrator.step('Further ahead: every second Wednesday 11:00, and the first Monday of each month 11:30');
  const [fortnightly, monthly] = [uuidv7(), uuidv7()];
  const where = { centreId, priority: 'normal', stationIds: stations.map(({ id }) => id) };
  const place = (entryId: string, entry: object) => ({ op: 'place', entryId, entry: { ...where, ...entry } });
  const second = { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', startsOn: week.day(NEXT_WEDNESDAY), times: ['11:00'] };
  const first = { rule: 'FREQ=MONTHLY;BYDAY=1MO', startsOn: week.day(NEXT_MONDAY), times: ['11:30'] };
  const operations = [
    place(fortnightly, { programId: programs[0]?.id, ...second }),
    place(monthly, { programId: programs[1]?.id, ...first }),
  ];
  const tried = await editor.post<Changed>('/schedule/changes', { dryRun: true, operations });
  narrator.say(`tried first: in the planned days ${inOneLine(tried.consequences, words)}; nothing is stored`);
  const done = await editor.post<Changed>('/schedule/changes', { operations });
  narrator.say(`placed, both or none: ${inOneLine(done.consequences, words)}`);

  const except = stations[1];
  if (!except) throw new Error('there is no second station');
  await moveOnce({ narrator, words }, editor, fortnightly, { stationId: except.id, from: week.day(NEXT_WEDNESDAY) });
  const range = `from=${week.day(NEXT_MONDAY)}&until=${week.day(LAST_DAY_LOOKED_AT)}`;
  const { days } = await editor.get<{ days: TimelineDay[] }>(`/stations/${except.id}/timeline?${range}`);
  narrator.say(`its timeline until ${week.day(LAST_DAY_LOOKED_AT)}, far beyond what is planned:`);
  narrator.say(`every second week: ${airingsOf(fortnightly, days)}`);
  narrator.say(`once a month: ${airingsOf(monthly, days)}`);
}

/** One station has a festival in the morning. */
async function moveOnce(
  { narrator, words }: Pick<Stage, 'narrator' | 'words'>,
  editor: ApiPerson,
  entryId: string,
  occurrence: { stationId: string; from: string },
): Promise<void> {
  const { consequences } = await editor.put<Changed>(`/entries/${entryId}/exceptions`, {
    ...occurrence,
    action: 'move',
    toTime: '15:00',
    note: 'Lễ hội của xã',
  });
  narrator.say(`an exception for a festival: ${inOneLine(consequences, words)}`);
  for (const { stationName, oldLocalTime, localTime } of consequences.broadcasts) {
    narrator.say(`${stationName}: ${oldLocalTime} becomes ${localTime}`);
  }
}

const airingsOf = (entryId: string, days: TimelineDay[]): string =>
  days
    .flatMap(({ day, items }) => items.filter((item) => item.entryId === entryId).map(({ time }) => `${day} ${time}`))
    .join(', ');
