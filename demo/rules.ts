import type { ApiPerson } from '../api-client/person.js';
import type { Stage } from './stage.js';
import type { StoryWeek } from './story-week.js';

interface Changed {
  revision: string;
  consequences: { totals: { gap?: number; returned?: number } };
}

/** A day of mourning in the week after the story: tried first, then set; one commune keeps its evening hours. */
export async function declareQuietDay(
  { narrator }: Stage,
  week: StoryWeek,
  administrator: ApiPerson,
  { centreId, homeStationId }: { centreId: string; homeStationId: string },
): Promise<void> {
  const day = week.day(8);
  narrator.step(`Airtime rules: ${day} is a quiet day`);
  const quiet = (windows: object[]) => ({
    kind: 'quiet',
    periods: [{ days: [{ name: 'Quốc tang', from: day, until: day, windows }] }],
  });
  const path = `/centres/${centreId}/airtime-rules/quiet`;
  const tried = await administrator.put<Changed>(path, { ...quiet([]), dryRun: true });
  narrator.say(`tried first: ${tried.consequences.totals.gap ?? 0} broadcasts would be taken off; nothing is stored`);
  const done = await administrator.put<Changed>(path, quiet([]));
  narrator.say(`set: ${done.consequences.totals.gap ?? 0} broadcasts are taken off`);
  const own = quiet([{ from: '17:00', to: '18:00' }]);
  const opened = await administrator.put<Changed>(`/stations/${homeStationId}/airtime-rules/quiet`, own);
  narrator.say(
    `the commune with its own notice keeps 17:00 to 18:00 on that day: ${opened.consequences.totals.returned ?? 0} broadcast is back`,
  );
}
