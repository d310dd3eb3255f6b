import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThanOrEqual, type Repository } from 'typeorm';
import { AuditService, personOf } from '../../audit/audit.service.js';
import type { Actor } from '../../identity/actor.js';
import { hashSecret, newSecret } from '../../identity/secret.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import { Device } from './device.entity.js';
import { DeviceToken } from './device-token.entity.js';
import { DeviceNotRecognised } from './devices.problems.js';

/** Renews and ends what devices prove themselves with. */
@Injectable()
export class DeviceKeysService {
  constructor(
    @InjectRepository(Device) private readonly devices: Repository<Device>,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * A new token for the device, told this once. The one before works DEVICE_TOKEN_OVERLAP_HOURS more,
   * so that a device that never got the answer can ask again.
   * @throws DeviceNotRecognised when it was revoked in the meantime
   */
  rotate({ id, name }: Device): Promise<{ token: string; previousValidUntil: Date }> {
    const now = this.clock.now();
    const previousValidUntil = new Date(now.getTime() + this.config.settings.DEVICE_TOKEN_OVERLAP_HOURS * 3_600_000);
    const token = newSecret();
    return this.unitOfWork.run(async (work) => {
      const living = { id, revokedAt: IsNull() };
      const lock = { mode: 'pessimistic_write' } as const;
      if (!(await work.manager.findOne(Device, { where: living, lock }))) throw new DeviceNotRecognised();
      await work.manager.delete(DeviceToken, { deviceId: id, validUntil: LessThanOrEqual(now) });
      await work.manager.update(
        DeviceToken,
        { deviceId: id, validUntil: IsNull() },
        { validUntil: previousValidUntil },
      );
      await work.manager.insert(DeviceToken, { tokenHash: hashSecret(token), deviceId: id, issuedAt: now });
      await this.audit.record(work, {
        by: { kind: 'device', id, name },
        did: 'device.rotate-token',
        to: { kind: 'device', id },
      });
      return { token, previousValidUntil };
    });
  }

  /** Ends the device at once; a second time changes nothing. @throws NotFound also outside the actor's reach */
  async revoke(id: string, { because, by }: { because: string; by: Actor }): Promise<Device> {
    const device = await this.devices.findOneBy({ id });
    if (!device || !by.mayAt('devices:manage', { stationId: device.stationId })) throw new NotFound('device');
    const ending = { revokedAt: this.clock.now(), revokedBecause: because };
    await this.unitOfWork.run(async (work) => {
      const ended = await work.manager.update(Device, { id, revokedAt: IsNull() }, ending);
      if (!ended.affected) return;
      await this.audit.record(work, {
        by: personOf(by),
        did: 'device.revoke',
        to: { kind: 'device', id },
        because,
        details: { stationId: device.stationId },
      });
    });
    return this.devices.findOneByOrFail({ id });
  }
}
