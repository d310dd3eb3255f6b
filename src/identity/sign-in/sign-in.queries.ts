import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';

// Key spaces of advisory locks. The login is always locked before the address, so that there is no deadlock.
const LOGIN_LOCK = 7_264_101;
const ADDRESS_LOCK = 7_264_102;

/** A person who may sign in, by their login. */
export interface Credentials {
  id: string;
  login: string;
  name: string;
  passwordHash: string | null;
}

/** An attempt to sign in: for which login, from which network. */
export interface Attempt {
  login: string;
  address: string;
}

export async function credentialsOf(sql: Sql, login: string): Promise<Credentials | undefined> {
  const rows = await sql.query<Credentials>(
    'SELECT id, login, name, password_hash AS "passwordHash" FROM people WHERE login = $1 AND ended_at IS NULL',
    [login],
  );
  return rows[0];
}

export async function credentialsById(sql: Sql, id: string): Promise<Credentials | undefined> {
  const rows = await sql.query<Credentials>(
    'SELECT id, login, name, password_hash AS "passwordHash" FROM people WHERE id = $1 AND ended_at IS NULL',
    [id],
  );
  return rows[0];
}

/** Whether the credentials are still right; they cannot change until the transaction ends. */
export async function lockCredentials(work: Work, { id, passwordHash }: Credentials): Promise<boolean> {
  const rows = await work.query(
    'SELECT FROM people WHERE id = $1 AND password_hash = $2 AND ended_at IS NULL FOR SHARE',
    [id, passwordHash],
  );
  return rows.length > 0;
}

/** Attempts for the same login, or from the same address, wait for each other. */
export async function lockAttempts(work: Work, { login, address }: Attempt): Promise<void> {
  await work.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOGIN_LOCK, login]);
  await work.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [ADDRESS_LOCK, address]);
}

/**
 * When the failure happened that must leave the window before another attempt is allowed: the `perLogin`-th last one of
 * the login, or the `perAddress`-th last one of the address; undefined when there are fewer since `since`.
 */
export async function blockingFailure(
  work: Work,
  { login, address }: Attempt,
  { since, perLogin, perAddress }: { since: Date; perLogin: number; perAddress: number },
): Promise<Date | undefined> {
  const rows = await work.query<{ at: Date | null }>(
    `SELECT max(at) AS at FROM (
       (SELECT at FROM sign_in_failures WHERE login = $1 AND at > $3 ORDER BY at DESC OFFSET $4 LIMIT 1)
       UNION ALL
       (SELECT at FROM sign_in_failures WHERE address = $2 AND at > $3 ORDER BY at DESC OFFSET $5 LIMIT 1)
     ) AS blocking`,
    [login, address, since, perLogin - 1, perAddress - 1],
  );
  return rows[0]?.at ?? undefined;
}

export async function insertFailure(work: Work, { login, address }: Attempt): Promise<void> {
  const values = [login, address, work.now];
  await work.query('INSERT INTO sign_in_failures (login, address, at) VALUES ($1, $2, $3)', values);
}

export async function deleteFailuresOf(work: Work, login: string): Promise<void> {
  await work.query('DELETE FROM sign_in_failures WHERE login = $1', [login]);
}

export async function deleteFailuresUntil(work: Work, until: Date): Promise<void> {
  await work.query('DELETE FROM sign_in_failures WHERE at <= $1', [until]);
}
