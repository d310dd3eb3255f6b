import { type Reach, reachesCentre } from '../../identity/reach.js';
import { matches } from '../../platform/database/search-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import { reachedOn, reachParameter } from '../../stations/stations.service.js';
import type { Definition } from '../terms/definition.js';
import { definitionsWhere } from '../terms/definitions.queries.js';
import type { Entry } from '../terms/entry.entity.js';
import { airsAt, EVER, listedDays, seenBy } from './entry-days.queries.js';

export interface EntryFilter {
  centreId?: string | undefined;
  search?: string | undefined;
  stationId?: string | undefined;
  programId?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  withdrawn?: boolean | undefined;
}

export interface NextAiringRow {
  broadcastId: string;
  stationId: string;
  programId: string;
  onDay: string;
  slot: number;
  airsOn: string;
  startsAt: Date;
  endsAt: Date;
  /** IANA zone of the station. */
  zone: string;
}

/** The entry, when it lies within the reach on any of its days. */
export async function findEntry(sql: Sql, id: string, reach: Reach): Promise<Definition | undefined> {
  const seen = `WHERE ${seenBy('$1', '$2', () => EVER)} AND e.id = $3`;
  const [found] = await definitionsWhere(sql, seen, [reach.centreIds, reachParameter(reach), id]);
  return found;
}

const daysAsked = (station: string): string => listedDays(station, '$5', '$6', '$8');

const LISTED = `${seenBy('$1', '$2', daysAsked)} AND ($3::uuid IS NULL OR ${airsAt('$3::uuid', daysAsked('$3::uuid'))})
  AND EXISTS (SELECT FROM entry_terms t JOIN entry_items i ON i.terms_id = t.id JOIN programs p ON p.id = i.program_id
              WHERE t.entry_id = e.id AND ($4::uuid IS NULL OR i.program_id = $4) AND ${matches('p.title', '$9')}
                AND t.valid && daterange($5, NULL) AND t.valid && daterange(NULL, $6, '[]'))
  AND ($7::boolean IS NULL OR (e.withdrawn_at IS NOT NULL) = $7)
  AND ($10::uuid IS NULL OR e.centre_id = $10)`;

const filterParameters = (reach: Reach, filter: EntryFilter, now: Date): unknown[] => {
  const { stationId, programId, from, until, withdrawn, search, centreId } = filter;
  return [reach.centreIds, reachParameter(reach), stationId, programId, from, until, withdrawn, now, search, centreId];
};

/** `limit` entries within the reach on the days asked for, newest first, older than `before`. */
export async function listEntries(
  sql: Sql,
  reach: Reach,
  filter: EntryFilter,
  { limit, before, now }: { limit: number; before: string | undefined; now: Date },
): Promise<Definition[]> {
  const rest = `WHERE ${LISTED} AND ($11::uuid IS NULL OR e.id < $11) ORDER BY e.id DESC LIMIT $12`;
  return definitionsWhere(sql, rest, [...filterParameters(reach, filter, now), before, limit]);
}

/** How many entries the pages of a list have. */
export async function countEntries(sql: Sql, reach: Reach, filter: EntryFilter, now: Date): Promise<number> {
  const statement = `SELECT count(*)::int AS total FROM entries e WHERE ${LISTED}`;
  const [row] = await sql.query<{ total: number }>(statement, filterParameters(reach, filter, now));
  return row?.total ?? 0;
}

/** The next broadcasts within the reach that are not over, at most 50, by start. */
export function nextAirings(sql: Sql, entry: Entry, now: Date, reach: Reach): Promise<NextAiringRow[]> {
  // A centre's entry airs on its own days only, so that its people are asked about none of thousands of stations.
  const seesAll = entry.centreId !== null && reachesCentre(reach, entry.centreId);
  return sql.query(
    `SELECT b.id AS "broadcastId", b.station_id AS "stationId", b.program_id AS "programId", b.on_day AS "onDay", b.slot,
            b.airs_on AS "airsOn", b.starts_at AS "startsAt", b.ends_at AS "endsAt",
            b.time_zone AS zone
     FROM broadcasts b WHERE b.entry_id = $1 AND b.state = 'planned' AND b.ends_at > $2
       AND ($4 OR ${reachedOn('b.station_id', "daterange(b.airs_on, b.airs_on, '[]')", '$3')})
     ORDER BY b.starts_at, b.station_id LIMIT 50`,
    [entry.id, now, reachParameter(reach), seesAll],
  );
}
