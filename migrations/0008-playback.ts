import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What devices say they played, what operators confirm, and the outcome of each broadcast. */
export class Playback0000000000008 implements MigrationInterface {
  name = 'Playback0000000000008';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE not_aired_reasons (
        code text CONSTRAINT not_aired_reasons_pk PRIMARY KEY,
        position integer NOT NULL,
        name_vi text NOT NULL,
        name_en text NOT NULL
      );
      INSERT INTO not_aired_reasons (code, position, name_vi, name_en) VALUES
        ('power-cut', 1, 'mất điện', 'power cut'),
        ('network-down', 2, 'mất mạng', 'network down'),
        ('equipment-broken', 3, 'thiết bị hỏng', 'equipment broken'),
        ('sim-data-used-up', 4, 'hết dung lượng SIM', 'SIM data used up'),
        ('nobody-on-duty', 5, 'không có người trực', 'nobody on duty'),
        ('declined-by-commune', 6, 'xã từ chối', 'declined by the commune'),
        ('file-fault', 7, 'lỗi tệp', 'file fault'),
        ('other', 99, 'khác', 'other');

      -- Append-only. The id is a UUIDv7 made by the device when the play ended, so a range of ids is a range of time:
      -- partitions by month and one-play-one-row hold with the same key.
      CREATE TABLE play_events (
        id uuid NOT NULL,
        device_id uuid NOT NULL CONSTRAINT play_events_device REFERENCES devices (id),
        station_id uuid NOT NULL CONSTRAINT play_events_station REFERENCES stations (id),
        broadcast_id uuid,
        sha256 text NOT NULL,
        started_at timestamptz NOT NULL,
        ended_at timestamptz NOT NULL,
        played_seconds numeric(10,3) NOT NULL,
        outcome text NOT NULL CONSTRAINT play_events_outcome CHECK (outcome IN ('played','cut','skipped','failed')),
        reason text,
        clock_offset_ms bigint NOT NULL,
        received_at timestamptz NOT NULL,
        CONSTRAINT play_events_pk PRIMARY KEY (id, device_id)
      ) PARTITION BY RANGE (id);
      CREATE TABLE play_events_other PARTITION OF play_events DEFAULT;
      CREATE INDEX play_events_of_broadcast ON play_events (broadcast_id);
      CREATE INDEX play_events_of_station ON play_events (station_id, started_at);
      CREATE TRIGGER play_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON play_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- Append-only too: a person who thinks again adds a row; the one that was said last counts. "tap" is made by the
      -- client for each tap of the person, so that a tap that is sent twice is one row for ever.
      CREATE TABLE confirmations (
        id uuid CONSTRAINT confirmations_pk PRIMARY KEY,
        broadcast_id uuid NOT NULL,
        station_id uuid NOT NULL CONSTRAINT confirmations_station REFERENCES stations (id),
        said text NOT NULL CONSTRAINT confirmations_said CHECK (said IN ('heard','partly','not-aired')),
        reason text CONSTRAINT confirmations_reason REFERENCES not_aired_reasons (code),
        note text,
        confirmed_by uuid NOT NULL CONSTRAINT confirmations_by REFERENCES people (id),
        tap uuid NOT NULL,
        -- When the person tapped, by their own clock, and when that arrived.
        said_at timestamptz NOT NULL,
        confirmed_at timestamptz NOT NULL,
        CONSTRAINT confirmations_tap_once UNIQUE (broadcast_id, confirmed_by, tap),
        CONSTRAINT confirmations_said_before_arrival CHECK (said_at <= confirmed_at),
        CONSTRAINT confirmations_reason_when_not_aired CHECK (said <> 'not-aired' OR reason IS NOT NULL),
        CONSTRAINT confirmations_no_reason_when_heard CHECK (said <> 'heard' OR reason IS NULL)
      );
      CREATE INDEX confirmations_of_broadcast ON confirmations (broadcast_id, said_at, id);
      CREATE TRIGGER confirmations_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON confirmations
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- Decided anew from plays and confirmations whenever one arrives; deciding twice changes nothing.
      CREATE TABLE outcomes (
        air_day date NOT NULL,
        airs_on date NOT NULL,
        broadcast_id uuid NOT NULL,
        station_id uuid NOT NULL CONSTRAINT outcomes_station REFERENCES stations (id),
        outcome text NOT NULL CONSTRAINT outcomes_outcome CHECK (outcome IN ('aired','late','cut','failed','wrong-time','missed','unconfirmed')),
        reason text,
        proved_seconds numeric(10,3) NOT NULL DEFAULT 0,
        confirmed_seconds numeric(10,3) NOT NULL DEFAULT 0,
        said text CONSTRAINT outcomes_said CHECK (said IN ('heard','partly','not-aired')),
        decided_at timestamptz NOT NULL,
        CONSTRAINT outcomes_pk PRIMARY KEY (broadcast_id),
        CONSTRAINT outcomes_broadcast FOREIGN KEY (air_day, broadcast_id) REFERENCES broadcasts (air_day, id)
      );
      CREATE INDEX outcomes_of_station ON outcomes (station_id, airs_on);

      -- Days that wait to be decided. The queue only signals them; a tick signals those left waiting.
      CREATE TABLE outcome_checks (
        station_id uuid NOT NULL CONSTRAINT outcome_checks_station REFERENCES stations (id),
        airs_on date NOT NULL,
        asked_at timestamptz NOT NULL,
        CONSTRAINT outcome_checks_pk PRIMARY KEY (station_id, airs_on)
      );
    `);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`
      DROP TABLE outcome_checks, outcomes, confirmations, play_events, not_aired_reasons;
    `);
  }
}
