import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Airtime is counted in whole seconds of each broadcast: every day that was computed otherwise is computed anew. */
export class WholeSeconds0000000000008 implements MigrationInterface {
  name = 'WholeSeconds0000000000008';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      INSERT INTO airtime_dirty_days (station_id, day, asked_at)
      SELECT DISTINCT station_id, day, now() FROM airtime_daily ON CONFLICT DO NOTHING;
    `);
  }

  async down(): Promise<void> {
    // What was computed stays true.
  }
}
