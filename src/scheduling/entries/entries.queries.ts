import { type Reach, reaches } from '../../identity/actor.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { reachedOn, reachParameter } from '../../stations/stations.service.js';
import { airsAt, listedDays, seenBy, VALID_DAYS } from './entry-days.queries.js';
import { Entry, type EntryPlaces } from './entry.entity.js';

export interface EntryFilter {
  stationId?: string | undefined;
  programId?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  withdrawn?: boolean | undefined;
}

export interface NextAiringRow {
  broadcastId: string;
  stationId: string;
  airsOn: string;
  startsAt: Date;
  endsAt: Date;
}

type EntryRow = Omit<Entry, 'owner' | 'rule'>;

const ENTRY = `e.id, e.centre_id AS "centreId", e.station_id AS "stationId", e.program_id AS "programId", e.priority,
  e.repeats, e.days, e.times::text[] AS times, e.valid_from AS "validFrom", e.valid_until AS "validUntil",
  e.start_within AS "startWithin", e.created_by AS "createdBy", e.created_at AS "createdAt",
  e.withdrawn_at AS "withdrawnAt", e.withdrawn_note AS "withdrawnNote", e.withdrawn_by AS "withdrawnBy"`;

/** The entry, when it lies within the reach on any of its days. */
export async function findEntry(sql: Sql, id: string, reach: Reach): Promise<Entry | undefined> {
  const rows = await sql.query<EntryRow>(
    `SELECT ${ENTRY} FROM entries e WHERE ${seenBy('$1', '$2', () => VALID_DAYS)} AND e.id = $3`,
    [reach.centreIds, reachParameter(reach), id],
  );
  return entriesOf(rows)[0];
}

const daysAsked = (station: string): string => listedDays(station, '$5', '$6', '$9');

/** `limit` entries within the reach on the days asked for, newest first, older than `before`. */
export async function listEntries(
  sql: Sql,
  reach: Reach,
  { stationId, programId, from, until, withdrawn }: EntryFilter,
  { limit, before, now }: { limit: number; before: string | undefined; now: Date },
): Promise<Entry[]> {
  const rows = await sql.query<EntryRow>(
    `SELECT ${ENTRY} FROM entries e
     WHERE ${seenBy('$1', '$2', daysAsked)} AND ($3::uuid IS NULL OR ${airsAt('$3::uuid', daysAsked('$3::uuid'))})
       AND ($4::uuid IS NULL OR e.program_id = $4)
       AND ($5::date IS NULL OR e.valid_until IS NULL OR e.valid_until >= $5)
       AND ($6::date IS NULL OR e.valid_from <= $6)
       AND ($7::boolean IS NULL OR (e.withdrawn_at IS NOT NULL) = $7)
       AND ($8::uuid IS NULL OR e.id < $8)
     ORDER BY e.id DESC LIMIT $10`,
    [reach.centreIds, reachParameter(reach), stationId, programId, from, until, withdrawn, before, now, limit],
  );
  return entriesOf(rows);
}

/** Entries in force that may air on one of the local days, oldest first: who came first keeps the time. */
export async function entriesInForce(sql: Sql, days: readonly string[], places?: EntryPlaces): Promise<Entry[]> {
  const named = `e.id IN (SELECT entry_id FROM entry_stations WHERE station_id = ANY ($3::uuid[])
    UNION ALL SELECT entry_id FROM entry_groups WHERE group_id = ANY ($4::uuid[]))`;
  const rows = await sql.query<EntryRow>(
    `SELECT ${ENTRY} FROM entries e
     WHERE e.withdrawn_at IS NULL AND e.valid_from <= $2 AND (e.valid_until IS NULL OR e.valid_until >= $1)
       ${places ? `AND ${named}` : ''}
     ORDER BY e.id`,
    [days[0], days.at(-1), ...(places ? [places.stationIds, places.groupIds] : [])],
  );
  return entriesOf(rows);
}

/** Entries in force of a program, oldest first. */
export async function entriesOfProgram(sql: Sql, programId: string): Promise<Entry[]> {
  const rows = await sql.query<EntryRow>(
    `SELECT ${ENTRY} FROM entries e WHERE e.withdrawn_at IS NULL AND e.program_id = $1 ORDER BY e.id`,
    [programId],
  );
  return entriesOf(rows);
}

/**
 * Locks the given entries that are still in force until the transaction ends. Gaps may refer to them meanwhile: whoever
 * stores one has locked the schedules, for which the holder of this lock may wait.
 * @returns their ids
 */
export async function lockInForce(work: Work, entryIds: readonly string[]): Promise<Set<string>> {
  const rows = await work.query<{ id: string }>(
    'SELECT id FROM entries WHERE id = ANY ($1::uuid[]) AND withdrawn_at IS NULL ORDER BY id FOR NO KEY UPDATE',
    [entryIds],
  );
  return new Set(rows.map(({ id }) => id));
}

export async function insertPlaces(work: Work, entryId: string, places: EntryPlaces): Promise<void> {
  await work.query('INSERT INTO entry_stations (entry_id, station_id) SELECT $1, unnest($2::uuid[])', [
    entryId,
    places.stationIds,
  ]);
  await work.query('INSERT INTO entry_groups (entry_id, group_id) SELECT $1, unnest($2::uuid[])', [
    entryId,
    places.groupIds,
  ]);
}

/** The stations and groups that each of these entries names, in the same order. */
export function placesOf(sql: Sql, entryIds: readonly string[]): Promise<EntryPlaces[]> {
  return sql.query(
    `SELECT ARRAY(SELECT station_id FROM entry_stations s WHERE s.entry_id = e.id ORDER BY 1) AS "stationIds",
            ARRAY(SELECT group_id FROM entry_groups g WHERE g.entry_id = e.id ORDER BY 1) AS "groupIds"
     FROM unnest($1::uuid[]) WITH ORDINALITY AS e (id, n) ORDER BY e.n`,
    [entryIds],
  );
}

/** The next broadcasts within the reach that are not over, at most 50, by start. */
export function nextAirings(sql: Sql, entry: Entry, now: Date, reach: Reach): Promise<NextAiringRow[]> {
  // A centre's entry airs on its own days only, so that its people are asked about none of thousands of stations.
  const seesAll = entry.centreId !== null && reaches(reach, entry.owner());
  return sql.query(
    `SELECT b.id AS "broadcastId", b.station_id AS "stationId", b.airs_on AS "airsOn", b.starts_at AS "startsAt",
            b.ends_at AS "endsAt"
     FROM broadcasts b WHERE b.entry_id = $1 AND b.withdrawn_at IS NULL AND b.ends_at > $2
       AND ($4 OR ${reachedOn('b.station_id', "daterange(b.airs_on, b.airs_on, '[]')", '$3')})
     ORDER BY b.starts_at, b.station_id LIMIT 50`,
    [entry.id, now, reachParameter(reach), seesAll],
  );
}

const entriesOf = (rows: readonly EntryRow[]): Entry[] => rows.map((row) => Object.assign(new Entry(), row));
