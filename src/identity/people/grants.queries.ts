import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { Grant } from '../reach.js';
import type { Role } from '../permissions.js';
import { type Scope, scopeOf } from '../scope.js';

const ADMINISTRATORS_LOCK = 7_264_103;

/** A grant as it is stored. */
export interface StoredGrant extends Grant {
  id: string;
  personId: string;
  grantedAt: Date;
}

interface GrantRow {
  id: string;
  personId: string;
  role: Role;
  kind: Scope['kind'];
  scopeId: string | null;
  grantedAt: Date;
}

/** The grants in force of these people, oldest first. */
export async function grantsOf(sql: Sql, personIds: readonly string[]): Promise<StoredGrant[]> {
  const rows = await sql.query<GrantRow>(
    `SELECT id, person_id AS "personId", role, scope_kind AS kind, scope_id AS "scopeId", granted_at AS "grantedAt"
     FROM grants WHERE person_id = ANY($1) AND ended_at IS NULL ORDER BY id`,
    [personIds],
  );
  return rows.map(({ kind, scopeId, ...grant }) => ({ ...grant, scope: scopeOf(kind, scopeId) }));
}

/** @throws GrantedAlready */
export async function insertGrant(
  work: Work,
  personId: string,
  { role, scope }: Grant,
  by: { id: string | null },
): Promise<StoredGrant> {
  const grant = { id: uuidv7(), personId, role, scope, grantedAt: work.now };
  await work.query(
    `INSERT INTO grants (id, person_id, role, scope_kind, scope_id, granted_at, granted_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [grant.id, personId, role, scope.kind, scope.id, work.now, by.id],
  );
  return grant;
}

export async function endGrant(work: Work, id: string): Promise<void> {
  await work.query('UPDATE grants SET ended_at = greatest(granted_at, $2) WHERE id = $1', [id, work.now]);
}

/**
 * Whether anybody but `personId` is an administrator everywhere and can sign in. Two who ask at once wait for each
 * other, so that each does not take the other for the one who stays.
 */
export async function hasOtherAdministrator(work: Work, personId: string): Promise<boolean> {
  await work.query('SELECT pg_advisory_xact_lock($1)', [ADMINISTRATORS_LOCK]);
  const rows = await work.query(
    `SELECT FROM grants g JOIN people p ON p.id = g.person_id
     WHERE g.role = 'administrator' AND g.scope_kind = 'everywhere' AND g.ended_at IS NULL
       AND p.id <> $1 AND p.ended_at IS NULL AND p.password_hash IS NOT NULL LIMIT 1`,
    [personId],
  );
  return rows.length > 0;
}
