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
const NEXT_THURSDAY = 10;
const LAST_DAY_LOOKED_AT = 62;

/** A program every second week and one every month, tried first; then one occurrence is moved at one station. */
export async function planFurtherAhead(
  { narrator }: Stage,
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
  narrator.say(`tried first: ${inOneLine(tried.consequences)} in the planned days; nothing is stored`);
  const done = await editor.post<Changed>('/schedule/changes', { operations });
  narrator.say(`placed, both or none: ${inOneLine(done.consequences)}`);

  const moved = stations[1];
  if (!moved) throw new Error('there is no second station');
  const exception = { action: 'move', from: week.day(NEXT_WEDNESDAY), toDay: week.day(NEXT_THURSDAY) };
  const { consequences } = await editor.put<Changed>(`/entries/${fortnightly}/exceptions`, {
    ...exception,
    stationId: moved.id,
    note: 'Lễ hội của xã',
  });
  for (const { stationName, oldLocalTime, localTime } of consequences.broadcasts) {
    narrator.say(`an exception at ${stationName} only: ${oldLocalTime} is moved to ${localTime}`);
  }

  const range = `from=${week.day(NEXT_MONDAY)}&until=${week.day(LAST_DAY_LOOKED_AT)}`;
  const { days } = await editor.get<{ days: TimelineDay[] }>(`/stations/${moved.id}/timeline?${range}`);
  narrator.say(`what comes there, as far ahead as one asks: ${airingsOf(fortnightly, days)}`);
  narrator.say(`and once a month: ${airingsOf(monthly, days)}`);
}

const airingsOf = (entryId: string, days: TimelineDay[]): string =>
  days
    .flatMap(({ day, items }) =>
      items.filter((item) => item.entryId === entryId).map(({ time, state }) => `${day} ${time} ${state}`),
    )
    .join(', ');
