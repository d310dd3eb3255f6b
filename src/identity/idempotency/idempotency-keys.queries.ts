import type { Sql } from '../../platform/database/sql.js';

/** A key of a person, and the attempt that answers its request now. */
export interface Claim {
  personId: string;
  key: string;
  attempt: string;
}

/** What a request did, by its audit record. */
export interface Thing {
  did: string;
  kind: string;
  id: string;
}

/** What is kept of an answer: `body` as JSON; null where it is too large. */
export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | null;
}

/** A key as it was found; without `status` its answer is not stored (yet). */
export interface FoundKey {
  attempt: string;
  fingerprint: Buffer;
  beganAt: Date;
  doneAt: Date | null;
  things: Thing[] | null;
  status: number | null;
  headers: Record<string, string> | null;
  body: string | null;
}

/** Instants between which the keys of a claim count, and how many a person may have. */
export interface KeyLimits {
  now: Date;
  /** Keys that were sent first before this are forgotten. */
  keptSince: Date;
  /** An attempt may be under way if it began between these; another without effect is taken over. */
  underWay: { from: Date; to: Date };
  most: number;
}

/**
 * Claims the key for an attempt: a new one, a forgotten one, or one whose attempt has stalled without effect.
 * @returns whether it was claimed
 */
export async function claimKey(
  sql: Sql,
  { personId, key, attempt }: Claim,
  fingerprint: Buffer,
  { now, keptSince, underWay, most }: KeyLimits,
): Promise<boolean> {
  const claimed = await sql.query(
    `INSERT INTO idempotency_keys AS k (person_id, key, fingerprint, attempt, began_at, first_sent_at)
     SELECT $1, $2, $3, $4, $5, $5
     WHERE (SELECT count(*) FROM idempotency_keys WHERE person_id = $1 AND first_sent_at >= $6) < $8
     ON CONFLICT (person_id, key) DO UPDATE SET fingerprint = EXCLUDED.fingerprint, attempt = EXCLUDED.attempt,
       began_at = EXCLUDED.began_at, done_at = NULL, things = NULL, status = NULL, headers = NULL, body = NULL,
       first_sent_at = CASE WHEN k.first_sent_at < $6 THEN EXCLUDED.first_sent_at ELSE k.first_sent_at END
     WHERE k.first_sent_at < $6
       OR (k.done_at IS NULL AND k.status IS NULL AND k.fingerprint = EXCLUDED.fingerprint
         AND NOT k.began_at BETWEEN $7 AND $9)
     RETURNING k.key`,
    [personId, key, fingerprint, attempt, now, keptSince, underWay.from, most, underWay.to],
  );
  return claimed.length > 0;
}

export async function findKey(
  sql: Sql,
  { personId, key }: { personId: string; key: string },
): Promise<FoundKey | undefined> {
  const rows = await sql.query<FoundKey>(
    `SELECT attempt, fingerprint, began_at AS "beganAt", done_at AS "doneAt", things, status, headers, body
     FROM idempotency_keys WHERE person_id = $1 AND key = $2`,
    [personId, key],
  );
  return rows[0];
}

/** Stores, with the effect itself, that the request has had it. @returns false when another attempt has the key now */
export async function markDone(
  sql: Sql,
  { personId, key, attempt }: Claim,
  things: readonly Thing[],
): Promise<boolean> {
  const marked = await sql.query(
    `UPDATE idempotency_keys SET done_at = coalesce(done_at, began_at), things = coalesce(things, $4)
     WHERE person_id = $1 AND key = $2 AND attempt = $3 RETURNING key`,
    [personId, key, attempt, JSON.stringify(things)],
  );
  return marked.length > 0;
}

export async function storeAnswer(
  sql: Sql,
  { personId, key, attempt }: Claim,
  { status, headers, body }: StoredAnswer,
): Promise<void> {
  await sql.query(
    `UPDATE idempotency_keys SET status = $4, headers = $5, body = $6
     WHERE person_id = $1 AND key = $2 AND attempt = $3`,
    [personId, key, attempt, status, JSON.stringify(headers), body],
  );
}

/** Lets the request be sent again with the same key, unless it has had its effect. */
export async function releaseKey(sql: Sql, { personId, key, attempt }: Claim): Promise<void> {
  await sql.query(
    `DELETE FROM idempotency_keys WHERE person_id = $1 AND key = $2 AND attempt = $3 AND done_at IS NULL`,
    [personId, key, attempt],
  );
}

export async function deleteKeysBefore(sql: Sql, instant: Date): Promise<void> {
  await sql.query('DELETE FROM idempotency_keys WHERE first_sent_at < $1', [instant]);
}
