import { type List, sizeOf } from '../../platform/database/list-sql.js';
import { matches } from '../../platform/database/search-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { TokenPermission } from '../permissions.js';
import type { Scope } from '../scope.js';

/** A token of a person for a program of theirs. */
export interface ApiToken {
  id: string;
  personId: string;
  name: string;
  ending: string;
  permissions: TokenPermission[];
  /** null: wherever the person has the permissions. */
  scopes: Scope[] | null;
  createdAt: Date;
  expiresAt: Date;
  /** To the minute. */
  lastUsedAt: Date | null;
}

/** A token that works, and its person. */
export interface ActiveApiToken extends ApiToken {
  personName: string;
  hasSecondFactor: boolean;
}

const COLUMNS = `t.id, t.person_id AS "personId", p.name AS "personName", t.name, t.ending, t.permissions, t.scopes,
  t.created_at AS "createdAt", t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt",
  EXISTS (SELECT FROM second_factors f WHERE f.person_id = p.id) AS "hasSecondFactor"`;

// The only definition of an active token; $1 is the present instant.
const ACTIVE = `FROM api_tokens t JOIN people p ON p.id = t.person_id
  WHERE t.ended_at IS NULL AND t.expires_at > $1 AND p.ended_at IS NULL`;
const ACTIVE_TOKENS = `SELECT ${COLUMNS} ${ACTIVE}`;

export async function activeTokenByHash(sql: Sql, hash: Buffer, now: Date): Promise<ActiveApiToken | undefined> {
  const rows = await sql.query<ActiveApiToken>(`${ACTIVE_TOKENS} AND t.token_hash = $2`, [now, hash]);
  return rows[0];
}

export async function activeToken(sql: Sql, id: string, now: Date): Promise<ActiveApiToken | undefined> {
  const rows = await sql.query<ActiveApiToken>(`${ACTIVE_TOKENS} AND t.id = $2`, [now, id]);
  return rows[0];
}

const ACTIVE_OF_PERSON = `${ACTIVE} AND t.person_id = $2 AND ${matches('t.name', '$3')}`;

/** A person's tokens that work, newest first. */
export const activeTokensOf = (personId: string, search: string | undefined, now: Date): List<ActiveApiToken> => {
  const parameters = [now, personId, search];
  return {
    rows: (sql, { after, limit }) =>
      sql.query<ActiveApiToken>(
        `SELECT ${COLUMNS} ${ACTIVE_OF_PERSON} AND ($4::uuid IS NULL OR t.id < $4) ORDER BY t.id DESC LIMIT $5`,
        [...parameters, after, limit],
      ),
    size: (sql) => sizeOf(sql, ACTIVE_OF_PERSON, parameters),
  };
};

/** How many active tokens the person has; nobody else makes one for them until the transaction ends. */
export async function countTokensForUpdate(work: Work, personId: string): Promise<number> {
  await work.query('SELECT FROM people WHERE id = $1 FOR UPDATE', [personId]);
  const rows = await work.query<{ count: number }>(
    'SELECT count(*) FROM api_tokens WHERE person_id = $1 AND ended_at IS NULL AND expires_at > $2',
    [personId, work.now],
  );
  return rows[0]?.count ?? 0;
}

export async function insertToken(work: Work, token: ApiToken, hash: Buffer): Promise<void> {
  const { id, personId, name, ending, permissions, scopes, createdAt, expiresAt } = token;
  await work.query(
    `INSERT INTO api_tokens (id, person_id, name, ending, token_hash, permissions, scopes, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, personId, name, ending, hash, permissions, scopes && JSON.stringify(scopes), createdAt, expiresAt],
  );
}

export async function markTokenUsed(work: Work, id: string): Promise<void> {
  await work.query('UPDATE api_tokens SET last_used_at = $2 WHERE id = $1', [id, work.now]);
}

/** False when it was ended before. */
export async function endToken(work: Work, id: string): Promise<boolean> {
  const sql = 'UPDATE api_tokens SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING id';
  return (await work.query(sql, [id, work.now])).length > 0;
}

export async function endTokensOf(work: Work, personId: string): Promise<void> {
  await work.query('UPDATE api_tokens SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL', [
    personId,
    work.now,
  ]);
}
