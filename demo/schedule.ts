import type { ApiPerson } from '../api-client/person.js';
import { type Centre, homeOperator, type People } from './cast.js';
import type { Library } from './library.js';
import type { Stage } from './stage.js';
import type { StoryWeek } from './story-week.js';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

interface Clash {
  code: string;
  detail: string;
  clashes: { waysOut: { code: string; detail: string; operations: object[] }[] }[];
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
  const weekly = { centreId, priority: 'normal', startsOn: week.monday, stationIds };
  for (const [index, program] of programs.entries()) {
    const rule = `FREQ=WEEKLY;BYDAY=${WEEKDAYS[index % 7]}`;
    const entry = { ...weekly, programId: program.id, rule, times: ['05:15', '17:15'] };
    await people.editor.post('/entries', entry);
  }
  narrator.say(
    `${programs.length} weekly entries, one program for each day of the week, at ${stations.length} stations`,
  );

  await planFurther({ narrator, editor: people.editor, week }, { ...weekly, programId: programs[0]?.id });

  const [operator, stationId] = homeOperator(people);
  const own = {
    stationId,
    priority: 'normal',
    rule: null,
    stationIds: [stationId],
    programId: notice.id,
  };
  const day = { startsOn: week.day(1) };
  await operator.post('/entries', { ...own, ...day, times: ['06:00'] });
  narrator.say(`a commune's own notice: ${notice.title}, once, Tuesday 06:00`);

  const clash = await operator.try<Clash>('post', '/entries', { ...own, ...day, times: ['17:15'] });
  if (clash.status !== 409) throw new Error(`the clashing entry was answered ${clash.status}`);
  narrator.say(`a clashing entry is refused: ${clash.body.code}: ${clash.body.detail}`);
  await solve(narrator, operator, clash.body);
}

/** A way out of a clash is sent as it was offered; then the operator thinks better of it. */
async function solve(narrator: Stage['narrator'], operator: ApiPerson, { clashes }: Clash): Promise<void> {
  const way = clashes[0]?.waysOut.find(({ code }) => code === 'after-it');
  if (!way) throw new Error('the clash has no way out after the other item');
  const { operations } = way;
  const { changeId } = await operator.post<{ changeId: string }>('/schedule/changes', { operations });
  narrator.say(`a way out is offered and done as it is: ${way.code}: ${way.detail}`);
  await operator.post(`/schedule/changes/${changeId}/undo`, {});
  narrator.say('and undone again: the schedule is as it was');
}

/** Entries of the weeks after the story: every second week, once a month, and one day that is otherwise. */
async function planFurther(
  { narrator, editor, week }: { narrator: Stage['narrator']; editor: People['editor']; week: StoryWeek },
  entry: Record<string, unknown>,
): Promise<void> {
  const fortnightly = { rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE', startsOn: week.day(9), times: ['11:00'] };
  const { id } = await editor.post<{ id: string }>('/entries', { ...entry, ...fortnightly });
  const monthly = { rule: 'FREQ=MONTHLY;BYDAY=-1FR', startsOn: week.day(7), times: ['11:30'] };
  await editor.post('/entries', { ...entry, ...monthly });
  narrator.say('from next week on: every second Wednesday 11:00, and the last Friday of each month 11:30');
  const moved = { action: 'move', from: week.day(23), toDay: week.day(24), note: 'Nghỉ lễ' };
  await editor.put(`/entries/${id}/exceptions`, moved);
  narrator.say('an exception: one of these Wednesdays is a holiday, so its program airs on the Thursday');
}
