import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Failures } from './throttle.js';

// Key spaces of advisory locks. The login is always locked before the address, so that there is no deadlock.
const LOGIN_LOCK = 7_264_101;
const ADDRESS_LOCK = 7_264_102;

/** Longer than any comparison of a password takes. */
const DECIDED_AFTER_MS = 60_000;

/** Rows kept at most, so that a flood of invented logins does not fill the disk. */
const MOST_ROWS = 200_000;

/** An attempt to sign in, with what is known of the place that it comes from. */
export interface Attempt {
  login: string;
  /** The network of the client. */
  address: string;
  /** Whether the person of this login signed in from this address before. */
  isKnownAddress: boolean;
  /** The hash of the client's token, if the person signed in on it before. */
  clientHash: Buffer | null;
}

/** Why an attempt is not delayed. */
export type KnownBy = 'client' | 'address';

/** Failures that count; `decided` leaves out attempts whose password is still being compared. */
export interface CountedFailures {
  all: Failures;
  decided: Failures;
}

interface FailuresRow {
  count: number;
  lastAt: Date | null;
  decidedCount: number;
  decidedLastAt: Date | null;
}

// $1 is an instant before which every attempt counts as decided: its process has ended since.
const COUNTED = `count(*)::int AS count, max(at) AS "lastAt",
  count(*) FILTER (WHERE decided OR at < $1)::int AS "decidedCount",
  max(at) FILTER (WHERE decided OR at < $1) AS "decidedLastAt"`;

/** Attempts from unknown places for the same login, or from the same address, wait for each other. */
export async function lockAttempts(work: Work, { login, address }: Attempt): Promise<void> {
  await work.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOGIN_LOCK, login]);
  await work.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [ADDRESS_LOCK, address]);
}

/** Failures for the login from unknown places since an instant. */
export async function failuresOfLogin(work: Work, { login }: Attempt, since: Date): Promise<CountedFailures> {
  const rows = await work.query<FailuresRow>(
    `SELECT ${COUNTED} FROM sign_in_failures WHERE login = $2 AND known_by IS NULL AND at > $3`,
    [decidedBefore(work), login, since],
  );
  return counted(rows[0]);
}

/** The same from the address. Of each login only the first `perLogin` count: one forgotten password is no attack. */
export async function failuresFromAddress(
  work: Work,
  { address }: Attempt,
  { since, perLogin }: { since: Date; perLogin: number },
): Promise<CountedFailures> {
  const rows = await work.query<FailuresRow>(
    `SELECT ${COUNTED} FROM (
       SELECT at, decided, row_number() OVER (PARTITION BY login ORDER BY id) AS nth FROM sign_in_failures
       WHERE address = $2 AND known_by IS NULL AND at > $3) AS failures
     WHERE nth <= $4`,
    [decidedBefore(work), address, since, perLogin],
  );
  return counted(rows[0]);
}

/** Wrong passwords of the login, given on this client or else from this address while it was known. */
export async function failuresAsKnown(
  sql: Sql,
  { login, address, clientHash }: Attempt,
  since: Date,
): Promise<{ ofClient: number; ofAddress: number }> {
  const rows = await sql.query<{ ofClient: number; ofAddress: number }>(
    `SELECT count(*) FILTER (WHERE client_hash = $3)::int AS "ofClient",
       count(*) FILTER (WHERE known_by = 'address' AND address = $2)::int AS "ofAddress"
     FROM sign_in_failures WHERE login = $1 AND known_by IS NOT NULL AND at > $4`,
    [login, address, clientHash, since],
  );
  return rows[0] ?? { ofClient: 0, ofAddress: 0 };
}

/** Wrong passwords of the login, from wherever they came. */
export async function failuresAltogether(sql: Sql, { login }: Attempt, since: Date): Promise<number> {
  const rows = await sql.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM sign_in_failures WHERE login = $1 AND at > $2',
    [login, since],
  );
  return rows[0]?.count ?? 0;
}

/** @returns its id */
export async function insertFailure(
  work: Work,
  { login, address, clientHash }: Attempt,
  { knownBy, decided }: { knownBy: KnownBy | null; decided: boolean },
): Promise<number> {
  const rows = await work.query<{ id: number }>(
    `INSERT INTO sign_in_failures (login, address, at, known_by, client_hash, decided)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [login, address, work.now, knownBy, knownBy === 'client' ? clientHash : null, decided],
  );
  return rows[0]?.id ?? 0;
}

export async function markFailureDecided(work: Work, id: number): Promise<void> {
  await work.query('UPDATE sign_in_failures SET decided = true WHERE id = $1', [id]);
}

/** Forgets what somebody mistyped before the right password: on the same client, or from the same address. */
export async function deleteFailuresOf(work: Work, { login, address, clientHash }: Attempt): Promise<void> {
  await work.query('DELETE FROM sign_in_failures WHERE login = $1 AND (address = $2 OR client_hash = $3)', [
    login,
    address,
    clientHash,
  ]);
}

/** Deletes failures that no longer count, and the oldest of more than there is room for. */
export async function deleteOldFailures(work: Work, until: Date): Promise<void> {
  await work.query(
    `DELETE FROM sign_in_failures
     WHERE at <= $1 OR id <= (SELECT id FROM sign_in_failures ORDER BY id DESC OFFSET ${MOST_ROWS} LIMIT 1)`,
    [until],
  );
}

const decidedBefore = ({ now }: Work): Date => new Date(now.getTime() - DECIDED_AFTER_MS);

const counted = (row: FailuresRow | undefined): CountedFailures => ({
  all: { count: row?.count ?? 0, lastAt: row?.lastAt ?? null },
  decided: { count: row?.decidedCount ?? 0, lastAt: row?.decidedLastAt ?? null },
});
