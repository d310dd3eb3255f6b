import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Once a device uses its new token, the one before renews nothing any more: one that got about ends with its time. */
export class DeviceTokens0000000000007 implements MigrationInterface {
  name = 'DeviceTokens0000000000007';

  async up(query: QueryRunner): Promise<void> {
    await query.query(`
      ALTER TABLE device_tokens
        ADD COLUMN first_used_at timestamptz,
        -- When the one that took its place was first used.
        ADD COLUMN retired_at timestamptz,
        ADD CONSTRAINT device_tokens_retired_when_replaced CHECK (retired_at IS NULL OR valid_until IS NOT NULL);
      -- Two never take the place of the same one.
      CREATE UNIQUE INDEX device_tokens_one_newest ON device_tokens (device_id) WHERE valid_until IS NULL;
    `);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`
      DROP INDEX device_tokens_one_newest;
      ALTER TABLE device_tokens DROP COLUMN first_used_at, DROP COLUMN retired_at;
    `);
  }
}
