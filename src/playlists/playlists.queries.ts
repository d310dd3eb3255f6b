import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Work } from '../platform/database/unit-of-work.js';

/** The version in force at a station, and until when it may be answered without looking at the schedule again. */
export interface PlaylistHead {
  version: number | null;
  contentHash: string | null;
  etag: string | null;
  changes: number;
  freshFrom: Date | null;
  freshUntil: Date | null;
}

export interface IssuedPlaylist {
  version: number;
  body: string;
  etag: string;
  signature: string;
  validUntil: Date;
}

/** A playlist to be kept, with what its items need later on. */
export interface NewPlaylist extends IssuedPlaylist {
  contentHash: string;
  issuedAt: Date;
  validFrom: Date;
  items: { broadcastId: string; sha256: string; type: string; startsAt: string; latestEnd: Date }[];
}

/** An item that some version carried and whose time it is. */
export interface CarriedItem {
  broadcastId: string;
  latestEnd: Date;
}

const HEAD = `version, content_hash AS "contentHash", etag, changes, fresh_from AS "freshFrom", fresh_until AS "freshUntil"`;

@Injectable()
export class PlaylistsQueries {
  constructor(private readonly source: DataSource) {}

  async head(stationId: string): Promise<PlaylistHead | undefined> {
    return this.one(`SELECT ${HEAD} FROM playlist_heads WHERE station_id = $1`, [stationId]);
  }

  async makeHead(stationId: string): Promise<void> {
    await this.source.query('INSERT INTO playlist_heads (station_id) VALUES ($1) ON CONFLICT DO NOTHING', [stationId]);
  }

  /** The head as it is now; nobody else changes it before this work ends. */
  async lockHead(work: Work, stationId: string): Promise<PlaylistHead | undefined> {
    const sql = `SELECT ${HEAD} FROM playlist_heads WHERE station_id = $1 FOR UPDATE`;
    return (await work.manager.query<PlaylistHead[]>(sql, [stationId]))[0];
  }

  async keep(work: Work, stationId: string, playlist: NewPlaylist): Promise<void> {
    const { version, body, etag, signature, issuedAt, validFrom, validUntil, contentHash } = playlist;
    await work.manager.query(
      `INSERT INTO playlists (station_id, version, body, etag, signature, issued_at, valid_from, valid_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [stationId, version, body, etag, signature, issuedAt, validFrom, validUntil],
    );
    await work.manager.query(
      `INSERT INTO playlist_items (station_id, version, broadcast_id, audio_sha256, audio_type, starts_at, latest_end)
       SELECT $1, $2, "broadcastId", sha256, type, "startsAt", "latestEnd"
       FROM jsonb_to_recordset($3) AS item
         ("broadcastId" uuid, sha256 text, type text, "startsAt" timestamptz, "latestEnd" timestamptz)`,
      [stationId, version, JSON.stringify(playlist.items)],
    );
    await work.manager.query(
      'UPDATE playlist_heads SET version = $2, content_hash = $3, etag = $4 WHERE station_id = $1',
      [stationId, version, contentHash, etag],
    );
  }

  async setFresh(work: Work, stationId: string, { from, until }: { from: Date; until: Date }): Promise<void> {
    await work.manager.query('UPDATE playlist_heads SET fresh_from = $2, fresh_until = $3 WHERE station_id = $1', [
      stationId,
      from,
      until,
    ]);
  }

  /** The schedule of these stations changed: their next pull looks at it again. */
  async noteChange(stationIds: readonly string[]): Promise<void> {
    await this.source.query(
      'UPDATE playlist_heads SET changes = changes + 1, fresh_until = NULL WHERE station_id = ANY ($1)',
      [stationIds],
    );
  }

  issued(stationId: string, version: number): Promise<IssuedPlaylist | undefined> {
    return this.one(
      `SELECT version, body, etag, signature, valid_until AS "validUntil" FROM playlists
       WHERE station_id = $1 AND version = $2`,
      [stationId, version],
    );
  }

  /** What versions of this station carried and may be sounding at `now`. */
  carried(stationId: string, now: Date): Promise<CarriedItem[]> {
    return this.source.query(
      `SELECT broadcast_id AS "broadcastId", max(latest_end) AS "latestEnd" FROM playlist_items
       WHERE station_id = $1 AND latest_end > $2 AND starts_at <= $2 GROUP BY broadcast_id`,
      [stationId, now],
    );
  }

  /** The media type of audio that is, or lately was, on a playlist of this station. */
  async audioType(stationId: string, sha256: string): Promise<string | undefined> {
    const sql = 'SELECT audio_type AS type FROM playlist_items WHERE station_id = $1 AND audio_sha256 = $2 LIMIT 1';
    return (await this.one<{ type: string }>(sql, [stationId, sha256]))?.type;
  }

  /** Forgets versions issued before `limit`, except those in force. */
  async deleteIssuedBefore(limit: Date): Promise<void> {
    await this.source.query(
      `DELETE FROM playlists p WHERE p.issued_at < $1
         AND NOT EXISTS (SELECT FROM playlist_heads h WHERE h.station_id = p.station_id AND h.version = p.version)`,
      [limit],
    );
  }

  private async one<Row>(sql: string, parameters: unknown[]): Promise<Row | undefined> {
    return (await this.source.query<Row[]>(sql, parameters))[0];
  }
}
