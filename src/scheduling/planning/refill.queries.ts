import type { Work } from '../../platform/database/unit-of-work.js';

/** SQL of the stations at which a round took planned time away, or moved it. */
export const freedAt = (round: number): string =>
  `SELECT f.station_id FROM plan_changes f WHERE f.round = ${round} AND ${FREED}`;
const FREED = `f.old_state = 'planned'
  AND (f.state <> 'planned' OR (f.starts_at, f.ends_at) IS DISTINCT FROM (f.old_starts_at, f.old_ends_at))`;

/** Entries that wait ahead for time or minutes which a round freed, on the same days at the same stations. */
export async function waitingEntries(work: Work, round: number): Promise<string[]> {
  const rows = await work.query<{ id: string }>(
    // What waits is found first, by its own index, however many stations were freed.
    `WITH waiting AS MATERIALIZED (
       SELECT entry_id, station_id, air_day FROM broadcasts
       WHERE state IN ('gap', 'displaced') AND reason_code IN ('airtime-clash', 'displaced', 'daypart-full') AND starts_at > $2),
     freed AS MATERIALIZED (
       SELECT DISTINCT f.station_id, f.air_day + days AS air_day
       FROM plan_changes f CROSS JOIN generate_series(-1, 1) days WHERE f.round = $1 AND ${FREED})
     SELECT DISTINCT entry_id AS id FROM waiting JOIN freed USING (station_id, air_day) ORDER BY 1`,
    [round, work.now],
  );
  return rows.map(({ id }) => id);
}

export interface ChangedStations {
  /** Where what is planned was changed, or what a playlist says of it. */
  all: string[];
  /** Those of them where a local day is concerned that has begun somewhere on earth. */
  begun: string[];
}

/** Stations at which something was changed in this transaction. */
export async function changedStations(work: Work): Promise<ChangedStations> {
  const [found] = await work.query<ChangedStations>(
    `SELECT coalesce(array_agg(station_id), '{}') AS all, coalesce(array_agg(station_id) FILTER (WHERE has_begun), '{}') AS begun
     FROM (SELECT station_id, bool_or(least(starts_at, old_starts_at) AT TIME ZONE zone
                                      < ($1::timestamptz AT TIME ZONE 'UTC')::date + 2) AS has_begun
           FROM plan_net WHERE state = 'planned' OR old_state = 'planned' GROUP BY 1) changed`,
    [work.now],
  );
  return found ?? { all: [], begun: [] };
}
