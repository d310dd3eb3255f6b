import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A new token takes the place of the one before when it is first used, and not before: an answer may be lost. */
export class DeviceTokens0000000000007 implements MigrationInterface {
  name = 'DeviceTokens0000000000007';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE device_tokens ADD COLUMN first_used_at timestamptz;
      -- A device has one in use, and one that it may not have received yet.
      CREATE UNIQUE INDEX device_tokens_one_in_use ON device_tokens (device_id)
        WHERE valid_until IS NULL AND first_used_at IS NOT NULL;
      CREATE UNIQUE INDEX device_tokens_one_handed_out ON device_tokens (device_id)
        WHERE valid_until IS NULL AND first_used_at IS NULL;
    `);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`
      DROP INDEX device_tokens_one_in_use, device_tokens_one_handed_out;
      ALTER TABLE device_tokens DROP COLUMN first_used_at;
    `);
  }
}
