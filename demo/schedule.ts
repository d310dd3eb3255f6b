import { type Centre, homeOperator, type People } from './cast.js';
import type { Library } from './library.js';
import type { Stage } from './stage.js';
import type { StoryWeek } from './story-week.js';

interface Clash {
  code: string;
  detail: string;
}

/** The CCHC segment morning and afternoon at all stations, a commune's own notice, and an entry that clashes. */
export async function planTheWeek(
  { narrator }: Stage,
  week: StoryWeek,
  people: People,
  { centreId, stations }: Centre,
  { programs, notice, segmentName }: Library,
): Promise<void> {
  narrator.step(`Schedule: ${segmentName}, 05:15 and 17:15 every day at all stations`);
  const stationIds = stations.map(({ id }) => id);
  const weekly = { centreId, priority: 'normal', repeats: 'weekly', validFrom: week.monday, groupIds: [], stationIds };
  for (const [index, program] of programs.entries()) {
    const entry = { ...weekly, programId: program.id, days: [index + 1], times: ['05:15', '17:15'] };
    await people.editor.post('/entries', entry);
  }
  narrator.say(
    `${programs.length} weekly entries, one program for each day of the week, at ${stations.length} stations`,
  );

  const [operator, stationId] = homeOperator(people);
  const own = {
    stationId,
    priority: 'normal',
    repeats: 'once',
    groupIds: [],
    stationIds: [stationId],
    programId: notice.id,
  };
  const day = { validFrom: week.day(1), validUntil: week.day(1), days: [] };
  await operator.post('/entries', { ...own, ...day, times: ['06:00'] });
  narrator.say(`a commune's own notice: ${notice.title}, once, Tuesday 06:00`);

  const clash = await operator.try<Clash>('post', '/entries', { ...own, ...day, times: ['17:15'] });
  if (clash.status !== 409) throw new Error(`the clashing entry was answered ${clash.status}`);
  narrator.say(`a clashing entry is refused: ${clash.body.code}: ${clash.body.detail}`);
}
