import type { Reach } from '../../identity/reach.js';
import type { OwnerColumns } from '../../identity/owner.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { reachedOn, reachParameter } from '../../stations/stations.service.js';
import type { Operation } from '../operations/operations.schemas.js';
import type { Snapshot } from '../terms/snapshot.js';
import type { ScheduleChangeState } from './changes.schemas.js';
import type { ConsequencesView } from '../../consequences/consequences.schemas.js';
import type { ChangeInTurn } from './standing-change.js';

/** A change as it is stored. */
export interface StoredChange extends OwnerColumns {
  id: string;
  byId: string;
  byName: string;
  at: Date;
  operations: Operation[];
  undoes: string | null;
  /** The change that undid it. */
  undoneBy: string | null;
  state: ScheduleChangeState;
  progress: number;
  refusal: Record<string, unknown> | null;
  consequences: ConsequencesView | null;
}

export interface NewStoredChange {
  id: string;
  owner: OwnerColumns;
  by: string;
  operations: readonly Operation[];
  undoes: string | null;
  consequences: ConsequencesView;
  /** How the entries were; null: it placed them. */
  before: readonly { entryId: string; before: Snapshot | null }[];
}

/** Stores a change that was applied, with the revisions that its entries have now. */
export async function storeChange(work: Work, change: NewStoredChange): Promise<void> {
  const { id, owner, by, operations, undoes, consequences, before } = change;
  await work.query(
    `WITH change AS (
       INSERT INTO schedule_changes (id, centre_id, station_id, by, at, operations, undoes, state, progress, consequences)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'applied', 100, $8)
       -- One that was accepted earlier is applied now.
       ON CONFLICT (id) DO UPDATE SET state = 'applied', progress = 100, consequences = excluded.consequences RETURNING id)
     INSERT INTO schedule_change_entries (change_id, entry_id, before, revision)
     SELECT change.id, e.id, nullif(b.before, 'null'), e.revision
     FROM change, jsonb_to_recordset($9) AS b ("entryId" uuid, before jsonb) JOIN entries e ON e.id = b."entryId"`,
    [
      id,
      owner.centreId,
      owner.stationId,
      by,
      work.now,
      JSON.stringify(operations),
      undoes,
      JSON.stringify(consequences),
      JSON.stringify(before),
    ],
  );
}

const CHANGE = `SELECT c.id, c.centre_id AS "centreId", c.station_id AS "stationId", c.by AS "byId", p.name AS "byName", c.at,
    c.operations, c.undoes, u.id AS "undoneBy", c.state, c.progress, c.refusal, c.consequences
  FROM schedule_changes c JOIN people p ON p.id = c.by
  LEFT JOIN schedule_changes u ON u.undoes = c.id AND u.state <> 'refused'`;

export async function findChange(sql: Sql, id: string): Promise<StoredChange | undefined> {
  const [found] = await sql.query<StoredChange>(`${CHANGE} WHERE c.id = $1`, [id]);
  return found;
}

/** The owners of all that a change is about, also when it is not applied. */
export function ownersOfChange(sql: Sql, id: string): Promise<OwnerColumns[]> {
  return sql.query<OwnerColumns>(
    `WITH change AS (SELECT id, operations FROM schedule_changes WHERE id = $1),
     operation AS (SELECT one FROM change, jsonb_array_elements(operations) one)
     SELECT e.centre_id AS "centreId", e.station_id AS "stationId"
     FROM change JOIN schedule_change_entries x ON x.change_id = change.id JOIN entries e ON e.id = x.entry_id
     UNION SELECT e.centre_id, e.station_id FROM operation JOIN entries e ON e.id = (one ->> 'entryId')::uuid
     UNION SELECT (part ->> 'centreId')::uuid, (part ->> 'stationId')::uuid
     FROM operation, LATERAL (SELECT CASE one ->> 'op' WHEN 'place' THEN one -> 'entry' WHEN 'copy-week' THEN one END AS part) owned
     WHERE part IS NOT NULL`,
    [id],
  );
}

export interface ChangeFilter {
  centreId?: string | undefined;
  stationId?: string | undefined;
  entryId?: string | undefined;
}

/** `limit` changes within the reach, newest first, older than `before`. */
export function listChanges(
  sql: Sql,
  reach: Reach,
  { centreId, stationId, entryId }: ChangeFilter,
  { limit, before }: { limit: number; before: string | undefined },
): Promise<StoredChange[]> {
  const own = reachedOn('c.station_id', "daterange(c.at::date, NULL, '[]')", '$2');
  return sql.query<StoredChange>(
    `${CHANGE} WHERE ($1::boolean OR c.centre_id = ANY ($3::uuid[]) OR c.station_id IS NOT NULL AND ${own})
       AND ($4::uuid IS NULL OR c.centre_id = $4) AND ($5::uuid IS NULL OR c.station_id = $5)
       AND ($6::uuid IS NULL OR EXISTS (SELECT FROM schedule_change_entries e WHERE e.change_id = c.id AND e.entry_id = $6))
       AND ($7::uuid IS NULL OR c.id < $7)
     ORDER BY c.id DESC LIMIT $8`,
    [reach.everywhere, reachParameter(reach), reach.centreIds, centreId, stationId, entryId, before, limit],
  );
}

/** The titles of the programs of the entries that changes touched, by change. */
export async function titlesOfChanges(sql: Sql, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<{ id: string; titles: string[] }>(
    `SELECT c.change_id AS id, array_agg(DISTINCT p.title ORDER BY p.title) AS titles
     FROM schedule_change_entries c JOIN entry_terms t ON t.entry_id = c.entry_id
     JOIN entry_items i ON i.terms_id = t.id JOIN programs p ON p.id = i.program_id
     WHERE c.change_id = ANY ($1::uuid[]) GROUP BY c.change_id`,
    [ids],
  );
  return new Map(rows.map(({ id, titles }) => [id, titles]));
}

/** An entry that a change touched. */
export interface TouchedEntry {
  entryId: string;
  before: Snapshot | null;
  /** Its revision right after the change. */
  revision: string;
}

export function touchedEntries(sql: Sql, changeId: string): Promise<TouchedEntry[]> {
  return sql.query<TouchedEntry>(
    'SELECT entry_id AS "entryId", before, revision FROM schedule_change_entries WHERE change_id = $1 ORDER BY entry_id',
    [changeId],
  );
}

/** A change of an entry, in its turn. */
export interface EntryChange extends ChangeInTurn {
  /** The revision of the entry right after it. */
  revision: string;
}

/** The changes of an entry from one of them on, newest first. */
export function changesOfEntry(sql: Sql, entryId: string, first: string): Promise<EntryChange[]> {
  return sql.query<EntryChange>(
    `SELECT c.id, e.revision, CASE WHEN jsonb_array_length(c.operations) = 1 THEN c.undoes END AS undoes
     FROM schedule_change_entries e JOIN schedule_changes c ON c.id = e.change_id
     WHERE e.entry_id = $1
       AND e.turn >= (SELECT turn FROM schedule_change_entries WHERE entry_id = $1 AND change_id = $2) ORDER BY e.turn DESC`,
    [entryId, first],
  );
}

/** The newest change of an entry. */
export async function newestChangeOf(
  sql: Sql,
  entryId: string,
): Promise<{ changeId: string; at: Date; by: string } | undefined> {
  const [newest] = await sql.query<{ changeId: string; at: Date; by: string }>(
    `SELECT c.id AS "changeId", c.at, p.name AS by FROM schedule_change_entries e JOIN schedule_changes c ON c.id = e.change_id
     JOIN people p ON p.id = c.by WHERE e.entry_id = $1 ORDER BY e.turn DESC LIMIT 1`,
    [entryId],
  );
  return newest;
}

/** The time zones in which an entry has broadcasts. */
export async function zonesOfEntry(sql: Sql, entryId: string): Promise<string[]> {
  const rows = await sql.query<{ zone: string }>(
    'SELECT DISTINCT time_zone AS zone FROM broadcasts WHERE entry_id = $1 ORDER BY 1',
    [entryId],
  );
  return rows.map(({ zone }) => zone);
}
