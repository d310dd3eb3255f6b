import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';

/** The version in force; its strong ETag names the exact bytes. */
export interface CurrentVersion {
  version: number;
  etag: string;
}

/** What is in force at a station, and between which instants it may be answered without reading the schedule. */
export interface PlaylistHead {
  /** Undefined until the first version is issued. */
  current: CurrentVersion | undefined;
  contentHash: string | null;
  /** Counts the changes of the schedule. */
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

/** A playlist to store, with what is needed later of its items. */
export interface NewPlaylist extends IssuedPlaylist {
  contentHash: string;
  issuedAt: Date;
  validFrom: Date;
  items: { broadcastId: string; sha256: string; type: string; startsAt: string; latestEnd: Date }[];
}

/** An item that some version carried and that may be on the air. */
export interface CarriedItem {
  broadcastId: string;
  latestEnd: Date;
}

type HeadRow = Omit<PlaylistHead, 'current'> & { [Column in keyof CurrentVersion]: CurrentVersion[Column] | null };

const HEAD = `SELECT version, content_hash AS "contentHash", etag, changes, fresh_from AS "freshFrom", fresh_until AS "freshUntil"
  FROM playlist_heads WHERE station_id = $1`;

export async function findHead(sql: Sql, stationId: string): Promise<PlaylistHead | undefined> {
  return headOf(await sql.query(HEAD, [stationId]));
}

/** The head as it is now, locked until the transaction ends. */
export async function lockHead(work: Work, stationId: string): Promise<PlaylistHead | undefined> {
  return headOf(await work.query(`${HEAD} FOR UPDATE`, [stationId]));
}

function headOf([row]: readonly HeadRow[]): PlaylistHead | undefined {
  if (!row) return undefined;
  const { version, etag, ...head } = row;
  return { ...head, current: version !== null && etag !== null ? { version, etag } : undefined };
}

export async function insertHead(work: Work, stationId: string): Promise<void> {
  await work.query('INSERT INTO playlist_heads (station_id) VALUES ($1) ON CONFLICT (station_id) DO NOTHING', [
    stationId,
  ]);
}

/** Stores a version with its items and puts it in force. */
export async function insertPlaylist(work: Work, stationId: string, playlist: NewPlaylist): Promise<void> {
  const { version, body, etag, signature, issuedAt, validFrom, validUntil, contentHash } = playlist;
  await work.query(
    `INSERT INTO playlists (station_id, version, body, etag, signature, issued_at, valid_from, valid_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [stationId, version, body, etag, signature, issuedAt, validFrom, validUntil],
  );
  await work.query(
    `INSERT INTO playlist_items (station_id, version, broadcast_id, audio_sha256, audio_type, starts_at, latest_end)
     SELECT $1, $2, "broadcastId", sha256, type, "startsAt", "latestEnd"
     FROM jsonb_to_recordset($3) AS item
       ("broadcastId" uuid, sha256 text, type text, "startsAt" timestamptz, "latestEnd" timestamptz)`,
    [stationId, version, JSON.stringify(playlist.items)],
  );
  await work.query('UPDATE playlist_heads SET version = $2, content_hash = $3, etag = $4 WHERE station_id = $1', [
    stationId,
    version,
    contentHash,
    etag,
  ]);
}

export async function setFresh(
  work: Work,
  stationId: string,
  { from, until }: { from: Date; until: Date },
): Promise<void> {
  await work.query('UPDATE playlist_heads SET fresh_from = $2, fresh_until = $3 WHERE station_id = $1', [
    stationId,
    from,
    until,
  ]);
}

/** The schedule of these stations changed: their next pull reads it. Locks in one order, so that two never deadlock. */
export async function countChange(sql: Sql, stationIds: readonly string[]): Promise<void> {
  await sql.query(
    `UPDATE playlist_heads SET changes = changes + 1, fresh_until = NULL WHERE station_id IN (
       SELECT station_id FROM playlist_heads WHERE station_id = ANY ($1) ORDER BY station_id FOR UPDATE)`,
    [stationIds],
  );
}

export async function findIssued(sql: Sql, stationId: string, version: number): Promise<IssuedPlaylist | undefined> {
  const rows = await sql.query<IssuedPlaylist>(
    `SELECT version, body, etag, signature, valid_until AS "validUntil" FROM playlists
     WHERE station_id = $1 AND version = $2`,
    [stationId, version],
  );
  return rows[0];
}

/** What versions of this station carried and may be on the air at `now`. */
export function carriedItems(sql: Sql, stationId: string, now: Date): Promise<CarriedItem[]> {
  return sql.query(
    `SELECT broadcast_id AS "broadcastId", max(latest_end) AS "latestEnd" FROM playlist_items
     WHERE station_id = $1 AND latest_end > $2 AND starts_at <= $2 GROUP BY broadcast_id`,
    [stationId, now],
  );
}

/** The media type of audio that is on a stored version of this station's playlist. */
export async function findAudioType(sql: Sql, stationId: string, sha256: string): Promise<string | undefined> {
  const rows = await sql.query<{ type: string }>(
    'SELECT audio_type AS type FROM playlist_items WHERE station_id = $1 AND audio_sha256 = $2 LIMIT 1',
    [stationId, sha256],
  );
  return rows[0]?.type;
}

/** Deletes versions issued before `limit`, except those in force. */
export async function deleteIssuedBefore(work: Work, limit: Date): Promise<void> {
  await work.query(
    `DELETE FROM playlists p WHERE p.issued_at < $1
       AND NOT EXISTS (SELECT FROM playlist_heads h WHERE h.station_id = p.station_id AND h.version = p.version)`,
    [limit],
  );
}
