import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';

/** Kept of each person, the last used ones. */
const MOST_CLIENTS = 10;
const MOST_ADDRESSES = 20;

/** A place that somebody signs in from, as hashes; without the client's token when it presents none. */
export interface PlaceHashes {
  client: Buffer | null;
  address: Buffer;
}

/** Which of the two the person signed in with before. */
export async function knownParts(
  sql: Sql,
  personId: string,
  { client, address }: PlaceHashes,
  now: Date,
): Promise<{ client: boolean; address: boolean }> {
  const rows = await sql.query<{ client: boolean; address: boolean }>(
    `SELECT EXISTS (SELECT FROM known_clients WHERE person_id = $1 AND token_hash = $2 AND expires_at > $4) AS client,
       EXISTS (SELECT FROM known_addresses WHERE person_id = $1 AND address_hash = $3 AND expires_at > $4) AS address`,
    [personId, client, address, now],
  );
  return rows[0] ?? { client: false, address: false };
}

/** Whether anybody signed in on the client, e.g. a colleague on the same computer. */
export async function isKnownToAnybody(sql: Sql, client: Buffer): Promise<boolean> {
  return (await sql.query('SELECT FROM known_clients WHERE token_hash = $1 LIMIT 1', [client])).length > 0;
}

export async function hasKnownClients(sql: Sql, personId: string): Promise<boolean> {
  return (await sql.query('SELECT FROM known_clients WHERE person_id = $1 LIMIT 1', [personId])).length > 0;
}

/** Call with the person locked, so that two sign-ins at once do not delete each other's oldest in different orders. */
export async function rememberClient(work: Work, personId: string, client: Buffer, until: Date): Promise<void> {
  await work.query(
    `INSERT INTO known_clients (person_id, token_hash, used_at, expires_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (person_id, token_hash) DO UPDATE SET used_at = $3, expires_at = $4`,
    [personId, client, work.now, until],
  );
  await work.query(
    `DELETE FROM known_clients WHERE person_id = $1 AND token_hash IN (
       SELECT token_hash FROM known_clients WHERE person_id = $1 ORDER BY used_at DESC, token_hash OFFSET ${MOST_CLIENTS})`,
    [personId],
  );
}

/** As `rememberClient`. */
export async function rememberAddress(work: Work, personId: string, address: Buffer, until: Date): Promise<void> {
  await work.query(
    `INSERT INTO known_addresses (person_id, address_hash, used_at, expires_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (person_id, address_hash) DO UPDATE SET used_at = $3, expires_at = $4`,
    [personId, address, work.now, until],
  );
  await work.query(
    `DELETE FROM known_addresses WHERE person_id = $1 AND address_hash IN (
       SELECT address_hash FROM known_addresses WHERE person_id = $1
       ORDER BY used_at DESC, address_hash OFFSET ${MOST_ADDRESSES})`,
    [personId],
  );
}

/** Everything is unknown again, e.g. after the password was reset. */
export async function forgetPlacesOf(work: Work, personId: string): Promise<void> {
  await work.query('DELETE FROM known_clients WHERE person_id = $1', [personId]);
  await work.query('DELETE FROM known_addresses WHERE person_id = $1', [personId]);
}

export async function forgetExpiredPlaces(work: Work): Promise<void> {
  await work.query('DELETE FROM known_clients WHERE expires_at <= $1', [work.now]);
  await work.query('DELETE FROM known_addresses WHERE expires_at <= $1', [work.now]);
}
