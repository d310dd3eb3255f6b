import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Grant, Scope } from '../actor.js';
import type { Readable } from '../trail/audit-trail.queries.js';
import type { Role } from '../permissions.js';

/** A person as others see them; never the password. */
export interface PersonRow {
  id: string;
  login: string;
  name: string;
  createdAt: Date;
  endedAt: Date | null;
  hasPassword: boolean;
}

/** A grant as it is stored. */
export interface StoredGrant extends Grant {
  id: string;
  personId: string;
  grantedAt: Date;
}

/** Scopes as two arrays of equal length, for unnest. */
const unzip = (scopes: readonly Scope[]): [string[], string[]] => [
  scopes.map(({ kind }) => kind),
  scopes.flatMap(({ id }) => id ?? []),
];

const PERSON = `p.id, p.login, p.name, p.created_at AS "createdAt", p.ended_at AS "endedAt",
  p.password_hash IS NOT NULL AS "hasPassword"`;

@Injectable()
export class PeopleQueries {
  constructor(private readonly source: DataSource) {}

  /** People after `cursor` in order of id; with `scopes`, only those with a grant in one of them. */
  page(scopes: readonly Scope[] | undefined, { cursor = null as string | null, rows = 50 }): Promise<PersonRow[]> {
    return this.source.query(
      `SELECT ${PERSON} FROM people p
       WHERE ($1::uuid IS NULL OR p.id > $1)
         AND ($2 OR p.id IN (SELECT g.person_id FROM grants g
                             WHERE g.ended_at IS NULL AND (g.scope_kind, g.scope_id) IN (SELECT * FROM unnest($3::text[], $4::uuid[]))))
       ORDER BY p.id LIMIT $5`,
      [cursor, scopes === undefined, ...unzip(scopes ?? []), rows],
    );
  }

  /**
   * People none of whose grants is outside `scopes` today, each with the times during which they had one in them and,
   * even then, none outside.
   */
  wholly(scopes: readonly Scope[]): Promise<Readable[]> {
    return this.source.query(
      `SELECT person_id AS "personId",
         (range_agg(held) FILTER (WHERE inside) - coalesce(range_agg(held) FILTER (WHERE NOT inside), '{}'))::text AS during
       FROM (SELECT person_id, ended_at, tstzrange(granted_at, ended_at) AS held,
               (scope_kind, coalesce(scope_id, '00000000-0000-0000-0000-000000000000'))
                 IN (SELECT * FROM unnest($1::text[], $2::uuid[])) AS inside
             FROM grants) g
       GROUP BY person_id HAVING bool_or(inside) AND bool_and(inside OR ended_at IS NOT NULL)`,
      unzip(scopes),
    );
  }

  async find(id: string): Promise<PersonRow | undefined> {
    const rows: PersonRow[] = await this.source.query(`SELECT ${PERSON} FROM people p WHERE p.id = $1`, [id]);
    return rows[0];
  }

  /** The person, whom nobody else changes until the transaction ends. */
  async lock(manager: EntityManager, id: string): Promise<PersonRow | undefined> {
    const rows: PersonRow[] = await manager.query(`SELECT ${PERSON} FROM people p WHERE p.id = $1 FOR UPDATE`, [id]);
    return rows[0];
  }

  async grantsOf(personIds: readonly string[], manager: EntityManager = this.source.manager): Promise<StoredGrant[]> {
    const rows: (Omit<StoredGrant, 'scope'> & { role: Role; kind: Scope['kind']; scopeId: string | null })[] =
      await manager.query(
        `SELECT id, person_id AS "personId", role, scope_kind AS kind, scope_id AS "scopeId", granted_at AS "grantedAt"
         FROM grants WHERE person_id = ANY($1) AND ended_at IS NULL ORDER BY id`,
        [personIds],
      );
    return rows.map(({ kind, scopeId, ...grant }) => ({ ...grant, scope: { kind, id: scopeId } as Scope }));
  }

  /** Units that somebody has a grant in, or had. */
  async grantedUnits(): Promise<Scope[]> {
    const rows: { id: string }[] = await this.source.query(
      `SELECT DISTINCT scope_id AS id FROM grants WHERE scope_kind = 'unit'`,
    );
    return rows.map(({ id }) => ({ kind: 'unit', id }));
  }

  /** Whether anybody but `personId` is an administrator everywhere and can sign in. */
  async hasOtherAdministrator(manager: EntityManager, personId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT FROM grants g JOIN people p ON p.id = g.person_id
       WHERE g.role = 'administrator' AND g.scope_kind = 'everywhere' AND g.ended_at IS NULL
         AND p.id <> $1 AND p.ended_at IS NULL AND p.password_hash IS NOT NULL LIMIT 1`,
      [personId],
    );
    return rows.length > 0;
  }
}
