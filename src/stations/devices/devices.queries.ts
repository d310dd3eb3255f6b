import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, type Repository } from 'typeorm';
import { DeviceToken } from './device-token.entity.js';
import { Device } from './device.entity.js';

@Injectable()
export class DevicesQueries {
  constructor(
    @InjectRepository(Device) private readonly devices: Repository<Device>,
    private readonly source: DataSource,
  ) {}

  /** The device that this token stands for at `now`, unless the token's time is over or the device is revoked. */
  byToken(tokenHash: Buffer, now: Date): Promise<Device | null> {
    return this.devices
      .createQueryBuilder('device')
      .innerJoin(DeviceToken, 'token', 'token.deviceId = device.id')
      .where('token.tokenHash = :tokenHash AND device.revokedAt IS NULL', { tokenHash })
      .andWhere('(token.validUntil IS NULL OR token.validUntil > :now)', { now })
      .getOne();
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
