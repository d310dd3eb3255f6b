import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, IsNull, Not, type Repository } from 'typeorm';
import { DeviceToken } from './device-token.entity.js';
import { Device } from './device.entity.js';

/** A device, and whether the token that it came with was never used before. */
export interface TokenHolder {
  device: Device;
  isNew: boolean;
}

@Injectable()
export class DevicesQueries {
  constructor(
    @InjectRepository(Device) private readonly devices: Repository<Device>,
    private readonly source: DataSource,
  ) {}

  /** Whose token it is at `now`; undefined when its time is over or the device is revoked. */
  async byToken(tokenHash: Buffer, now: Date): Promise<TokenHolder | undefined> {
    const { entities, raw } = await this.devices
      .createQueryBuilder('device')
      .innerJoin(DeviceToken, 'token', 'token.deviceId = device.id')
      .addSelect('token.firstUsedAt', 'first_used_at')
      .where('token.tokenHash = :tokenHash AND device.revokedAt IS NULL', { tokenHash })
      .andWhere('(token.validUntil IS NULL OR token.validUntil > :now)', { now })
      .getRawAndEntities<{ first_used_at: Date | null }>();
    return entities[0] && { device: entities[0], isNew: raw[0]?.first_used_at === null };
  }

  /** The token arrived where it should: the one that it took the place of renews nothing any more. */
  async firstUse(deviceId: string, tokenHash: Buffer, now: Date): Promise<void> {
    await this.source.transaction(async (manager) => {
      await manager.query('SELECT FROM devices WHERE id = $1 FOR UPDATE', [deviceId]);
      const used = await manager.update(DeviceToken, { tokenHash, firstUsedAt: IsNull() }, { firstUsedAt: now });
      if (!used.affected) return;
      const before = { deviceId, tokenHash: Not(tokenHash), validUntil: Not(IsNull()), retiredAt: IsNull() };
      await manager.update(DeviceToken, before, { retiredAt: now });
    });
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
