import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signed playlists, the items of each version, and the generations of feed tickets. */
export class Playlists0000000000007 implements MigrationInterface {
  name = 'Playlists0000000000007';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      -- A feed ticket is valid while its generation is the one of its station, which is 0 without a row.
      CREATE TABLE feed_ticket_generations (
        station_id uuid CONSTRAINT feed_ticket_generations_pk PRIMARY KEY
          CONSTRAINT feed_ticket_generations_station REFERENCES stations (id),
        generation integer NOT NULL CONSTRAINT feed_ticket_generations_counted CHECK (generation > 0)
      );

      CREATE TABLE playlists (
        station_id uuid NOT NULL CONSTRAINT playlists_station REFERENCES stations (id),
        version bigint NOT NULL,
        body text NOT NULL,
        etag text NOT NULL,
        signature text NOT NULL,
        issued_at timestamptz NOT NULL,
        valid_from timestamptz NOT NULL,
        valid_until timestamptz NOT NULL,
        CONSTRAINT playlists_pk PRIMARY KEY (station_id, version)
      );
      -- Which broadcasts a version carried: needed for 'stop', and to serve a station only audio of its own playlists.
      CREATE TABLE playlist_items (
        station_id uuid NOT NULL,
        version bigint NOT NULL,
        broadcast_id uuid NOT NULL,
        audio_sha256 text NOT NULL,
        audio_type text NOT NULL,
        starts_at timestamptz NOT NULL,
        latest_end timestamptz NOT NULL,
        CONSTRAINT playlist_items_pk PRIMARY KEY (station_id, version, broadcast_id),
        CONSTRAINT playlist_items_playlist FOREIGN KEY (station_id, version) REFERENCES playlists (station_id, version) ON DELETE CASCADE
      );
      CREATE INDEX playlist_items_by_audio ON playlist_items (station_id, audio_sha256);
      CREATE INDEX playlist_items_by_end ON playlist_items (station_id, latest_end);

      -- The version in force at each station, and how long it may be answered without reading the schedule again.
      -- changes counts the changes of the schedule: a playlist that was built before a change is not stored.
      CREATE TABLE playlist_heads (
        station_id uuid CONSTRAINT playlist_heads_pk PRIMARY KEY CONSTRAINT playlist_heads_station REFERENCES stations (id),
        version bigint,
        content_hash text,
        etag text,
        changes bigint NOT NULL DEFAULT 0,
        fresh_from timestamptz,
        fresh_until timestamptz,
        CONSTRAINT playlist_heads_version FOREIGN KEY (station_id, version) REFERENCES playlists (station_id, version)
      );
    `);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`
      DROP TABLE playlist_heads, playlist_items, playlists, feed_ticket_generations;
    `);
  }
}
