import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';

/** One sign-in on one browser or client. */
export interface Session {
  id: string;
  personId: string;
  createdAt: Date;
  /** When its person last gave their password. */
  signedInAt: Date;
  /** To the minute. */
  lastSeenAt: Date;
  /** It ends this long after `lastSeenAt`. */
  idleMinutes: number;
  expiresAt: Date;
  address: string | null;
  userAgent: string | null;
}

/** A session that stands for its person: not ended, expired or idle for too long, nor has the person's account ended. */
export interface ActiveSession extends Session {
  personName: string;
  hasSecondFactor: boolean;
}

// The only definition of an active session; $1 is the present instant.
const ACTIVE_SESSIONS = `
  SELECT s.id, s.person_id AS "personId", p.name AS "personName", s.created_at AS "createdAt",
    s.signed_in_at AS "signedInAt", s.last_seen_at AS "lastSeenAt", s.idle_minutes AS "idleMinutes",
    s.expires_at AS "expiresAt", s.address, s.user_agent AS "userAgent",
    EXISTS (SELECT FROM second_factors f WHERE f.person_id = p.id) AS "hasSecondFactor"
  FROM sessions s JOIN people p ON p.id = s.person_id
  WHERE s.ended_at IS NULL AND s.expires_at > $1 AND p.ended_at IS NULL
    AND s.last_seen_at + s.idle_minutes * interval '1 minute' > $1`;

export async function activeSessionByToken(sql: Sql, tokenHash: Buffer, now: Date): Promise<ActiveSession | undefined> {
  const rows = await sql.query<ActiveSession>(`${ACTIVE_SESSIONS} AND s.token_hash = $2`, [now, tokenHash]);
  return rows[0];
}

export async function activeSession(sql: Sql, id: string, now: Date): Promise<ActiveSession | undefined> {
  const rows = await sql.query<ActiveSession>(`${ACTIVE_SESSIONS} AND s.id = $2`, [now, id]);
  return rows[0];
}

/** Newest first; `before` is the id of the last session on the page before. */
export async function activeSessionsOf(
  sql: Sql,
  personId: string,
  { now, before, rows }: { now: Date; before: string | undefined; rows: number },
): Promise<ActiveSession[]> {
  return sql.query(
    `${ACTIVE_SESSIONS} AND s.person_id = $2 AND ($3::uuid IS NULL OR s.id < $3) ORDER BY s.id DESC LIMIT $4`,
    [now, personId, before ?? null, rows],
  );
}

export async function insertSession(work: Work, session: Session, tokenHash: Buffer): Promise<void> {
  const { id, personId, createdAt, signedInAt, lastSeenAt, idleMinutes, expiresAt, address, userAgent } = session;
  await work.query(
    `INSERT INTO sessions (id, person_id, token_hash, created_at, signed_in_at, last_seen_at, idle_minutes, expires_at,
       address, user_agent)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, personId, tokenHash, createdAt, signedInAt, lastSeenAt, idleMinutes, expiresAt, address, userAgent],
  );
}

/** Counts a password that is tried again in the session. @returns how many since the last right one, this one included */
export async function countPasswordTry(work: Work, id: string): Promise<number> {
  const sql = 'UPDATE sessions SET password_tries = password_tries + 1 WHERE id = $1 RETURNING password_tries AS tries';
  return (await work.query<{ tries: number }>(sql, [id]))[0]?.tries ?? 0;
}

export async function forgetPasswordTries(work: Work, id: string): Promise<void> {
  await work.query('UPDATE sessions SET password_tries = 0 WHERE id = $1', [id]);
}

export async function markSessionFresh(work: Work, id: string): Promise<void> {
  await work.query('UPDATE sessions SET signed_in_at = $2 WHERE id = $1', [id, work.now]);
}

export async function markSessionSeen(work: Work, id: string): Promise<void> {
  await work.query('UPDATE sessions SET last_seen_at = $2 WHERE id = $1', [id, work.now]);
}

/** False when it had ended before. */
export async function endSession(work: Work, id: string): Promise<boolean> {
  const sql = 'UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING id';
  return (await work.query(sql, [id, work.now])).length > 0;
}
