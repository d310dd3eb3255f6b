import type { Owner } from '../../identity/owner.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Station } from '../../stations/station.entity.js';
import type { StationsService } from '../../stations/stations.service.js';

/** Why nothing of the owner airs at the station on a local day; undefined when the owner serves it then. */
export type WhyNotServed = (
  owner: Owner,
  station: Station,
  day: string,
) => 'station-closed' | 'station-not-served' | undefined;

/**
 * Reads which stations the owners serve on which days. The answer knows the owners and days that were asked for.
 * @param days local days `YYYY-MM-DD`
 */
export async function readServedDays(
  stations: StationsService,
  { owners, days }: { owners: readonly Owner[]; days: readonly string[] },
  work?: Work,
): Promise<WhyNotServed> {
  const served = new Set<string>();
  const centreIds = owners.filter(({ kind }) => kind === 'centre').map(({ id }) => id);
  for (const centreId of new Set(centreIds)) {
    for (const day of new Set(days)) {
      for (const id of await stations.idsServedBy(centreId, day, work)) served.add(`${centreId} ${id} ${day}`);
    }
  }
  return (owner, station, day) => {
    if (!station.isOpenOn(day)) return 'station-closed';
    const serves = owner.kind === 'station' ? station.id === owner.id : served.has(`${owner.id} ${station.id} ${day}`);
    return serves ? undefined : 'station-not-served';
  };
}
