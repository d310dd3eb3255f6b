import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Allowed hours, entries, and their broadcasts by month. */
export class Scheduling0000000000006 implements MigrationInterface {
  name = 'Scheduling0000000000006';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      -- When a centre's stations may air programs, in each station's local time.
      CREATE TABLE allowed_hours (
        id uuid CONSTRAINT allowed_hours_pk PRIMARY KEY,
        centre_id uuid NOT NULL CONSTRAINT allowed_hours_centre REFERENCES centres (id),
        days smallint[] NOT NULL CONSTRAINT allowed_hours_days CHECK (days <@ '{1,2,3,4,5,6,7}' AND cardinality(days) > 0),
        from_time time NOT NULL,
        until_time time NOT NULL,
        CONSTRAINT allowed_hours_order CHECK (until_time > from_time)
      );
      CREATE INDEX allowed_hours_of_centre ON allowed_hours (centre_id);

      CREATE TABLE entries (
        id uuid CONSTRAINT entries_pk PRIMARY KEY,
        centre_id uuid CONSTRAINT entries_centre REFERENCES centres (id),
        station_id uuid CONSTRAINT entries_station REFERENCES stations (id),
        program_id uuid NOT NULL CONSTRAINT entries_program REFERENCES programs (id),
        priority text NOT NULL CONSTRAINT entries_priority CHECK (priority IN ('normal','priority')),
        repeats text NOT NULL CONSTRAINT entries_repeats CHECK (repeats IN ('once','weekly')),
        days smallint[] NOT NULL DEFAULT '{}' CONSTRAINT entries_days CHECK (days <@ '{1,2,3,4,5,6,7}'),
        times time[] NOT NULL CONSTRAINT entries_times CHECK (cardinality(times) BETWEEN 1 AND 24),
        valid_from date NOT NULL,
        valid_until date,
        start_within integer NOT NULL DEFAULT 120 CONSTRAINT entries_start_within CHECK (start_within BETWEEN 0 AND 3600),
        created_by uuid NOT NULL CONSTRAINT entries_by REFERENCES people (id),
        created_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        withdrawn_note text,
        withdrawn_by uuid CONSTRAINT entries_withdrawn_by REFERENCES people (id),
        CONSTRAINT entries_one_owner CHECK (num_nonnulls(centre_id, station_id) = 1),
        CONSTRAINT entries_valid_days CHECK (valid_until >= valid_from),
        CONSTRAINT entries_weekly_has_days CHECK ((repeats = 'weekly') = (cardinality(days) > 0)),
        CONSTRAINT entries_once_is_one_day CHECK (repeats <> 'once' OR valid_until = valid_from)
      );
      CREATE INDEX entries_of_program ON entries (program_id);

      CREATE TABLE entry_stations (
        entry_id uuid NOT NULL CONSTRAINT entry_stations_entry REFERENCES entries (id),
        station_id uuid NOT NULL CONSTRAINT entry_stations_station REFERENCES stations (id),
        CONSTRAINT entry_stations_pk PRIMARY KEY (entry_id, station_id)
      );
      CREATE INDEX entry_stations_of_station ON entry_stations (station_id);
      CREATE TABLE entry_groups (
        entry_id uuid NOT NULL CONSTRAINT entry_groups_entry REFERENCES entries (id),
        group_id uuid NOT NULL CONSTRAINT entry_groups_group REFERENCES station_groups (id),
        CONSTRAINT entry_groups_pk PRIMARY KEY (entry_id, group_id)
      );
      CREATE INDEX entry_groups_of_group ON entry_groups (group_id);

      -- air_day is the broadcasting day at the station, from 03:00 to 03:00, so that sound over midnight lies in one;
      -- airs_on is the local day on which it begins. A withdrawn broadcast leaves its time to others.
      -- original_sha256: of the version that was in force when it was planned, or that was approved before it began.
      CREATE TABLE broadcasts (
        id uuid NOT NULL,
        entry_id uuid NOT NULL CONSTRAINT broadcasts_entry REFERENCES entries (id),
        station_id uuid NOT NULL CONSTRAINT broadcasts_station REFERENCES stations (id),
        program_id uuid NOT NULL CONSTRAINT broadcasts_program REFERENCES programs (id),
        original_sha256 text NOT NULL CONSTRAINT broadcasts_original REFERENCES audio (sha256),
        priority text NOT NULL CONSTRAINT broadcasts_priority CHECK (priority IN ('normal','priority','emergency')),
        air_day date NOT NULL,
        airs_on date NOT NULL,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        during tstzrange NOT NULL GENERATED ALWAYS AS (tstzrange(starts_at, ends_at)) STORED,
        time_zone text NOT NULL,
        start_within integer NOT NULL,
        planned_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        -- Why it was withdrawn, and the words of the person who withdrew its entry.
        reason_code text CONSTRAINT broadcasts_reason CHECK (reason_code IN ('airtime-clash','crosses-broadcasting-day','entry-withdrawn',
          'outside-allowed-hours','program-expired','program-not-approved','program-withdrawn','station-closed',
          'station-left','station-not-served')),
        withdrawn_note text,
        -- Withdrawn by a rule and not by a person: planned again, under the same id, once the rule allows it.
        may_return boolean NOT NULL DEFAULT false,
        CONSTRAINT broadcasts_pk PRIMARY KEY (air_day, id),
        CONSTRAINT broadcasts_once UNIQUE (air_day, entry_id, station_id, starts_at),
        CONSTRAINT broadcasts_order CHECK (ends_at > starts_at),
        CONSTRAINT broadcasts_local_day CHECK ((starts_at AT TIME ZONE time_zone)::date = airs_on),
        CONSTRAINT broadcasts_within_one_air_day CHECK (
          (starts_at AT TIME ZONE time_zone - interval '3 hours')::date = air_day
          AND ((ends_at - interval '1 microsecond') AT TIME ZONE time_zone - interval '3 hours')::date = air_day),
        CONSTRAINT broadcasts_no_double_booking EXCLUDE USING gist (air_day WITH =, station_id WITH =, during WITH &&)
          WHERE (withdrawn_at IS NULL AND priority <> 'emergency')
      ) PARTITION BY RANGE (air_day);
      CREATE TABLE broadcasts_other PARTITION OF broadcasts DEFAULT;
      -- Named as in the partitions of the months: the parent's name, then the partition's.
      ALTER INDEX broadcasts_other_pkey RENAME TO broadcasts_pk__other;
      ALTER INDEX broadcasts_other_air_day_entry_id_station_id_starts_at_key RENAME TO broadcasts_once__other;
      ALTER INDEX broadcasts_other_air_day_station_id_during_excl RENAME TO broadcasts_no_double_booking__other;
      CREATE INDEX broadcasts_by_id ON broadcasts (id);
      CREATE INDEX broadcasts_of_station ON broadcasts (station_id, starts_at);
      CREATE INDEX broadcasts_of_program ON broadcasts (program_id, starts_at);
      CREATE INDEX broadcasts_of_entry ON broadcasts (entry_id, starts_at);

      -- An airing that could not be planned, so that the editor learns of it; for a clash with what airs there instead.
      CREATE TABLE planning_gaps (
        entry_id uuid NOT NULL CONSTRAINT planning_gaps_entry REFERENCES entries (id),
        station_id uuid NOT NULL CONSTRAINT planning_gaps_station REFERENCES stations (id),
        starts_at timestamptz NOT NULL,
        reason_code text NOT NULL CONSTRAINT planning_gaps_reason CHECK (reason_code IN ('airtime-clash',
          'crosses-broadcasting-day','outside-allowed-hours','program-expired','program-not-approved','program-withdrawn','station-closed',
          'station-not-served')),
        clash_entry_id uuid CONSTRAINT planning_gaps_clash_entry REFERENCES entries (id),
        clash_starts_at timestamptz,
        found_at timestamptz NOT NULL,
        CONSTRAINT planning_gaps_pk PRIMARY KEY (entry_id, station_id, starts_at)
      );
      CREATE INDEX planning_gaps_of_station ON planning_gaps (station_id, starts_at);
      CREATE INDEX planning_gaps_by_start ON planning_gaps (starts_at);
    `);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`
      DROP TABLE planning_gaps, broadcasts, entry_groups, entry_stations, entries, allowed_hours;
    `);
  }
}
