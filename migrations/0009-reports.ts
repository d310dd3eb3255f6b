import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Airtime by station and day. */
export class Reports0000000000009 implements MigrationInterface {
  name = 'Reports0000000000009';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      CREATE TABLE airtime_daily (
        station_id uuid NOT NULL CONSTRAINT airtime_daily_station REFERENCES stations (id),
        day date NOT NULL,
        topic text NOT NULL CONSTRAINT airtime_daily_topic REFERENCES topics (code),
        origin text NOT NULL,
        priority text NOT NULL,
        planned_seconds numeric(12,3) NOT NULL,
        proved_seconds numeric(12,3) NOT NULL,
        confirmed_seconds numeric(12,3) NOT NULL,
        missed_seconds numeric(12,3) NOT NULL,
        planned_count integer NOT NULL,
        proved_count integer NOT NULL,
        confirmed_count integer NOT NULL,
        missed_count integer NOT NULL,
        computed_at timestamptz NOT NULL,
        CONSTRAINT airtime_daily_pk PRIMARY KEY (station_id, day, topic, origin, priority)
      );
      CREATE INDEX airtime_daily_by_day ON airtime_daily (day);

      CREATE TABLE airtime_dirty_days (
        station_id uuid NOT NULL CONSTRAINT airtime_dirty_station REFERENCES stations (id),
        day date NOT NULL,
        asked_at timestamptz NOT NULL,
        CONSTRAINT airtime_dirty_days_pk PRIMARY KEY (station_id, day)
      );

      -- One row. Days to come are not kept up to date: a day is marked when it begins somewhere, and from then on with
      -- every change. began_through is committed before the stations of those days are marked, so that a change at the
      -- same moment is marked by one of the two.
      CREATE TABLE airtime_days_begun (
        is_only boolean DEFAULT true CONSTRAINT airtime_days_begun_pk PRIMARY KEY CONSTRAINT airtime_days_begun_one CHECK (is_only),
        began_through date NOT NULL,
        marked_through date NOT NULL
      );
      INSERT INTO airtime_days_begun (began_through, marked_through) VALUES ('-infinity', '-infinity');
    `);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`
      DROP TABLE airtime_days_begun, airtime_dirty_days, airtime_daily;
    `);
  }
}
