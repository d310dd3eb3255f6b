import type { ApiPerson } from '../api-client/person.js';
import { type Centre, homeOperator, type People } from './cast.js';
import { type Changed, inOneLine } from './consequences.js';
import type { Library } from './library.js';
import type { Stage } from './stage.js';
import type { StoryWeek } from './story-week.js';
import { heardTimes, showBeforeAndAfter, type TimelineDay } from './timeline.js';

interface WayOut {
  code: string;
  detail: string;
  operations: object[];
}

interface Clash {
  code: string;
  detail: string;
  clashes: { waysOut: WayOut[] }[];
}

interface Proposed {
  before: TimelineDay[];
  after: TimelineDay[];
}

/** A commune wants a time that is taken; the first way out of the answer is taken as it is, and undone again. */
export async function solveAClash(
  { narrator, words }: Stage,
  week: StoryWeek,
  people: People,
  { stations }: Centre,
  { notice }: Library,
): Promise<void> {
  narrator.step('A clash: refused with ways out, solved by the first of them, and undone');
  const [operator, stationId] = homeOperator(people);
  const where = { stationId, stationIds: [stationId], priority: 'normal' };
  const when = { rule: null, startsOn: week.day(1), times: ['17:15'] };
  const entry = { ...where, ...when, programId: notice.id };
  const refused = await operator.try<Clash>('post', '/entries', entry, { 'accept-language': 'vi' });
  if (refused.status !== 409) throw new Error(`the clashing entry was answered ${refused.status}`);
  narrator.say(`a clashing entry is refused: ${refused.body.code}: ${refused.body.detail}`);
  const waysOut = refused.body.clashes[0]?.waysOut ?? [];
  narrator.table(waysOut.map(({ code, detail }) => [code, detail]));
  const [first] = waysOut;
  if (!first) throw new Error('the clash has no way out');

  const { operations } = first;
  const days = { stationId, from: week.day(0), until: week.day(6) };
  const proposed = await operator.post<Proposed>('/schedule/timeline', { ...days, operations });
  const name = stations.find(({ id }) => id === stationId)?.name ?? '';
  showBeforeAndAfter(narrator, name, proposed);
  const { changeId, consequences } = await operator.post<Changed>('/schedule/changes', { operations });
  narrator.say(`${first.code}, sent as it is: ${inOneLine(consequences, words)}`);
  await requireWeek(operator, days, proposed.after);

  const undone = await operator.post<Changed>(`/schedule/changes/${changeId}/undo`);
  await requireWeek(operator, days, proposed.before);
  narrator.say(`the change is undone: ${inOneLine(undone.consequences, words)}; the week is as it was before`);
}

/** @throws when the timeline is not as it was told */
async function requireWeek(
  operator: ApiPerson,
  { stationId, from, until }: { stationId: string; from: string; until: string },
  told: TimelineDay[],
): Promise<void> {
  const { days } = await operator.get<{ days: TimelineDay[] }>(
    `/stations/${stationId}/timeline?from=${from}&until=${until}`,
  );
  const heard = (all: TimelineDay[]) => JSON.stringify(all.map(heardTimes));
  if (heard(days) !== heard(told)) throw new Error(`the week is ${heard(days)}, and not as told: ${heard(told)}`);
}
