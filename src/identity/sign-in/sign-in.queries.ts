import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';

/** A person who may sign in, by their login. */
export interface Credentials {
  id: string;
  login: string;
  name: string;
  passwordHash: string | null;
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

/** Whether the credentials are still right; they cannot change until the transaction ends, nor does the person sign in twice at once. */
export async function lockCredentials(work: Work, { id, passwordHash }: Credentials): Promise<boolean> {
  const rows = await work.query(
    'SELECT FROM people WHERE id = $1 AND password_hash = $2 AND ended_at IS NULL FOR NO KEY UPDATE',
    [id, passwordHash],
  );
  return rows.length > 0;
}
