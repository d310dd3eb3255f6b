import { answerOf, api, type Schemas } from '../../api/client.ts';
import { seen } from './actions.ts';

export type GroupView = Schemas['Group'];
type Consequences = Schemas['Consequences'];

/** A group as it should be. */
interface WantedGroup {
  name: string;
  stationIds: readonly string[];
}

export const formGroup = (centreId: string, { name, stationIds }: WantedGroup) =>
  answerOf(
    api.POST('/api/v1/centres/{id}/groups', {
      params: { path: { id: centreId } },
      body: { name, stationIds: [...stationIds] },
    }),
  );

/**
 * Renames the group and gives it these stations, one change after the other; the schedule follows.
 * @returns what it does to the schedule, by change; null: told later
 */
export async function changeGroup(
  group: GroupView,
  { name, stationIds }: WantedGroup,
  dryRun: boolean,
): Promise<(Consequences | null)[]> {
  const path = { id: group.id };
  if (!dryRun && name !== group.name) {
    await answerOf(
      api.PATCH('/api/v1/groups/{id}', { params: { path, header: seen(group.revision) }, body: { name } }),
    );
  }
  const told: (Consequences | null)[] = [];
  const joining = stationIds.filter((id) => !group.stationIds.includes(id));
  if (joining.length > 0) {
    const body = { stationIds: joining, dryRun };
    const { consequences } = await answerOf(api.POST('/api/v1/groups/{id}/members', { params: { path }, body }));
    told.push(consequences);
  }
  for (const stationId of group.stationIds.filter((id) => !stationIds.includes(id))) {
    const params = { path: { ...path, stationId }, query: { dryRun } };
    const { consequences } = await answerOf(api.DELETE('/api/v1/groups/{id}/members/{stationId}', { params }));
    told.push(consequences);
  }
  return told;
}

export const deleteGroup = (id: string) => api.DELETE('/api/v1/groups/{id}', { params: { path: { id } } });

/** All of them as one; null: at least one is told later. */
export function together(all: readonly (Consequences | null)[]): Consequences | null {
  const known = all.filter((one) => one !== null);
  if (known.length < all.length) return null;
  const totals: Record<string, number> = {};
  for (const [kind, count] of known.flatMap((one) => Object.entries(one.totals))) {
    totals[kind] = (totals[kind] ?? 0) + count;
  }
  return {
    totals,
    byReason: {},
    stations: known.reduce((sum, { stations }) => sum + stations, 0),
    byStation: known.flatMap(({ byStation }) => byStation),
    broadcasts: known.flatMap(({ broadcasts }) => broadcasts).toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1)),
  };
}
