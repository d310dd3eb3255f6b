import { Injectable, Logger } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { hashSecret, newSecret } from '../../identity/secret.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { decodeCursor, toPage, type WholePage } from '../../platform/http/page.js';
import { NotFound, TooManyRequests } from '../../platform/http/http.problems.js';
import { RateLimit } from '../../platform/http/rate-limit.js';
import { Device } from './device.entity.js';
import { DeviceToken } from './device-token.entity.js';
import { DeviceNotRecognised, TokenReplaced } from './devices.problems.js';
import type { DevicesQuery } from './devices.schemas.js';
import { LastSeenStore } from './last-seen.store.js';
import {
  deleteUnusableTokens,
  deviceByToken,
  deviceList,
  keepReport,
  lockToken,
  recordFirstUse,
} from './devices.queries.js';

export { LAST_CALL } from './devices.queries.js';

/** A device's report about itself (station protocol §4), and when it arrived by the service's clock. */
export interface Heartbeat {
  at: Date;
  report: object;
}

/** Devices that are enrolled: their tokens, their heartbeats, and their revocation. */
@Injectable()
export class DevicesService {
  private readonly logger = new Logger('devices');
  private readonly requests: RateLimit;

  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly lastSeen: LastSeenStore,
  ) {
    this.requests = new RateLimit(config.settings.DEVICE_REQUESTS_PER_MINUTE);
  }

  /**
   * The device with this token; undefined when the token is unknown, void or expired, or the device has ended. When a
   * token is used for the first time, the one before it works for another DEVICE_TOKEN_OVERLAP_HOURS. Each call is a sign
   * of life.
   * @throws TooManyRequests beyond DEVICE_REQUESTS_PER_MINUTE
   */
  async recognise(token: string): Promise<Device | undefined> {
    const [tokenHash, now] = [hashSecret(token), this.clock.now()];
    const holder = await deviceByToken(this.source.manager, tokenHash, now);
    if (!holder) return undefined;
    const { device } = holder;
    this.lastSeen.note(device, now);
    const retryAfter = this.requests.take(device.id, 1, now);
    if (retryAfter > 0) throw new TooManyRequests(retryAfter);
    if (!holder.isNew) return device;
    const previousEnds = new Date(now.getTime() + this.config.settings.DEVICE_TOKEN_OVERLAP_HOURS * 3_600_000);
    const isValid = await this.unitOfWork.run((work) => recordFirstUse(work, device.id, tokenHash, previousEnds));
    return isValid ? device : undefined;
  }

  /**
   * Issues a new token for the device; it is returned this once. The presented token stays valid until the new one is
   * first used, so a device that never received the response can ask again at any time; the token issued before is then
   * void. Once the new token is in use, the old one cannot be renewed, so a leaked token expires.
   * @throws DeviceNotRecognised when the device has ended in the meantime
   * @throws TokenReplaced when a newer token is in use
   */
  renew({ id, name }: Device, presented: string): Promise<string> {
    const token = newSecret();
    return this.unitOfWork.run(async (work) => {
      const current = await lockToken(work, id, hashSecret(presented));
      if (!current) throw new DeviceNotRecognised();
      if (current.validUntil) {
        this.logger.warn({ deviceId: id, msg: 'a replaced token asked for a new one; it may have leaked' });
        throw new TokenReplaced();
      }
      await deleteUnusableTokens(work, id);
      await work.manager.insert(DeviceToken, { tokenHash: hashSecret(token), deviceId: id, issuedAt: work.now });
      work.record({ by: { kind: 'device', id, name }, did: 'device.renew-token', to: { kind: 'device', id } });
      return token;
    });
  }

  /** Ends the device immediately; idempotent. @throws NotFound also outside the actor's reach */
  async end(id: string, { because, by }: { because: string; by: Actor }): Promise<Device> {
    const device = await this.source.manager.findOneBy(Device, { id });
    const owner = device && ({ kind: 'station', id: device.stationId } as const);
    if (!owner || !(await by.mayAt('devices:manage', owner))) throw new NotFound('device');
    return this.unitOfWork.run(async (work) => {
      const ending = { endedAt: work.now, endedBecause: because };
      const { affected } = await work.manager.update(Device, { id, endedAt: IsNull() }, ending);
      const details = { stationId: device.stationId };
      if (affected) work.record({ by, did: 'device.end', to: { kind: 'device', id }, because, details });
      return work.manager.findOneByOrFail(Device, { id });
    });
  }

  /** Devices of the station, oldest first, those that have ended too. */
  async at(stationId: string, { limit, cursor, ...filter }: DevicesQuery): Promise<WholePage<Device>> {
    const list = deviceList(stationId, filter);
    const rows = await list.rows(this.source, { after: decodeCursor(cursor), limit: limit + 1 });
    return { ...toPage(rows, limit, ({ id }) => id), total: await list.size(this.source) };
  }

  /** Stores a heartbeat; one that is older than the last changes nothing. */
  seen(deviceId: string, { at, report }: Heartbeat): Promise<void> {
    return this.unitOfWork.run((work) => keepReport(work, deviceId, at, report));
  }
}
