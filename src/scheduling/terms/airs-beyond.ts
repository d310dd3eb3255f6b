import type { Definition } from './definition.js';

/**
 * Whether an entry may air at another station than this one.
 * @param part from which local day on, `YYYY-MM-DD`; and the station of an exception, null for one at all stations
 */
export function airsBeyond(
  station: string,
  { entry, terms }: Definition,
  { from, stationId }: { from: string; stationId: string | null },
): boolean {
  const owner = entry.owner();
  if (owner.kind === 'station') return owner.id !== station;
  if (stationId !== null) return stationId !== station;
  return terms.some(
    ({ valid: { until }, everywhere, groupIds, stationIds }) =>
      (until === null || until >= from) &&
      (everywhere || groupIds.length > 0 || stationIds.some((one) => one !== station)),
  );
}
