import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { parseRule } from '../recurrence/rule.js';
import type { Definition, EntryException, EntryTerms } from './definition.js';
import { Entry } from './entry.entity.js';

interface DefinitionRow extends Omit<Entry, 'owner'> {
  terms: (Omit<EntryTerms, 'rule' | 'valid'> & { from: string; until: string | null })[];
  exceptions: (Omit<EntryException, 'days' | 'at'> & { from: string; until: string | null; at: string })[];
}

const IDS = (condition: string, column: string) =>
  `ARRAY(SELECT p.${column} FROM entry_places p WHERE p.terms_id = t.id AND p.${column} IS NOT NULL AND ${condition}
         ORDER BY 1)`;

const TERMS = `coalesce((SELECT jsonb_agg(jsonb_build_object('id', t.id, 'from', lower(t.valid), 'until', upper(t.valid) - 1,
    'startsOn', t.starts_on, 'rrule', t.rrule, 'extraDays', t.extra_days, 'everywhere', t.everywhere,
    'times', ARRAY(SELECT to_char(time, 'HH24:MI') FROM unnest(t.times) time ORDER BY 1), 'programId', i.program_id,
    'stationIds', ${IDS('NOT p.left_out', 'station_id')}, 'groupIds', ${IDS('NOT p.left_out', 'group_id')},
    'leftOut', ${IDS('p.left_out', 'station_id')}) ORDER BY t.valid)
  FROM entry_terms t JOIN entry_items i ON i.terms_id = t.id AND i.position = 0 WHERE t.entry_id = e.id), '[]') AS terms`;

const EXCEPTIONS = `coalesce((SELECT jsonb_agg(jsonb_build_object('id', x.id, 'stationId', x.station_id,
    'from', lower(x.days), 'until', upper(x.days) - 1, 'slot', x.slot, 'action', x.action, 'toDay', x.to_day,
    'toTime', to_char(x.to_time, 'HH24:MI'), 'programId', x.program_id, 'note', x.note, 'by', x.by, 'at', x.at)
    ORDER BY x.at, x.id)
  FROM entry_exceptions x WHERE x.entry_id = e.id AND x.undone_at IS NULL), '[]') AS exceptions`;

/** Columns of an entry `e` with its definition. */
const DEFINITION = `e.id, e.centre_id AS "centreId", e.station_id AS "stationId", e.priority,
  e.start_within AS "startWithin", e.revision, e.placed_by AS "placedBy", e.placed_at AS "placedAt",
  e.withdrawn_at AS "withdrawnAt", e.withdrawn_note AS "withdrawnNote", e.withdrawn_by AS "withdrawnBy",
  e.withdrawn_reason AS "withdrawnReason", ${TERMS},
  ${EXCEPTIONS}`;

/**
 * The entries that match, with their definitions.
 * @param rest SQL after `FROM entries e`, with the parameters
 */
export async function definitionsWhere(sql: Sql, rest: string, parameters: unknown[]): Promise<Definition[]> {
  const rows = await sql.query<DefinitionRow>(`SELECT ${DEFINITION} FROM entries e ${rest}`, parameters);
  return rows.map(({ terms, exceptions, ...entry }) => ({
    entry: Object.assign(new Entry(), entry),
    terms: terms.map(({ from, until, ...one }) => ({
      ...one,
      valid: { from, until },
      rule: parseRule(one.rrule, one.startsOn),
    })),
    exceptions: exceptions.map(({ from, until, at, ...one }) => ({ ...one, days: { from, until }, at: new Date(at) })),
  }));
}

export async function findDefinition(sql: Sql, id: string): Promise<Definition | undefined> {
  const [found] = await definitionsWhere(sql, 'WHERE e.id = $1', [id]);
  return found;
}

/** Stores terms with what they play and where. */
export async function insertTerms(work: Work, entryId: string, terms: EntryTerms): Promise<void> {
  const { id, valid, startsOn, rrule, extraDays, times, everywhere, programId, stationIds, groupIds, leftOut } = terms;
  await work.query(
    `WITH terms AS (
       INSERT INTO entry_terms (id, entry_id, valid, starts_on, rrule, extra_days, times, everywhere)
       VALUES ($1, $2, daterange($3, $4, '[]'), $5, $6, $7, $8, $9) RETURNING id),
     item AS (INSERT INTO entry_items SELECT id, 0, 'program', $10 FROM terms)
     INSERT INTO entry_places (terms_id, station_id, group_id, left_out)
     SELECT terms.id, place.* FROM terms, (
       SELECT unnest($11::uuid[]), NULL::uuid, false UNION ALL SELECT NULL, unnest($12::uuid[]), false
       UNION ALL SELECT unnest($13::uuid[]), NULL, true) place`,
    [
      id,
      entryId,
      valid.from,
      valid.until,
      startsOn,
      rrule,
      extraDays,
      times,
      everywhere,
      programId,
      stationIds,
      groupIds,
      leftOut,
    ],
  );
}

/** Ends what holds on the day before it, and deletes what would begin later. */
export async function endTerms(work: Work, entryId: string, from: string): Promise<void> {
  await work.query('DELETE FROM entry_terms WHERE entry_id = $1 AND lower(valid) >= $2', [entryId, from]);
  await work.query(
    'UPDATE entry_terms SET valid = valid * daterange(NULL, $2) WHERE entry_id = $1 AND valid @> $2::date',
    [entryId, from],
  );
}

export async function insertException(work: Work, entryId: string, exception: EntryException): Promise<void> {
  const { id, stationId, days, slot, action, toDay, toTime, programId, note, by, at } = exception;
  await work.query(
    `INSERT INTO entry_exceptions (id, entry_id, station_id, days, slot, action, to_day, to_time, program_id, note, by, at)
     VALUES ($1, $2, $3, daterange($4, $5, '[]'), $6, $7, $8, $9, $10, $11, $12, $13)`,
    [id, entryId, stationId, days.from, days.until, slot, action, toDay, toTime, programId, note, by, at],
  );
}

/** Undoes exceptions in force; they stay in the table. */
export async function undoExceptions(work: Work, ids: readonly string[]): Promise<void> {
  await work.query('UPDATE entry_exceptions SET undone_at = $2 WHERE id = ANY ($1::uuid[]) AND undone_at IS NULL', [
    ids,
    work.now,
  ]);
}

/** Locks the entry and gives it another revision. @returns the one it had; undefined when it is not in force */
export async function lockForChange(work: Work, id: string): Promise<string | undefined> {
  const [entry] = await work.query<{ revision: string }>(
    'SELECT revision FROM entries WHERE id = $1 AND withdrawn_at IS NULL FOR NO KEY UPDATE',
    [id],
  );
  if (entry) await work.query('UPDATE entries SET revision = gen_random_uuid() WHERE id = $1', [id]);
  return entry?.revision;
}
