import type { Work } from '../../platform/database/unit-of-work.js';

const SCHEDULE_LOCK = 7_264_003;
/** More stations than these are locked by their centres, and are not planned while a request of a lower module waits. */
export const MOST_STATIONS = 256;
/** In place of the centre of stations that none serves. */
const NO_CENTRE = '00000000-0000-0000-0000-000000000000';

/** SQL of the stations (`station_id`) at which entries $1 air, by their terms or by broadcasts ahead of $2. */
const STATIONS_OF_ENTRIES = `
  SELECT p.station_id FROM entry_terms t JOIN entry_places p ON p.terms_id = t.id
  WHERE t.entry_id = ANY ($1::uuid[]) AND p.station_id IS NOT NULL AND NOT p.left_out
  UNION SELECT m.station_id FROM entry_terms t JOIN entry_places p ON p.terms_id = t.id
    JOIN station_group_members m ON m.group_id = p.group_id WHERE t.entry_id = ANY ($1::uuid[])
  UNION SELECT c.station_id FROM entries e JOIN centre_stations c ON c.centre_id = e.centre_id
    WHERE e.id = ANY ($1::uuid[]) AND (c.served_until IS NULL OR c.served_until > $2::date)
      AND EXISTS (SELECT FROM entry_terms t WHERE t.entry_id = e.id AND t.everywhere)
  UNION SELECT b.station_id FROM broadcasts b
    WHERE b.entry_id = ANY ($1::uuid[]) AND b.starts_at > $2::date - 1 AND b.air_day >= $2::date - 1`;

/**
 * Keeps everybody else from planning at these stations until the transaction ends, so that what is read stays true. Few
 * stations are locked one by one beside a shared lock on the centres that serve them now or later, so that centres and
 * communes do not wait for each other; for many it is the centres. Always in one order. (`OFFSET 0` keeps PostgreSQL from
 * reading what all centres serve.)
 */
const lockStations = (stations: string, alone = '(SELECT large FROM size)'): string => `
  WITH here AS MATERIALIZED (${stations}),
  size AS (SELECT count(*) > ${MOST_STATIONS} AS large FROM here),
  locks AS MATERIALIZED (
    SELECT DISTINCT 0 AS level, coalesce(c.centre_id, '${NO_CENTRE}') AS id, ${alone} AS alone
    FROM here LEFT JOIN LATERAL (SELECT centre_id FROM centre_stations c WHERE c.station_id = here.station_id
      AND (c.served_until IS NULL OR c.served_until > $2::date) OFFSET 0) c ON true
    UNION ALL SELECT 1, station_id, true FROM here WHERE NOT (SELECT large FROM size)
    ORDER BY 1, 2)
  SELECT count(CASE WHEN alone THEN pg_advisory_xact_lock(hashtextextended(id::text, ${SCHEDULE_LOCK}))::text
              ELSE pg_advisory_xact_lock_shared(hashtextextended(id::text, ${SCHEDULE_LOCK}))::text END) FROM locks`;

const LOCK_ENTRIES = lockStations(STATIONS_OF_ENTRIES);
const ASKED = 'SELECT DISTINCT station_id FROM unnest($1::uuid[]) AS station_id';
const LOCK_STATIONS = lockStations(ASKED);
const LOCK_SERVICE = lockStations(ASKED, 'true');

/** Waits so long for others to finish; then the request is answered `busy`. */
export async function waitAtMost(work: Work, milliseconds = 5_000): Promise<void> {
  await work.query(`SELECT set_config('lock_timeout', $1, true)`, [`${milliseconds}ms`]);
}

/** Locks the schedules of the stations of these entries. @param today no day before it is planned, `YYYY-MM-DD` */
export async function lockSchedulesOf(work: Work, entryIds: readonly string[], today: string): Promise<void> {
  await work.query(LOCK_ENTRIES, [entryIds, today]);
}

/** Locks the schedules of these stations. */
export async function lockSchedulesAt(work: Work, stationIds: readonly string[], today: string): Promise<void> {
  await work.query(LOCK_STATIONS, [stationIds, today]);
}

/**
 * As `lockSchedulesAt`, and the whole schedules of their centres: who places an entry meanwhile for a group or for everywhere
 * does not know yet that one of these stations belongs to it.
 */
export async function lockServiceAt(work: Work, stationIds: readonly string[], today: string): Promise<void> {
  await work.query(LOCK_SERVICE, [stationIds, today]);
}
