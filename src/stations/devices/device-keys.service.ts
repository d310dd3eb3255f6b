import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThanOrEqual, type Repository } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { hashSecret, newSecret } from '../../identity/secret.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import { Device } from './device.entity.js';
import { DeviceToken } from './device-token.entity.js';
import { DeviceNotRecognised, TokenReplaced } from './devices.problems.js';

/** Renews and ends what devices prove themselves with. */
@Injectable()
export class DeviceKeysService {
  private readonly logger = new Logger('devices');

  constructor(
    @InjectRepository(Device) private readonly devices: Repository<Device>,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * A new token for the device, told this once. The one presented stays as it is until the new one is first used, so that a
   * device that never got the answer can ask again, however late: what it was answered before is void then. Afterwards it
   * renews nothing, so that one which got about ends with its time.
   * @throws DeviceNotRecognised when it was revoked in the meantime
   * @throws TokenReplaced when a newer token is in use
   */
  rotate({ id, name }: Device, presented: string): Promise<string> {
    const now = this.clock.now();
    const token = newSecret();
    return this.unitOfWork.run(async (work) => {
      await this.makeRoom(work, id, hashSecret(presented), now);
      await work.manager.insert(DeviceToken, { tokenHash: hashSecret(token), deviceId: id, issuedAt: now });
      work.record({
        by: { kind: 'device', id, name },
        did: 'device.rotate-token',
        to: { kind: 'device', id },
      });
      return token;
    });
  }

  /** Nothing that was handed out and never used is left, and nothing that is over its time. */
  private async makeRoom({ manager }: Work, deviceId: string, tokenHash: Buffer, now: Date): Promise<void> {
    const lock = { mode: 'pessimistic_write' } as const;
    const living = await manager.findOne(Device, { where: { id: deviceId, revokedAt: IsNull() }, lock });
    const presented = living && (await manager.findOneBy(DeviceToken, { tokenHash, deviceId }));
    if (!presented) throw new DeviceNotRecognised();
    if (presented.validUntil) {
      this.logger.warn({ deviceId, msg: 'a token that was replaced asked for a new one; it may have got about' });
      throw new TokenReplaced();
    }
    await manager.delete(DeviceToken, { deviceId, validUntil: LessThanOrEqual(now) });
    await manager.delete(DeviceToken, { deviceId, validUntil: IsNull(), firstUsedAt: IsNull() });
  }

  /** Ends the device at once; a second time changes nothing. @throws NotFound also outside the actor's reach */
  async revoke(id: string, { because, by }: { because: string; by: Actor }): Promise<Device> {
    const device = await this.devices.findOneBy({ id });
    if (!device || !by.mayAt('devices:manage', { kind: 'station', id: device.stationId })) throw new NotFound('device');
    const ending = { revokedAt: this.clock.now(), revokedBecause: because };
    await this.unitOfWork.run(async (work) => {
      const ended = await work.manager.update(Device, { id, revokedAt: IsNull() }, ending);
      if (!ended.affected) return;
      work.record({
        by,
        did: 'device.revoke',
        to: { kind: 'device', id },
        because,
        details: { stationId: device.stationId },
      });
    });
    return this.devices.findOneByOrFail({ id });
  }
}
