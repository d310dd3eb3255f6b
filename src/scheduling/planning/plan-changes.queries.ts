import type { ChangeKind } from '../../consequences/consequences.schemas.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { BroadcastReason } from '../../consequences/reasons.schemas.js';

/** Fills `plan_net` with each row that was changed, once: from how it was before to how it is after all rounds. */
export async function settleChanges(work: Work): Promise<void> {
  await work.query(
    `INSERT INTO plan_net
     SELECT air_day, id, entry_id, station_id, program_id, zone, state, reason, note, starts_at, was, was_at, was_program,
       CASE WHEN state = 'withdrawn' THEN CASE WHEN was = 'planned' THEN 'gone' END
         WHEN state = 'planned' THEN CASE WHEN was IS NULL THEN 'new' WHEN was <> 'planned' THEN 'returned'
           WHEN was_at <> starts_at THEN 'moved' ELSE 'replaced' END
         WHEN was IS NULL THEN 'gap'
         WHEN was IN ('planned', 'withdrawn') THEN CASE state WHEN 'displaced' THEN 'displaced' ELSE 'gap' END END
     FROM (SELECT *, row_number() OVER rounds AS n, last_value(old_state) OVER rounds AS was,
                  last_value(old_starts_at) OVER rounds AS was_at, last_value(old_program) OVER rounds AS was_program
           FROM plan_changes
           WINDOW rounds AS (PARTITION BY air_day, id ORDER BY round DESC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) c
     WHERE n = 1`,
  );
}

/** How many rows of a kind were changed, by reason. */
export interface ChangeCount {
  kind: ChangeKind;
  reason: BroadcastReason | null;
  count: number;
}

/** What was done in a transaction. */
export interface ChangesMade {
  counts: ChangeCount[];
  /** Those with the most changes first. */
  byStation: { stationId: string; changes: number }[];
  /** How many there are. */
  stations: number;
  /** The first ones by start. */
  rows: ChangedRow[];
}

/** A row that was changed. */
export interface ChangedRow {
  broadcastId: string;
  entryId: string;
  stationId: string;
  stationName: string;
  programId: string;
  title: string;
  kind: ChangeKind;
  reason: BroadcastReason | null;
  note: string | null;
  startsAt: Date;
  /** Of what has moved. */
  oldStartsAt: Date | null;
  oldTitle: string | null;
  timeZone: string;
}

const TITLE = (program: string) => `coalesce((SELECT d.title FROM program_descriptions d
  WHERE d.program_id = ${program} AND d.during @> n.starts_at), (SELECT title FROM programs WHERE id = ${program}))`;

/** Counts what was done in this transaction, and names the first `limit` rows and stations. */
export async function changesMade(work: Work, limit: number): Promise<ChangesMade> {
  const [found] = await work.query<Omit<ChangesMade, 'rows'> & { rows: ChangedRowInJson[] }>(
    `WITH counted AS (
       SELECT kind, reason, count(*)::int AS count FROM plan_net WHERE kind IS NOT NULL GROUP BY 1, 2),
     at_stations AS MATERIALIZED (
       SELECT station_id AS "stationId", count(*)::int AS changes FROM plan_net WHERE kind IS NOT NULL GROUP BY 1),
     named AS (
       SELECT n.id AS "broadcastId", n.entry_id AS "entryId", n.station_id AS "stationId",
         (SELECT name FROM stations WHERE id = n.station_id) AS "stationName",
         n.program_id AS "programId", ${TITLE('n.program_id')} AS title, n.kind, n.reason, n.note, n.starts_at AS "startsAt",
         CASE WHEN n.kind = 'moved' THEN n.old_starts_at END AS "oldStartsAt",
         CASE WHEN n.kind = 'replaced' THEN ${TITLE('n.old_program')} END AS "oldTitle", n.zone AS "timeZone"
       FROM (SELECT * FROM plan_net WHERE kind IS NOT NULL ORDER BY starts_at, id LIMIT $1) n)
     SELECT (SELECT coalesce(jsonb_agg(c ORDER BY kind, reason), '[]') FROM counted c) AS counts,
            (SELECT count(*)::int FROM at_stations) AS stations,
            (SELECT coalesce(jsonb_agg(t ORDER BY changes DESC, "stationId"), '[]')
             FROM (SELECT * FROM at_stations ORDER BY changes DESC, "stationId" LIMIT $1) t) AS "byStation",
            (SELECT coalesce(json_agg(n ORDER BY "startsAt", "broadcastId"), '[]') FROM named n) AS rows`,
    [limit],
  );
  const { rows, ...counts } = found ?? { counts: [], stations: 0, byStation: [], rows: [] };
  return {
    ...counts,
    rows: rows.map(({ startsAt, oldStartsAt, ...row }) => ({
      ...row,
      startsAt: new Date(startsAt),
      oldStartsAt: oldStartsAt === null ? null : new Date(oldStartsAt),
    })),
  };
}

interface ChangedRowInJson extends Omit<ChangedRow, 'startsAt' | 'oldStartsAt'> {
  startsAt: string;
  oldStartsAt: string | null;
}

/** What was taken off the plan in this transaction, by reason, and by entry if asked. */
export function takenAway(
  sql: Sql,
  byEntry: boolean,
): Promise<{ entryId: string | null; reason: BroadcastReason; withdrawn: number; stations: number }[]> {
  return sql.query(
    `SELECT CASE WHEN $1 THEN entry_id END AS "entryId", reason, count(*)::int AS withdrawn,
       count(DISTINCT station_id)::int AS stations
     FROM plan_net WHERE old_state = 'planned' AND state <> 'planned' GROUP BY 1, 2 ORDER BY 1, 2`,
    [byEntry],
  );
}

/** How many rows of a program, or of all, are planned now that were not, or were otherwise. */
export async function countPlanned(work: Work, programId?: string): Promise<number> {
  const [row] = await work.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM plan_net WHERE state = 'planned' AND ($1::uuid IS NULL OR program_id = $1)`,
    [programId],
  );
  return row?.count ?? 0;
}

/** A broadcast that was taken off the plan. */
export interface LostRow {
  broadcastId: string;
  stationId: string;
  stationName: string;
  startsAt: Date;
  timeZone: string;
  reason: BroadcastReason;
  /** How many there are in all. */
  total: number;
}

/** The first broadcasts of a program that were taken off the plan in this transaction, by start. */
export function lostRows(work: Work, programId: string, limit: number): Promise<LostRow[]> {
  return work.query(
    `SELECT n.id AS "broadcastId", n.station_id AS "stationId",
         (SELECT name FROM stations WHERE id = n.station_id) AS "stationName", n.starts_at AS "startsAt",
       n.zone AS "timeZone", n.reason, count(*) OVER ()::int AS total
     FROM plan_net n JOIN stations s ON s.id = n.station_id
     WHERE n.old_state = 'planned' AND n.state <> 'planned' AND n.old_program = $1 ORDER BY n.starts_at, n.id LIMIT $2`,
    [programId, limit],
  );
}
