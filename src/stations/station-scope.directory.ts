import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Scope } from '../identity/scope.js';
import { ScopeDirectory, type ScopedStations } from '../identity/scope.directory.js';

/**
 * Which stations the scope of a grant includes. Asked at every request, so it is one query for any number of scopes.
 * A closed station stays reachable: its history belongs to the people who ran it.
 */
@Injectable()
export class StationScopeDirectory extends ScopeDirectory {
  constructor(private readonly source: DataSource) {
    super();
  }

  async stationsOf(scopes: readonly Scope[], at: Date): Promise<ScopedStations[]> {
    if (scopes.every(({ kind }) => kind === 'everywhere')) return scopes.map((scope) => ({ scope, stationIds: [] }));
    const rows: { position: number; id: string }[] = await this.source.query(
      `WITH asked AS (SELECT * FROM unnest($1::text[], $2::uuid[]) WITH ORDINALITY AS a (kind, id, position))
       SELECT a.position, s.id FROM asked a JOIN stations s ON s.id = a.id WHERE a.kind = 'station'
       UNION ALL
       SELECT a.position, s.id FROM asked a JOIN stations s ON s.unit_id = a.id WHERE a.kind = 'unit'
       UNION ALL
       SELECT a.position, s.id FROM asked a
         JOIN centre_stations c ON c.centre_id = a.id
         JOIN stations s ON s.id = c.station_id
       WHERE a.kind = 'centre' AND daterange(c.served_from, c.served_until) @> ($3::timestamptz AT TIME ZONE s.time_zone)::date`,
      [scopes.map(({ kind }) => kind), scopes.map(({ id }) => id), at],
    );
    return scopes.map((scope, index) => ({
      scope,
      stationIds: rows.filter(({ position }) => position === index + 1).map(({ id }) => id),
    }));
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
