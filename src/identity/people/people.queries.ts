import { type List, sizeOf } from '../../platform/database/list-sql.js';
import { matches } from '../../platform/database/search-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { Role } from '../permissions.js';
import type { Scope } from '../scope.js';
import type { SessionLimits } from '../session-limits.js';

/** A person as others see them; never the password. */
export interface PersonRow {
  id: string;
  login: string;
  name: string;
  createdAt: Date;
  endedAt: Date | null;
  hasPassword: boolean;
  hasSecondFactor: boolean;
  revision: string;
}

/** A person as they are named beside what they did. */
export interface NamedPerson {
  id: string;
  name: string;
}

const PERSON = `p.id, p.login, p.name, p.created_at AS "createdAt", p.ended_at AS "endedAt", p.revision,
  p.password_hash IS NOT NULL AS "hasPassword",
  EXISTS (SELECT FROM second_factors f WHERE f.person_id = p.id) AS "hasSecondFactor"`;

/** Scopes as two arrays of equal length, for unnest. */
export const scopeArrays = (scopes: readonly Scope[]): [string[], string[]] => [
  scopes.map(({ kind }) => kind),
  scopes.flatMap(({ id }) => id ?? []),
];

export interface PersonFilter {
  search?: string | undefined;
  role?: Role | undefined;
  ended?: boolean | undefined;
}

const PEOPLE = `FROM people p
  WHERE ($1 AND $4::text IS NULL OR p.id IN (SELECT g.person_id FROM grants g
      WHERE g.ended_at IS NULL AND ($4::text IS NULL OR g.role = $4)
        AND ($1 OR (g.scope_kind, g.scope_id) IN (SELECT * FROM unnest($2::text[], $3::uuid[])))))
    AND ${matches("p.name || ' ' || p.login", '$5')} AND ($6::boolean IS NULL OR (p.ended_at IS NOT NULL) = $6)`;

/** People in order of id; with `scopes`, only those with a grant in one of them, and roles there only. */
export const personList = (
  scopes: readonly Scope[] | undefined,
  { search, role, ended }: PersonFilter,
): List<PersonRow> => {
  const parameters = [scopes === undefined, ...scopeArrays(scopes ?? []), role, search, ended];
  return {
    rows: (sql, { after, limit }) =>
      sql.query<PersonRow>(
        `SELECT ${PERSON} ${PEOPLE}
         AND ($7::uuid IS NULL OR p.id > $7) ORDER BY p.id ASC LIMIT $8`,
        [...parameters, after, limit],
      ),
    size: (sql) => sizeOf(sql, PEOPLE, parameters),
  };
};

export async function findPerson(sql: Sql, id: string): Promise<PersonRow | undefined> {
  const rows = await sql.query<PersonRow>(`SELECT ${PERSON} FROM people p WHERE p.id = $1`, [id]);
  return rows[0];
}

export async function findPersonByLogin(sql: Sql, login: string): Promise<PersonRow | undefined> {
  const rows = await sql.query<PersonRow>(`SELECT ${PERSON} FROM people p WHERE p.login = $1`, [login]);
  return rows[0];
}

/** As `findPerson`; nobody else changes the person until the transaction ends. */
export async function findPersonForUpdate(work: Work, id: string): Promise<PersonRow | undefined> {
  const rows = await work.query<PersonRow>(`SELECT ${PERSON} FROM people p WHERE p.id = $1 FOR UPDATE`, [id]);
  return rows[0];
}

/**
 * Nobody else changes the person until the transaction ends. Lock the person before anything of theirs, such as codes and
 * second factors, or two transactions wait for each other.
 */
export async function lockPersonRow(work: Work, id: string): Promise<void> {
  await work.query('SELECT FROM people WHERE id = $1 FOR NO KEY UPDATE', [id]);
}

export async function loginOf(sql: Sql, id: string): Promise<string> {
  const rows = await sql.query<{ login: string }>('SELECT login FROM people WHERE id = $1', [id]);
  return rows[0]?.login ?? '';
}

/** By id; those who do not exist are left out. */
export async function namesOf(sql: Sql, ids: readonly string[]): Promise<Map<string, NamedPerson>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const people = await sql.query<NamedPerson>('SELECT id, name FROM people WHERE id = ANY($1)', [wanted]);
  return new Map(people.map((person) => [person.id, person]));
}

/** @throws LoginTaken */
export async function insertPerson(work: Work, { login, name }: { login: string; name: string }): Promise<PersonRow> {
  const person = {
    id: uuidv7(),
    login,
    name,
    createdAt: work.now,
    endedAt: null,
    hasPassword: false,
    hasSecondFactor: false,
    revision: uuidv7(),
  };
  const values = [person.id, login, name, work.now, person.revision];
  await work.query('INSERT INTO people (id, login, name, created_at, revision) VALUES ($1, $2, $3, $4, $5)', values);
  return person;
}

export async function renamePerson(work: Work, id: string, name: string): Promise<void> {
  await work.query('UPDATE people SET name = $2 WHERE id = $1', [id, name]);
}

/** Sets the password, and ends the sessions that were begun with another one, except perhaps that of the change itself. */
export async function setPasswordHash(
  work: Work,
  id: string,
  passwordHash: string,
  { keptSession }: { keptSession?: string } = {},
): Promise<void> {
  await work.query('UPDATE people SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
  await endSessionsOf(work, id, keptSession === undefined ? {} : { except: keptSession });
}

/** Where a person's notices go by mail. */
export async function mailAddressOf(sql: Sql, id: string): Promise<string | null> {
  const rows = await sql.query<{ address: string | null }>('SELECT mail_address AS address FROM people WHERE id = $1', [
    id,
  ]);
  return rows[0]?.address ?? null;
}

export async function setMailAddress(work: Work, id: string, address: string | null): Promise<void> {
  await work.query('UPDATE people SET mail_address = $2 WHERE id = $1', [id, address]);
}

/** Ends the account and its sessions. */
export async function endPerson(work: Work, id: string): Promise<void> {
  await work.query('UPDATE people SET ended_at = $2 WHERE id = $1', [id, work.now]);
  await endSessionsOf(work, id);
}

/** Ends the sessions of the person, but for the one with the id `except`. */
export async function endSessionsOf(work: Work, personId: string, { except }: { except?: string } = {}): Promise<void> {
  await work.query(
    `UPDATE sessions SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL AND ($3::uuid IS NULL OR id <> $3)`,
    [personId, work.now, except ?? null],
  );
}

/** Tightens the limits of a person's sessions, after they were given a role with tighter ones. */
export async function limitSessionsOf(
  work: Work,
  personId: string,
  { hours, idleMinutes }: SessionLimits,
): Promise<void> {
  await work.query(
    `UPDATE sessions SET idle_minutes = least(idle_minutes, $2::integer),
       expires_at = least(expires_at, greatest($3::timestamptz, created_at + $4 * interval '1 hour'))
     WHERE person_id = $1 AND ended_at IS NULL`,
    [personId, idleMinutes, work.now, hours],
  );
}
