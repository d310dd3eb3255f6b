import type { Sql } from '../../platform/database/sql.js';
import type { Role } from '../permissions.js';
import type { Grant, Reach } from '../reach.js';
import type { ScopeDirectory } from '../scope.directory.js';
import { type Scope, scopeOf } from '../scope.js';

/** The name of a person, also of one whose account has ended. */
export async function nameOf(sql: Sql, personId: string): Promise<string | undefined> {
  const rows = await sql.query<{ name: string }>('SELECT name FROM people WHERE id = $1', [personId]);
  return rows[0]?.name;
}

/** The grants that a person holds; none once their account has ended. */
export async function grantsHeldBy(sql: Sql, personId: string): Promise<Grant[]> {
  const rows = await sql.query<{ role: Role; kind: Scope['kind']; scopeId: string | null }>(
    `SELECT g.role, g.scope_kind AS kind, g.scope_id AS "scopeId" FROM grants g JOIN people p ON p.id = g.person_id
     WHERE g.person_id = $1 AND g.ended_at IS NULL AND p.ended_at IS NULL ORDER BY g.id`,
    [personId],
  );
  return rows.map(({ role, kind, scopeId }) => ({ role, scope: scopeOf(kind, scopeId) }));
}

/** Stations in which somebody holds or held a grant, those within reach. @param isWithin see `ScopeDirectory.isWithin` */
export async function grantedStations(
  sql: Sql,
  isWithin: ScopeDirectory['isWithin'],
  { byDay }: Reach,
  at: Date,
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT g.id FROM (SELECT DISTINCT scope_id AS id FROM grants WHERE scope_kind = 'station') g
     WHERE ${isWithin('g.id', '$1', '$2')}`,
    [JSON.stringify(byDay), at],
  );
  return rows.map(({ id }) => id);
}

/** Units in which somebody holds or held a grant. */
export async function grantedUnits(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(`SELECT DISTINCT scope_id AS id FROM grants WHERE scope_kind = 'unit'`);
  return rows.map(({ id }) => id);
}
