import type { Sql } from '../../platform/database/sql.js';
import { scopeArrays } from '../people/people.queries.js';
import type { Scope } from '../scope.js';
import type { AuditQuery } from './audit.schemas.js';

/** An audit entry as it is stored. */
export interface AuditEntry {
  id: number;
  at: Date;
  actorKind: 'person' | 'device' | 'service';
  actorId: string | null;
  actorName: string;
  /** The API token with which software of the person did it. */
  tokenId: string | null;
  tokenName: string | null;
  did: string;
  thingKind: string;
  thingId: string;
  because: string | null;
  details: Record<string, unknown>;
  requestId: string | null;
}

/** A person, and the times whose entries about what they did may be read. */
export interface ReadablePerson {
  personId: string;
  /** A tstzmultirange in PostgreSQL's notation. */
  during: string;
}

/**
 * Entries before `cursor`, newest first.
 * @param of only what these people did; undefined: everything
 */
export async function auditEntries(
  sql: Sql,
  filter: Omit<AuditQuery, 'limit' | 'cursor'>,
  { of, cursor, rows }: { of: readonly ReadablePerson[] | undefined; cursor: string | null; rows: number },
): Promise<AuditEntry[]> {
  const { thingKind = null, thingId = null, actorId = null, from = null, until = null } = filter;
  const [ids, during] = [(of ?? []).map(({ personId }) => personId), (of ?? []).map(({ during }) => during)];
  return sql.query(
    `SELECT id, at, actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName",
       token_id AS "tokenId", token_name AS "tokenName", did,
       thing_kind AS "thingKind", thing_id AS "thingId", because, details, request_id AS "requestId"
     FROM audit_entries
     WHERE ($1::bigint IS NULL OR id < $1)
       AND ($2::text IS NULL OR thing_kind = $2) AND ($3::text IS NULL OR thing_id = $3)
       AND ($4::uuid IS NULL OR actor_id = $4)
       AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6)
       AND ($7 OR actor_kind = 'person' AND EXISTS (
         SELECT FROM unnest($8::uuid[], $9::tstzmultirange[]) AS readable (id, during)
         WHERE actor_id = readable.id AND at <@ readable.during))
     ORDER BY id DESC LIMIT $10`,
    [cursor, thingKind, thingId, actorId, from, until, of === undefined, ids, during, rows],
  );
}

/**
 * People none of whose grants is outside `scopes` today, each with the times during which they held one in them and,
 * even then, none outside.
 */
export async function peopleWhollyWithin(sql: Sql, scopes: readonly Scope[]): Promise<ReadablePerson[]> {
  return sql.query(
    `SELECT person_id AS "personId",
       (range_agg(held) FILTER (WHERE inside) - coalesce(range_agg(held) FILTER (WHERE NOT inside), '{}'))::text AS during
     FROM (SELECT person_id, ended_at, tstzrange(granted_at, ended_at) AS held,
             (scope_kind, coalesce(scope_id, '00000000-0000-0000-0000-000000000000'))
               IN (SELECT * FROM unnest($1::text[], $2::uuid[])) AS inside
           FROM grants) g
     GROUP BY person_id HAVING bool_or(inside) AND bool_and(inside OR ended_at IS NOT NULL)`,
    scopeArrays(scopes),
  );
}
