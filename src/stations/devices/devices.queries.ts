import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

@Injectable()
export class DevicesQueries {
  constructor(private readonly source: DataSource) {}

  /** The device that this token stands for at `now`, unless the token's time is over or the device is revoked. */
  async idByToken(tokenHash: Buffer, now: Date): Promise<string | undefined> {
    const rows: { id: string }[] = await this.source.query(
      `SELECT d.id FROM device_tokens t JOIN devices d ON d.id = t.device_id
       WHERE t.token_hash = $1 AND (t.valid_until IS NULL OR t.valid_until > $2) AND d.revoked_at IS NULL`,
      [tokenHash, now],
    );
    return rows[0]?.id;
  }

  /** Keeps the newest report only: one that was overtaken on its way changes nothing. */
  async seen(deviceId: string, at: Date, report: object): Promise<void> {
    await this.source.query(
      `UPDATE devices SET last_seen_at = $2, last_report = $3
       WHERE id = $1 AND (last_seen_at IS NULL OR last_seen_at <= $2)`,
      [deviceId, at, JSON.stringify(report)],
    );
  }

  async hadDevice(stationId: string, at: Date): Promise<boolean> {
    const rows: { had: boolean }[] = await this.source.query(
      `SELECT EXISTS (SELECT FROM devices WHERE station_id = $1 AND enrolled_at <= $2
         AND (revoked_at IS NULL OR revoked_at > $2)) AS had`,
      [stationId, at],
    );
    return rows[0]?.had ?? false;
  }
}
