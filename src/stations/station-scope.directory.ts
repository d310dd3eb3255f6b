import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CentresServing } from '../identity/reach.js';
import type { Scope } from '../identity/scope.js';
import { ScopeDirectory } from '../identity/scope.directory.js';
import type { Sql } from '../platform/database/sql.js';
import { localDayOf, reachedOn } from './reach.queries.js';

/**
 * Which stations the scope of a grant includes. What a centre serves is looked up for the stations that somebody asks about.
 * A closed station stays reachable: its history belongs to the people who ran it.
 */
@Injectable()
export class StationScopeDirectory extends ScopeDirectory {
  constructor(private readonly source: DataSource) {
    super();
  }

  async stationsNamed(scopes: readonly Scope[]): Promise<string[][]> {
    const asked = scopes.filter(({ kind }) => kind === 'station' || kind === 'unit');
    if (asked.length === 0) return scopes.map(() => []);
    const ids = asked.map(({ id }) => id);
    const rows: { id: string; unitId: string }[] = await this.source.query(
      'SELECT id, unit_id AS "unitId" FROM stations WHERE id = ANY ($1::uuid[]) OR unit_id = ANY ($1::uuid[])',
      [ids],
    );
    const named = new Map<string, string[]>();
    for (const { id, unitId } of rows) {
      named.set(`station ${id}`, [id]);
      named.set(`unit ${unitId}`, [...(named.get(`unit ${unitId}`) ?? []), id]);
    }
    return scopes.map(({ kind, id }) => named.get(`${kind} ${id}`) ?? []);
  }

  async centresServing(stationIds: readonly string[], at: Date, sql: Sql = this.source): Promise<CentresServing> {
    if (stationIds.length === 0) return new Map();
    const rows = await sql.query<{ id: string; centreId: string }>(
      `SELECT c.station_id AS id, c.centre_id AS "centreId" FROM centre_stations c
       WHERE c.station_id = ANY ($1::uuid[])
         AND daterange(c.served_from, c.served_until) && ${localDayOf('c.station_id', '$2')}`,
      [stationIds, at],
    );
    return new Map(rows.map(({ id, centreId }) => [id, centreId]));
  }

  isWithin(station: string, byDay: string, at: string): string {
    return reachedOn(station, localDayOf(station, at), byDay);
  }

  async namesOf(scopes: readonly Scope[]): Promise<string[]> {
    return [...new Set((await this.namesById(scopes.flatMap(({ id }) => id ?? []))).values())];
  }

  async namesById(ids: readonly string[]): Promise<Map<string, string>> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return new Map();
    const rows: { id: string; name: string }[] = await this.source.query(
      `SELECT id, name FROM centres WHERE id = ANY ($1) UNION ALL SELECT id, name FROM stations WHERE id = ANY ($1)
       UNION ALL SELECT id, name FROM units WHERE id = ANY ($1)`,
      [wanted],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async exists({ kind, id }: Scope): Promise<boolean> {
    if (kind === 'everywhere') return true;
    const found: unknown[] = await this.source.query(
      `SELECT FROM centres WHERE $1 = 'centre' AND id = $2
       UNION ALL SELECT FROM units WHERE $1 = 'unit' AND id = $2
       UNION ALL SELECT FROM stations WHERE $1 = 'station' AND id = $2`,
      [kind, id],
    );
    return found.length > 0;
  }
}
