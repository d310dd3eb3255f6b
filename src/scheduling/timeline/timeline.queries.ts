import { ownerOf } from '../../identity/owner.js';
import type { Reach } from '../../identity/reach.js';
import type { Sql } from '../../platform/database/sql.js';
import { reachedOn, reachParameter } from '../../stations/stations.service.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import { playedPrograms } from '../planning/played-programs.queries.js';
import type { ExpectedProgram } from './expected-airings.js';
import type { TimelineItem } from './timeline-item.js';

/** What is known of a station's occurrence from its row; where it comes from is in the entry. */
export type PlannedItem = Omit<TimelineItem, 'source'>;

interface PlannedRow extends Omit<PlannedItem, 'owner'> {
  centreId: string | null;
  ownStationId: string | null;
}

/**
 * Every planned occurrence of a station that begins on a local day of the span, by start, also what is not to be heard; with the title
 * that is in force when it begins.
 */
export async function plannedItems(sql: Sql, stationId: string, { from, until }: DaySpan): Promise<PlannedItem[]> {
  const rows = await sql.query<PlannedRow>(
    `SELECT b.id AS "broadcastId", b.entry_id AS "entryId", b.on_day AS "onDay", b.slot, e.centre_id AS "centreId",
            e.station_id AS "ownStationId", b.program_id AS "programId", coalesce(d.title, p.title) AS title,
            coalesce(d.topic, p.topic) AS topic, b.priority, b.airs_on AS "airsOn", b.starts_at AS "startsAt",
            extract(epoch FROM b.ends_at - b.starts_at)::int AS seconds, b.state, b.reason_code AS reason, b.note,
            CASE WHEN b.state = 'withdrawn' THEN b.state_at END AS "withdrawnAt"
     FROM broadcasts b JOIN entries e ON e.id = b.entry_id JOIN programs p ON p.id = b.program_id
       LEFT JOIN program_descriptions d ON d.program_id = b.program_id AND d.during @> b.starts_at
     WHERE b.station_id = $1 AND b.airs_on BETWEEN $2 AND $3 AND b.air_day BETWEEN $2::date - 1 AND $3
       -- The index of the station goes by instants; no zone is more than a day from UTC.
       AND b.starts_at BETWEEN $2::date - interval '1 day' AND $3::date + interval '2 days'
     ORDER BY b.starts_at, b.entry_id, b.on_day, b.slot`,
    [stationId, from, until],
  );
  return rows.map(({ centreId, ownStationId, ...row }) => ({
    ...row,
    owner: ownerOf({ centreId, stationId: ownStationId }),
  }));
}

/** Until which local day the schedules of the zones are planned. @param zones IANA */
export async function plannedThrough(sql: Sql, zones: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql.query<{ zone: string; day: string }>(
    'SELECT time_zone AS zone, day FROM planned_through WHERE time_zone = ANY ($1::text[])',
    [zones],
  );
  return new Map(rows.map(({ zone, day }) => [zone, day]));
}

/** The programs as they would be planned now. */
export async function expectedPrograms(
  sql: Sql,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, ExpectedProgram>> {
  const played = await playedPrograms(sql, ids, now);
  const rows = await sql.query<Pick<ExpectedProgram, 'id' | 'title' | 'topic'>>(
    `SELECT p.id, coalesce(d.title, p.title) AS title, coalesce(d.topic, p.topic) AS topic
     FROM programs p LEFT JOIN program_descriptions d ON d.program_id = p.id AND upper_inf(d.during)
     WHERE p.id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(
    rows.flatMap((row) => {
      const program = played.get(row.id);
      return program ? [[row.id, { ...row, ...program }] as const] : [];
    }),
  );
}

/** The local days of the span on which the station is within reach. */
export async function daysWithinReach(
  sql: Sql,
  stationId: string,
  { from, until }: DaySpan,
  reach: Reach,
): Promise<Set<string>> {
  const rows = await sql.query<{ day: string }>(
    `SELECT d::date AS day FROM generate_series($3::date, $4::date, interval '1 day') d
     WHERE ${reachedOn('$2::uuid', "daterange(d::date, d::date, '[]')", '$1')}`,
    [reachParameter(reach), stationId, from, until],
  );
  return new Set(rows.map(({ day }) => day));
}
