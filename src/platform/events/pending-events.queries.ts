import { forUpdate, type WhenLocked } from '../database/row-locks.js';
import type { Sql } from '../database/sql.js';

/** One item of an event, to be stored for one listener. */
export interface NewPendingEvent {
  listener: string;
  event: string;
  key: string | null;
  data: object;
}

/** An item that was taken out of the outbox, in the transaction that handles it. */
export interface TakenEvent {
  id: number;
  data: object;
}

/** The events of one class that wait for one listener. */
export interface PendingEventsFilter {
  listener: string;
  event: string;
  /** Only those with one of these keys. */
  keys?: readonly string[];
}

const BATCH = 500;

const whichRows = (keys: PendingEventsFilter['keys']): string =>
  keys ? 'listener = $1 AND event = $2 AND key = ANY ($3)' : 'listener = $1 AND event = $2 AND $3::text[] IS NULL';
const parametersOf = ({ listener, event, keys }: PendingEventsFilter): unknown[] => [listener, event, keys ?? null];

/** Stores items for their listeners, equal ones once. */
export async function insertPendingEvents(sql: Sql, rows: readonly NewPendingEvent[], at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO pending_events (listener, event, key, data, announced_at, due_at)
     SELECT listener, event, key, data, $2, $2
     FROM ROWS FROM (jsonb_to_recordset($1) AS (listener text, event text, key text, data jsonb)) WITH ORDINALITY
       AS row (listener, event, key, data, position)
     GROUP BY listener, event, key, data ORDER BY min(position)`,
    [JSON.stringify(rows), at],
  );
}

/**
 * Takes up to 500 items that have not failed yet, in the order of their index: by key, then oldest first. All transactions
 * lock in this order, so those that wait do not deadlock. The CTE is evaluated once under every plan; an
 * `IN (SELECT … LIMIT)` may be evaluated once for each row.
 */
export function takeUntried(sql: Sql, waiting: PendingEventsFilter, whenLocked: WhenLocked): Promise<TakenEvent[]> {
  return sql.query(
    `WITH taken AS MATERIALIZED (
       SELECT id FROM pending_events WHERE ${whichRows(waiting.keys)} AND attempts = 0
       ORDER BY key, id LIMIT ${BATCH} ${forUpdate(whenLocked)})
     DELETE FROM pending_events p USING taken WHERE p.id = taken.id RETURNING p.id, p.data`,
    parametersOf(waiting),
  );
}

/** Takes one item, if it is still there. */
export function takeOne(sql: Sql, id: number, whenLocked: WhenLocked): Promise<TakenEvent[]> {
  return sql.query(
    `WITH taken AS MATERIALIZED (SELECT id FROM pending_events WHERE id = $1 ${forUpdate(whenLocked)})
     DELETE FROM pending_events p USING taken WHERE p.id = taken.id RETURNING p.id, p.data`,
    [id],
  );
}

/** Ids of items that have failed before: all of them, or with `dueBy` 500 at most whose next attempt is due by then. */
export async function failedBefore(sql: Sql, waiting: PendingEventsFilter, dueBy: Date | null): Promise<number[]> {
  const rows = await sql.query<{ id: number }>(
    `SELECT id FROM pending_events WHERE ${whichRows(waiting.keys)} AND attempts > 0 AND ($4::timestamptz IS NULL OR due_at <= $4)
     ORDER BY id LIMIT CASE WHEN $4::timestamptz IS NOT NULL THEN ${BATCH} END`,
    [...parametersOf(waiting), dueBy],
  );
  return rows.map(({ id }) => id);
}

/** Counts a failed attempt of each item; the next one is due `minutes` × 2^(attempts before) later, an hour at most. */
export async function postpone(
  sql: Sql,
  { ids, error, minutes, at }: { ids: readonly number[]; error: string; minutes: number; at: Date },
): Promise<void> {
  await sql.query(
    `UPDATE pending_events SET attempts = attempts + 1, last_error = $2,
       due_at = $4::timestamptz + least(interval '1 hour', $3 * 2 ^ least(attempts, 10) * interval '1 minute')
     WHERE id = ANY ($1)`,
    [ids, error, minutes, at],
  );
}

/** Which of the listeners have an item that has not been tried, or whose next attempt is due. */
export async function listenersWithDueEvents(sql: Sql, listeners: readonly string[], now: Date): Promise<string[]> {
  const rows = await sql.query<{ listener: string }>(
    `SELECT listener FROM unnest($1::text[]) AS listener
     WHERE EXISTS (SELECT FROM pending_events p WHERE p.listener = listener.listener AND attempts = 0)
        OR EXISTS (SELECT FROM pending_events p WHERE p.listener = listener.listener AND attempts > 0 AND due_at <= $2)`,
    [listeners, now],
  );
  return rows.map(({ listener }) => listener);
}

/** Removes items announced before an instant for subscriptions that are not among `known`, and counts them by listener and event. */
export function deleteForgotten(
  sql: Sql,
  known: readonly { listener: string; event: string }[],
  announcedBefore: Date,
): Promise<{ listener: string; event: string; count: number }[]> {
  return sql.query(
    `WITH forgotten AS (
       DELETE FROM pending_events p
       WHERE announced_at < $2 AND NOT EXISTS (
         SELECT FROM jsonb_to_recordset($1) AS k (listener text, event text)
         WHERE k.listener = p.listener AND k.event = p.event)
       RETURNING listener, event)
     SELECT listener, event, count(*) AS count FROM forgotten GROUP BY listener, event`,
    [JSON.stringify(known), announcedBefore],
  );
}
