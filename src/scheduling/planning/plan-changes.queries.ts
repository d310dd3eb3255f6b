import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { BroadcastReason } from '../broadcasts/reasons.js';

/** What a plan does to an occurrence at a station. `gone`: it does not occur any more, or was withdrawn. */
export const CHANGE_KINDS = ['new', 'returned', 'moved', 'replaced', 'displaced', 'gap', 'gone'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Each row that was changed, once, from how it was before to how it is after all rounds. */
const NET = `net AS MATERIALIZED (
  SELECT last.air_day, last.id, last.entry_id, last.station_id, last.program_id, last.zone, last.state, last.reason, last.note,
         last.starts_at, last.ends_at, first.old_state, first.old_starts_at, first.old_program,
         CASE WHEN last.state = 'withdrawn' THEN CASE WHEN first.old_state = 'planned' THEN 'gone' END
           WHEN last.state = 'planned' THEN CASE
             WHEN first.old_state IS NULL THEN 'new' WHEN first.old_state <> 'planned' THEN 'returned'
             WHEN first.old_starts_at <> last.starts_at THEN 'moved' ELSE 'replaced' END
           WHEN first.old_state IS NULL THEN 'gap'
           WHEN first.old_state = 'planned' THEN CASE last.state WHEN 'displaced' THEN 'displaced' ELSE 'gap' END END AS kind
  FROM (SELECT DISTINCT ON (air_day, id) * FROM plan_changes ORDER BY air_day, id, round DESC) last
  JOIN (SELECT DISTINCT ON (air_day, id) * FROM plan_changes ORDER BY air_day, id, round) first USING (air_day, id))`;

/** How many rows of a kind were changed at a station, by reason. */
export interface ChangeCount {
  kind: ChangeKind;
  reason: BroadcastReason | null;
  stationId: string;
  count: number;
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

/** Counts what was done in this transaction, and names the first `limit` rows by start. It reads the changes once. */
export async function changesMade(work: Work, limit: number): Promise<{ counts: ChangeCount[]; rows: ChangedRow[] }> {
  const [found] = await work.query<{ counts: ChangeCount[]; rows: ChangedRowInJson[] }>(
    `WITH ${NET},
     counted AS (
       SELECT kind, reason, station_id AS "stationId", count(*)::int AS count FROM net WHERE kind IS NOT NULL GROUP BY 1, 2, 3),
     named AS (
       SELECT n.id AS "broadcastId", n.entry_id AS "entryId", n.station_id AS "stationId", s.name AS "stationName",
         n.program_id AS "programId", ${TITLE('n.program_id')} AS title, n.kind, n.reason, n.note, n.starts_at AS "startsAt",
         CASE WHEN n.kind = 'moved' THEN n.old_starts_at END AS "oldStartsAt",
         CASE WHEN n.kind = 'replaced' THEN ${TITLE('n.old_program')} END AS "oldTitle", n.zone AS "timeZone"
       FROM (SELECT * FROM net WHERE kind IS NOT NULL ORDER BY starts_at, id LIMIT $1) n JOIN stations s ON s.id = n.station_id)
     SELECT (SELECT coalesce(jsonb_agg(c ORDER BY "stationId", kind, reason), '[]') FROM counted c) AS counts,
            (SELECT coalesce(jsonb_agg(n ORDER BY "startsAt", "broadcastId"), '[]') FROM named n) AS rows`,
    [limit],
  );
  const { counts, rows } = found ?? { counts: [], rows: [] };
  return {
    counts,
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
    `WITH ${NET} SELECT CASE WHEN $1 THEN entry_id END AS "entryId", reason, count(*)::int AS withdrawn,
       count(DISTINCT station_id)::int AS stations
     FROM net WHERE old_state = 'planned' AND state <> 'planned' GROUP BY 1, 2 ORDER BY 1, 2`,
    [byEntry],
  );
}

/** How many rows of a program, or of all, are planned now that were not, or were otherwise. */
export async function countPlanned(work: Work, programId?: string): Promise<number> {
  const [row] = await work.query<{ count: number }>(
    `WITH ${NET} SELECT count(*)::int AS count FROM net WHERE state = 'planned' AND ($1::uuid IS NULL OR program_id = $1)`,
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
    `WITH ${NET} SELECT n.id AS "broadcastId", n.station_id AS "stationId", s.name AS "stationName", n.starts_at AS "startsAt",
       n.zone AS "timeZone", n.reason, count(*) OVER ()::int AS total
     FROM net n JOIN stations s ON s.id = n.station_id
     WHERE n.old_state = 'planned' AND n.state <> 'planned' AND n.old_program = $1 ORDER BY n.starts_at, n.id LIMIT $2`,
    [programId, limit],
  );
}
