import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Centres, administrative units with dated codes, stations, groups, clusters, devices and their tokens. */
export class Stations0000000000003 implements MigrationInterface {
  name = 'Stations0000000000003';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE centres (
        id uuid CONSTRAINT centres_pk PRIMARY KEY,
        name text NOT NULL CONSTRAINT centres_name_once UNIQUE,
        time_zone text NOT NULL,
        created_at timestamptz NOT NULL,
        revision text NOT NULL DEFAULT gen_random_uuid()
      );
      CREATE TRIGGER centres_revision BEFORE UPDATE OF name, time_zone ON centres
        FOR EACH ROW EXECUTE FUNCTION next_revision();

      CREATE TABLE units (
        id uuid CONSTRAINT units_pk PRIMARY KEY,
        name text NOT NULL,
        kind text NOT NULL CONSTRAINT units_kind CHECK (kind IN ('xã','phường','thị trấn','đặc khu')),
        created_at timestamptz NOT NULL
      );

      -- Codes are reused after a merger (21061 was Bình Trị, then Vạn Tường): one unit per code on any one day.
      CREATE TABLE unit_codes (
        id uuid CONSTRAINT unit_codes_pk PRIMARY KEY,
        unit_id uuid NOT NULL CONSTRAINT unit_codes_unit REFERENCES units (id),
        code text NOT NULL CONSTRAINT unit_codes_form CHECK (code ~ '^[0-9]{5}$'),
        valid_from date NOT NULL,
        valid_until date,
        CONSTRAINT unit_codes_days CHECK (valid_until > valid_from),
        CONSTRAINT unit_codes_one_unit_a_day EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_until) WITH &&),
        CONSTRAINT unit_codes_one_code_a_day EXCLUDE USING gist (unit_id WITH =, daterange(valid_from, valid_until) WITH &&)
      );

      CREATE TABLE stations (
        id uuid CONSTRAINT stations_pk PRIMARY KEY,
        unit_id uuid NOT NULL CONSTRAINT stations_unit REFERENCES units (id),
        name text NOT NULL,
        time_zone text NOT NULL,
        technology text NOT NULL CONSTRAINT stations_technology CHECK (technology IN ('wired','fm','ip','mixed')),
        audio_profile text NOT NULL DEFAULT 'speech' CONSTRAINT stations_audio_profile CHECK (audio_profile IN ('speech','lean')),
        opened_on date NOT NULL,
        closed_on date,
        -- A closing day in the past changes no report of the past: days before this one are counted as open too.
        counted_until date,
        created_at timestamptz NOT NULL,
        revision text NOT NULL DEFAULT gen_random_uuid(),
        CONSTRAINT stations_days CHECK (closed_on > opened_on),
        -- Nghị định 49/2024: one station per commune-level unit.
        CONSTRAINT stations_one_per_unit EXCLUDE USING gist (unit_id WITH =, daterange(opened_on, closed_on) WITH &&)
      );
      CREATE TRIGGER stations_revision BEFORE UPDATE OF name, technology, audio_profile, closed_on ON stations
        FOR EACH ROW EXECUTE FUNCTION next_revision();

      CREATE TABLE centre_stations (
        centre_id uuid NOT NULL CONSTRAINT centre_stations_centre REFERENCES centres (id),
        station_id uuid NOT NULL CONSTRAINT centre_stations_station REFERENCES stations (id),
        served_from date NOT NULL,
        served_until date,
        -- Also tells apart the times at which a centre has served a station.
        revision text NOT NULL DEFAULT gen_random_uuid(),
        CONSTRAINT centre_stations_pk PRIMARY KEY (centre_id, station_id, served_from),
        CONSTRAINT centre_stations_days CHECK (served_until > served_from),
        CONSTRAINT centre_stations_one_centre_a_day EXCLUDE USING gist (station_id WITH =, daterange(served_from, served_until) WITH &&)
      );
      CREATE TRIGGER centre_stations_revision BEFORE UPDATE OF served_from, served_until ON centre_stations
        FOR EACH ROW EXECUTE FUNCTION next_revision();

      CREATE TABLE station_groups (
        id uuid CONSTRAINT station_groups_pk PRIMARY KEY,
        centre_id uuid NOT NULL CONSTRAINT station_groups_centre REFERENCES centres (id),
        name text NOT NULL,
        created_at timestamptz NOT NULL,
        revision text NOT NULL DEFAULT gen_random_uuid(),
        CONSTRAINT station_groups_name_once UNIQUE (centre_id, name)
      );
      CREATE TRIGGER station_groups_revision BEFORE UPDATE OF name ON station_groups
        FOR EACH ROW EXECUTE FUNCTION next_revision();
      -- valid: the local days of the station. Who asks about a day goes by the members of that day.
      CREATE TABLE station_group_members (
        group_id uuid NOT NULL CONSTRAINT group_members_group REFERENCES station_groups (id) ON DELETE CASCADE,
        station_id uuid NOT NULL CONSTRAINT group_members_station REFERENCES stations (id),
        valid daterange NOT NULL DEFAULT '(,)',
        CONSTRAINT station_group_members_pk PRIMARY KEY (group_id, station_id, valid WITHOUT OVERLAPS)
      );
      CREATE INDEX station_group_members_of_station ON station_group_members (station_id);

      CREATE TABLE clusters (
        id uuid CONSTRAINT clusters_pk PRIMARY KEY,
        station_id uuid NOT NULL CONSTRAINT clusters_station REFERENCES stations (id),
        name text NOT NULL,
        place text,
        technology text NOT NULL CONSTRAINT clusters_technology CHECK (technology IN ('wired','fm','ip')),
        horns integer NOT NULL CONSTRAINT clusters_horns CHECK (horns > 0),
        working boolean NOT NULL,
        removed_at timestamptz,
        revision text NOT NULL DEFAULT gen_random_uuid()
      );
      CREATE TRIGGER clusters_revision BEFORE UPDATE OF name, place, technology, horns, working ON clusters
        FOR EACH ROW EXECUTE FUNCTION next_revision();
      CREATE UNIQUE INDEX clusters_name_once ON clusters (station_id, name) WHERE removed_at IS NULL;

      CREATE TABLE devices (
        id uuid CONSTRAINT devices_pk PRIMARY KEY,
        station_id uuid NOT NULL CONSTRAINT devices_station REFERENCES stations (id),
        name text NOT NULL,
        model text,
        version text,
        enrolled_at timestamptz NOT NULL,
        ended_at timestamptz,
        ended_because text,
        -- By any call, exact to a minute.
        last_seen_at timestamptz,
        last_report_at timestamptz,
        last_report jsonb
      );
      CREATE INDEX devices_of_station ON devices (station_id);

      CREATE TABLE device_tokens (
        token_hash bytea CONSTRAINT device_tokens_pk PRIMARY KEY,
        device_id uuid NOT NULL CONSTRAINT device_tokens_device REFERENCES devices (id),
        issued_at timestamptz NOT NULL,
        first_used_at timestamptz,
        valid_until timestamptz
      );
      CREATE INDEX device_tokens_of_device ON device_tokens (device_id);
      -- A new token replaces the old one when it is first used, because the response that carries it may be lost: a device
      -- has one token in use, and at most one that it may not have received yet.
      CREATE UNIQUE INDEX device_tokens_one_in_use ON device_tokens (device_id)
        WHERE valid_until IS NULL AND first_used_at IS NOT NULL;
      CREATE UNIQUE INDEX device_tokens_one_handed_out ON device_tokens (device_id)
        WHERE valid_until IS NULL AND first_used_at IS NULL;

      CREATE TABLE enrolment_codes (
        id uuid CONSTRAINT enrolment_codes_pk PRIMARY KEY,
        station_id uuid NOT NULL CONSTRAINT enrolment_codes_station REFERENCES stations (id),
        code_hash bytea NOT NULL CONSTRAINT enrolment_codes_once UNIQUE,
        created_by uuid NOT NULL CONSTRAINT enrolment_codes_by REFERENCES people (id),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        device_id uuid CONSTRAINT enrolment_codes_device REFERENCES devices (id)
      );
      CREATE TABLE enrolment_failures (
        address text NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX enrolment_failures_by_address ON enrolment_failures (address, at);
    `);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`
      DROP TABLE enrolment_failures, enrolment_codes, device_tokens, devices, clusters, station_group_members,
        station_groups, centre_stations, stations, unit_codes, units, centres;
    `);
  }
}
