import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Airtime rules, entries, and their broadcasts by month. */
export class Scheduling0000000000006 implements MigrationInterface {
  name = 'Scheduling0000000000006';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      -- When stations may air programs, and how much: rules of a centre, of a unit or of a station, each for a range of days.
      CREATE TABLE airtime_rules (
        id uuid CONSTRAINT airtime_rules_pk PRIMARY KEY,
        centre_id uuid CONSTRAINT airtime_rules_centre REFERENCES centres (id),
        unit_id uuid CONSTRAINT airtime_rules_unit REFERENCES units (id),
        station_id uuid CONSTRAINT airtime_rules_station REFERENCES stations (id),
        owner_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(centre_id, unit_id, station_id)) STORED,
        kind text NOT NULL CONSTRAINT airtime_rules_kind CHECK (kind IN ('hours','dayparts','quiet')),
        valid daterange NOT NULL CONSTRAINT airtime_rules_valid_days CHECK (NOT isempty(valid)),
        -- By kind, see airtime-rules.schemas.ts.
        body jsonb NOT NULL,
        -- All rules of an owner and a kind are set together and have the same revision.
        revision text NOT NULL,
        set_by uuid NOT NULL CONSTRAINT airtime_rules_by REFERENCES people (id), set_at timestamptz NOT NULL,
        CONSTRAINT airtime_rules_one_owner CHECK (num_nonnulls(centre_id, unit_id, station_id) = 1),
        CONSTRAINT airtime_rules_one_a_day EXCLUDE USING gist (owner_id WITH =, kind WITH =, valid WITH &&)
      );

      CREATE TABLE entries (
        id uuid CONSTRAINT entries_pk PRIMARY KEY,
        centre_id uuid CONSTRAINT entries_centre REFERENCES centres (id),
        station_id uuid CONSTRAINT entries_station REFERENCES stations (id),
        priority text NOT NULL CONSTRAINT entries_priority CHECK (priority IN ('normal','priority')),
        start_within integer NOT NULL DEFAULT 120 CONSTRAINT entries_start_within CHECK (start_within BETWEEN 0 AND 3600),
        -- Changes with the terms and the exceptions too.
        revision text NOT NULL DEFAULT gen_random_uuid(),
        placed_by uuid NOT NULL CONSTRAINT entries_placed_by REFERENCES people (id), placed_at timestamptz NOT NULL,
        withdrawn_at timestamptz, withdrawn_note text,
        withdrawn_by uuid CONSTRAINT entries_withdrawn_by REFERENCES people (id),
        -- Why the service withdrew it; null: a person did, with these words.
        withdrawn_reason text CONSTRAINT entries_withdrawn_reason CHECK (withdrawn_reason IN ('change-undone')),
        -- Derived: until when entry_airtime has been computed.
        airtime_through date,
        CONSTRAINT entries_one_owner CHECK (num_nonnulls(centre_id, station_id) = 1)
      );
      CREATE INDEX entries_of_centre ON entries (centre_id);
      CREATE INDEX entries_of_station ON entries (station_id);

      -- How an entry is from one day to another: when, and where. What it plays is in entry_items.
      CREATE TABLE entry_terms (
        id uuid CONSTRAINT entry_terms_pk PRIMARY KEY,
        entry_id uuid NOT NULL CONSTRAINT entry_terms_entry REFERENCES entries (id),
        valid daterange NOT NULL CONSTRAINT entry_terms_valid CHECK (NOT isempty(valid) AND NOT lower_inf(valid)),
        starts_on date NOT NULL,
        rrule text,
        extra_days date[] NOT NULL DEFAULT '{}',
        times time[] NOT NULL CONSTRAINT entry_terms_times CHECK (cardinality(times) BETWEEN 1 AND 24),
        everywhere boolean NOT NULL DEFAULT false,
        CONSTRAINT entry_terms_one_a_day EXCLUDE USING gist (entry_id WITH =, valid WITH &&)
      );

      CREATE TABLE entry_items (
        terms_id uuid NOT NULL CONSTRAINT entry_items_terms REFERENCES entry_terms (id) ON DELETE CASCADE,
        position smallint NOT NULL,
        plays text NOT NULL CONSTRAINT entry_items_plays CHECK (plays = 'program'),
        program_id uuid NOT NULL CONSTRAINT entry_items_program REFERENCES programs (id),
        CONSTRAINT entry_items_pk PRIMARY KEY (terms_id, position)
      );
      CREATE INDEX entry_items_of_program ON entry_items (program_id);

      CREATE TABLE entry_places (
        terms_id uuid NOT NULL CONSTRAINT entry_places_terms REFERENCES entry_terms (id) ON DELETE CASCADE,
        station_id uuid CONSTRAINT entry_places_station REFERENCES stations (id),
        group_id uuid CONSTRAINT entry_places_group REFERENCES station_groups (id),
        left_out boolean NOT NULL DEFAULT false,
        CONSTRAINT entry_places_once UNIQUE NULLS NOT DISTINCT (terms_id, station_id, group_id),
        CONSTRAINT entry_places_one_place CHECK (num_nonnulls(station_id, group_id) = 1)
      );
      CREATE INDEX entry_places_of_station ON entry_places (station_id);
      CREATE INDEX entry_places_of_group ON entry_places (group_id);

      -- What is otherwise than the terms say. A station's own goes before one for all stations (station_id null), a later
      -- one before an earlier one.
      CREATE TABLE entry_exceptions (
        id uuid CONSTRAINT entry_exceptions_pk PRIMARY KEY,
        entry_id uuid NOT NULL CONSTRAINT entry_exceptions_entry REFERENCES entries (id),
        station_id uuid CONSTRAINT entry_exceptions_station REFERENCES stations (id),
        days daterange NOT NULL CONSTRAINT entry_exceptions_days CHECK (NOT isempty(days) AND NOT lower_inf(days)),
        -- A place in the sorted times of the terms; null: all of them.
        slot smallint CONSTRAINT entry_exceptions_slot CHECK (slot BETWEEN 0 AND 23),
        action text NOT NULL CONSTRAINT entry_exceptions_action CHECK (action IN ('skip','move','replace')),
        to_day date, to_time time,
        program_id uuid CONSTRAINT entry_exceptions_program REFERENCES programs (id),
        note text,
        by uuid NOT NULL CONSTRAINT entry_exceptions_by REFERENCES people (id),
        at timestamptz NOT NULL,
        undone_at timestamptz,
        CONSTRAINT entry_exceptions_move CHECK ((action = 'move') = (num_nonnulls(to_day, to_time) > 0)),
        CONSTRAINT entry_exceptions_replace CHECK ((action = 'replace') = (program_id IS NOT NULL)),
        CONSTRAINT entry_exceptions_one_day CHECK (to_day IS NULL OR upper(days) = lower(days) + 1)
      );
      CREATE INDEX entry_exceptions_of_entry ON entry_exceptions (entry_id);
      CREATE INDEX entry_exceptions_of_program ON entry_exceptions (program_id);

      -- Derived from terms and exceptions: clocks in seconds since 03:00, days are broadcasting days, about 400 ahead.
      -- A station with exceptions of its own has rows of its own; but_stations leaves it out of the others.
      CREATE TABLE entry_airtime (
        owner_id uuid NOT NULL,
        clock_from integer NOT NULL, clock_until integer NOT NULL,
        days datemultirange NOT NULL,
        entry_id uuid NOT NULL CONSTRAINT entry_airtime_entry REFERENCES entries (id),
        terms_id uuid NOT NULL CONSTRAINT entry_airtime_terms REFERENCES entry_terms (id) ON DELETE CASCADE,
        program_id uuid NOT NULL CONSTRAINT entry_airtime_program REFERENCES programs (id),
        station_id uuid CONSTRAINT entry_airtime_station REFERENCES stations (id),
        but_stations uuid[] NOT NULL DEFAULT '{}'
      );
      CREATE INDEX entry_airtime_of_owner ON entry_airtime (owner_id, clock_from);
      CREATE INDEX entry_airtime_of_entry ON entry_airtime (entry_id);
      CREATE INDEX entry_airtime_of_terms ON entry_airtime (terms_id);

      -- Names an occurrence of an entry at a station on a broadcasting day (UUID version 8): the day comes first, so an id
      -- names its partition, and the same occurrence has the same id whenever it is planned.
      CREATE FUNCTION broadcast_id(air_day date, entry_id uuid, station_id uuid, on_day date, slot int) RETURNS uuid
        LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
          SELECT (lpad(to_hex(air_day - date '2000-01-01'), 8, '0') || left(h, 4) || '8' || substr(h, 5, 3) || 'a'
                  || substr(h, 8, 15))::uuid
          FROM md5(uuid_send(entry_id) || uuid_send(station_id) || int4send(on_day - date '2000-01-01') || int4send(slot)) h
        $$;

      -- Every occurrence of an entry at a station that is near: planned, or why it is not. air_day is the broadcasting day at
      -- the station, from 03:00 to 03:00, so that sound over midnight lies in one; airs_on is the local day on which it
      -- begins. Only what is planned takes its time from others.
      -- original_sha256: of the version that was in force when it was planned, or that was approved before it began.
      CREATE TABLE broadcasts (
        id uuid NOT NULL,
        entry_id uuid NOT NULL CONSTRAINT broadcasts_entry REFERENCES entries (id),
        -- The occurrence of the entry, wherever an exception moves it: the day of its rule, and a place in its times.
        on_day date NOT NULL, slot smallint NOT NULL,
        station_id uuid NOT NULL CONSTRAINT broadcasts_station REFERENCES stations (id),
        program_id uuid NOT NULL CONSTRAINT broadcasts_program REFERENCES programs (id),
        original_sha256 text CONSTRAINT broadcasts_original REFERENCES audio (sha256),
        priority text NOT NULL CONSTRAINT broadcasts_priority CHECK (priority IN ('normal','priority','emergency')),
        air_day date NOT NULL, airs_on date NOT NULL,
        -- Of a time that the clocks skip: when they jump.
        starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL,
        during tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, ends_at)) STORED,
        time_zone text NOT NULL, start_within integer NOT NULL,
        -- See transitions.ts. A gap is planned by itself once nothing is in its way; what was withdrawn stays so.
        state text NOT NULL CONSTRAINT broadcasts_state CHECK (state IN ('planned','gap','displaced','withdrawn')),
        state_at timestamptz NOT NULL,
        -- Why it is not planned.
        reason_code text CONSTRAINT broadcasts_reason CHECK (reason_code IN ('airtime-clash','clock-skipped',
          'crosses-broadcasting-day','daypart-full','displaced','entry-withdrawn','no-longer-occurs','outside-allowed-hours',
          'program-expired','program-not-approved','program-withdrawn','quiet-day','station-closed','station-left','station-not-served',
          'stopped')),
        -- The words of the person who withdrew it, or the name of the quiet day or daypart.
        note text,
        -- When it last was planned; null: never.
        planned_at timestamptz,
        CONSTRAINT broadcasts_pk PRIMARY KEY (air_day, id),
        CONSTRAINT broadcasts_order CHECK (ends_at >= starts_at),
        CONSTRAINT broadcasts_has_reason CHECK ((state = 'planned') = (reason_code IS NULL)),
        CONSTRAINT broadcasts_planned CHECK (state <> 'planned' OR original_sha256 IS NOT NULL AND planned_at IS NOT NULL
          AND ends_at > starts_at),
        CONSTRAINT broadcasts_local_day CHECK (state <> 'planned' OR (starts_at AT TIME ZONE time_zone)::date = airs_on),
        CONSTRAINT broadcasts_within_one_air_day CHECK (state <> 'planned' OR
          (starts_at AT TIME ZONE time_zone - interval '3 hours')::date = air_day
          AND ((ends_at - interval '1 microsecond') AT TIME ZONE time_zone - interval '3 hours')::date = air_day),
        -- Deferrable: then one statement can let two exchange their times.
        CONSTRAINT broadcasts_no_double_booking EXCLUDE USING gist (air_day WITH =, station_id WITH =, during WITH &&)
          WHERE (state = 'planned' AND priority <> 'emergency') DEFERRABLE INITIALLY IMMEDIATE
      ) PARTITION BY RANGE (air_day);
      CREATE TABLE broadcasts_other PARTITION OF broadcasts DEFAULT;
      -- Named as in the partitions of the months: the parent's name, then the partition's.
      ALTER INDEX broadcasts_other_pkey RENAME TO broadcasts_pk__other;
      ALTER INDEX broadcasts_other_air_day_station_id_during_excl RENAME TO broadcasts_no_double_booking__other;
      CREATE INDEX broadcasts_by_id ON broadcasts (id);
      CREATE INDEX broadcasts_of_station ON broadcasts (station_id, starts_at);
      CREATE INDEX broadcasts_of_program ON broadcasts (program_id, starts_at);
      CREATE INDEX broadcasts_of_entry ON broadcasts (entry_id, starts_at);
      CREATE INDEX broadcasts_unplanned ON broadcasts (starts_at, id) WHERE state IN ('gap','displaced');

      -- A person stopped a program everywhere, a station, or all stations of a centre: whatever it covers leaves the
      -- playlists at once, and stays away until the stop ends or is lifted.
      CREATE TABLE stops (
        id uuid CONSTRAINT stops_pk PRIMARY KEY,
        program_id uuid CONSTRAINT stops_program REFERENCES programs (id),
        station_id uuid CONSTRAINT stops_station REFERENCES stations (id),
        centre_id uuid CONSTRAINT stops_centre REFERENCES centres (id),
        thing_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(program_id, station_id, centre_id)) STORED,
        because text NOT NULL,
        by uuid NOT NULL CONSTRAINT stops_by REFERENCES people (id),
        at timestamptz NOT NULL,
        -- Null: until it is lifted.
        until timestamptz,
        lifted_at timestamptz, lifted_because text,
        lifted_by uuid CONSTRAINT stops_lifted_by REFERENCES people (id),
        during tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(at, least(until, lifted_at))) STORED,
        CONSTRAINT stops_one_thing CHECK (num_nonnulls(program_id, station_id, centre_id) = 1),
        CONSTRAINT stops_until CHECK (until > at),
        CONSTRAINT stops_lifted CHECK (num_nonnulls(lifted_at, lifted_by, lifted_because) IN (0, 3) AND lifted_at >= at),
        CONSTRAINT stops_one_at_a_time EXCLUDE USING gist (thing_id WITH =, during WITH &&)
      );

      -- What somebody did to a schedule at once (operations.schemas.ts), and what it did (consequences.schemas.ts). Its owner
      -- is that of the last operation. Large changes wait, and are applied by a worker.
      CREATE TABLE schedule_changes (
        id uuid CONSTRAINT schedule_changes_pk PRIMARY KEY,
        centre_id uuid CONSTRAINT schedule_changes_centre REFERENCES centres (id),
        station_id uuid CONSTRAINT schedule_changes_station REFERENCES stations (id),
        by uuid NOT NULL CONSTRAINT schedule_changes_by REFERENCES people (id), at timestamptz NOT NULL,
        operations jsonb NOT NULL,
        -- The revisions of entries on which it may be based, while it waits.
        seen jsonb NOT NULL DEFAULT '{}',
        undoes uuid CONSTRAINT schedule_changes_undoes REFERENCES schedule_changes (id),
        state text NOT NULL CONSTRAINT schedule_changes_state CHECK (state IN ('waiting','applying','applied','refused')),
        progress smallint NOT NULL CONSTRAINT schedule_changes_progress CHECK (progress BETWEEN 0 AND 100),
        refusal jsonb, consequences jsonb,
        CONSTRAINT schedule_changes_one_owner CHECK (num_nonnulls(centre_id, station_id) = 1)
      );
      CREATE UNIQUE INDEX schedule_changes_undone_once ON schedule_changes (undoes) WHERE state <> 'refused';
      CREATE INDEX schedule_changes_of_centre ON schedule_changes (centre_id, id);
      CREATE INDEX schedule_changes_of_station ON schedule_changes (station_id, id);
      -- How each entry was before (snapshot.ts; null: it was placed), and its revision afterwards.
      CREATE TABLE schedule_change_entries (
        change_id uuid NOT NULL CONSTRAINT schedule_change_entries_change REFERENCES schedule_changes (id) ON DELETE CASCADE,
        entry_id uuid NOT NULL CONSTRAINT schedule_change_entries_entry REFERENCES entries (id),
        before jsonb, revision text NOT NULL,
        -- In this order the changes were applied: the entry is locked then. A large one is applied later than it was asked for.
        turn bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
        CONSTRAINT schedule_change_entries_pk PRIMARY KEY (change_id, entry_id)
      );
      CREATE INDEX schedule_change_entries_of_entry ON schedule_change_entries (entry_id, turn);

      -- Until which local day the entries have been planned, by time zone.
      CREATE TABLE planned_through (
        time_zone text CONSTRAINT planned_through_pk PRIMARY KEY,
        day date NOT NULL
      );
    `);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`
      DROP TABLE planned_through, stops, schedule_change_entries, schedule_changes, broadcasts;
      DROP FUNCTION broadcast_id;
      DROP TABLE entry_airtime, entry_exceptions, entry_places, entry_items, entry_terms,
        entries, airtime_rules;
    `);
  }
}
