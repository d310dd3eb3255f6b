import { type Centre, homeOperator, type People } from './cast.js';
import type { Library } from './library.js';
import type { Stage } from './stage.js';
import type { StoryWeek } from './story-week.js';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The CCHC segment morning and afternoon at all stations, and a commune's own notice. */
export async function planTheWeek(
  { narrator }: Stage,
  week: StoryWeek,
  people: People,
  { centreId, stations }: Centre,
  { programs, notice, segmentName }: Library,
): Promise<void> {
  narrator.step(`Schedule: ${segmentName}, 05:15 and 17:15 every day at all stations`);
  const stationIds = stations.map(({ id }) => id);
  const weekly = { centreId, priority: 'normal', startsOn: week.monday, stationIds };
  for (const [index, program] of programs.entries()) {
    const rule = `FREQ=WEEKLY;BYDAY=${WEEKDAYS[index % 7]}`;
    const entry = { ...weekly, programId: program.id, rule, times: ['05:15', '17:15'] };
    await people.editor.post('/entries', entry);
  }
  narrator.say(
    `${programs.length} weekly entries, one program for each day of the week, at ${stations.length} stations`,
  );

  const [operator, stationId] = homeOperator(people);
  const own = {
    stationId,
    priority: 'normal',
    rule: null,
    stationIds: [stationId],
    programId: notice.id,
    startsOn: week.day(1),
    times: ['06:00'],
  };
  await operator.post('/entries', own);
  narrator.say(`a commune's own notice: ${notice.title}, once, Tuesday 06:00`);
}
