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

export interface FirstUse {
  now: Date;
  previousEnds: Date;
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

  /**
   * The token arrived where it should, so the one before ends at `previousEnds`.
   * @returns false when another was handed out in its place meanwhile: it is void then
   */
  firstUse(deviceId: string, tokenHash: Buffer, { now, previousEnds }: FirstUse): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      await manager.query('SELECT FROM devices WHERE id = $1 FOR UPDATE', [deviceId]);
      const token = await manager.findOneBy(DeviceToken, { tokenHash });
      if (!token || token.firstUsedAt) return token !== null;
      const before = { deviceId, tokenHash: Not(tokenHash), validUntil: IsNull() };
      await manager.update(DeviceToken, before, { validUntil: previousEnds });
      await manager.update(DeviceToken, { tokenHash }, { firstUsedAt: now });
      return true;
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
