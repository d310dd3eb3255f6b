import type { Work } from '../../platform/database/unit-of-work.js';
import { DaypartFull } from '../airtime/airtime.problems.js';
import type { OverQuota } from '../planning/over-quota.js';
import { localTime } from '../recurrence/wall-time.js';

/** Airings that a refusal names at most. */
const SHOWN = 200;

/** The problem to answer with. @param indexOf the operation of which an entry comes */
export async function daypartFull(
  work: Work,
  full: readonly OverQuota[],
  indexOf: ReadonlyMap<string, number>,
): Promise<DaypartFull> {
  const inOrder = full.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime()).slice(0, SHOWN);
  const rows = await work.query<{ id: string; name: string }>(
    'SELECT id, name FROM stations WHERE id = ANY ($1::uuid[])',
    [inOrder.map(({ stationId }) => stationId)],
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const shown = inOrder.map(({ stationId, startsAt, timeZone, note: daypart }) => ({
    stationId,
    stationName: names.get(stationId) ?? '',
    localTime: localTime(startsAt, timeZone),
    daypart,
  }));
  const operation = indexOf.get(inOrder[0]?.entryId ?? '');
  return Object.assign(new DaypartFull(shown, full.length), { operation });
}
