import { type List, sizeOf } from '../../platform/database/list-sql.js';
import { matches } from '../../platform/database/search-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import { scopeArrays } from '../people/people.queries.js';
import type { Scope } from '../scope.js';
import type { AuditQuery } from './audit.schemas.js';

export type AuditFilter = Omit<AuditQuery, 'limit' | 'cursor' | 'total'>;

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

const COLUMNS = `id, at, actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName",
  token_id AS "tokenId", token_name AS "tokenName", did,
  thing_kind AS "thingKind", thing_id AS "thingId", because, details, request_id AS "requestId"`;

const ENTRIES = `FROM audit_entries
  WHERE ($1::text IS NULL OR thing_kind = $1) AND ($2::text IS NULL OR thing_id = $2)
      AND ($3::uuid IS NULL OR actor_id = $3)
      AND ($4::timestamptz IS NULL OR at >= $4) AND ($5::timestamptz IS NULL OR at < $5)
      AND ($6 OR actor_kind = 'person' AND EXISTS (
        SELECT FROM unnest($7::uuid[], $8::tstzmultirange[]) AS readable (id, during)
        WHERE actor_id = readable.id AND at <@ readable.during))
      AND ($9::text IS NULL OR did = $9) AND ${matches("actor_name || ' ' || coalesce(because, '')", '$10')}`;

/**
 * Entries, newest first.
 * @param of only what these people did; undefined: everything
 */
export function auditList(filter: AuditFilter, of: readonly ReadablePerson[] | undefined): List<AuditEntry> {
  const { thingKind, thingId, actorId, from, until, did, search } = filter;
  const [ids, during] = [(of ?? []).map(({ personId }) => personId), (of ?? []).map(({ during }) => during)];
  const parameters = [thingKind, thingId, actorId, from, until, of === undefined, ids, during, did, search];
  return {
    rows: (sql, { after, limit }) =>
      sql.query<AuditEntry>(
        `SELECT ${COLUMNS} ${ENTRIES}
         AND ($11::bigint IS NULL OR audit_entries.id < $11) ORDER BY audit_entries.id DESC LIMIT $12`,
        [...parameters, after, limit],
      ),
    size: (sql) => sizeOf(sql, ENTRIES, parameters),
  };
}

/** What was done to one thing, newest first; at most `limit`, older than the entry `before`. @param deeds others are left out */
export function auditOf(
  sql: Sql,
  { kind, id, deeds }: { kind: string; id: string; deeds: readonly string[] },
  { before, limit }: { before: string | undefined; limit: number },
): Promise<AuditEntry[]> {
  return sql.query<AuditEntry>(
    `SELECT ${COLUMNS} FROM audit_entries
     WHERE thing_kind = $1 AND thing_id = $2 AND did = ANY ($3::text[]) AND ($4::bigint IS NULL OR audit_entries.id < $4)
     ORDER BY audit_entries.id DESC LIMIT $5`,
    [kind, id, deeds, before, limit],
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
