import { Injectable } from '@nestjs/common';
import { networkOf } from '../../platform/http/network-of.js';
import { IsNull, MoreThan } from 'typeorm';
import { hashSecret, newSecret } from '../../identity/secret.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import type { Problem } from '../../platform/http/problem.js';
import { uuidv7 } from '../../platform/uuid.js';
import { Station } from '../station.entity.js';
import { Device } from './device.entity.js';
import { DeviceToken } from './device-token.entity.js';
import { EnrolmentCodeRefused, TooManyEnrolmentFailures } from './devices.problems.js';
import type { Enrolment } from './devices.schemas.js';
import { EnrolmentCode } from './enrolment-code.entity.js';
import { asMade } from './enrolment-code.js';
import { EnrolmentThrottle } from './enrolment-throttle.js';

/** What a new device is told once. */
export interface Enrolled {
  deviceId: string;
  token: string;
  station: Station;
}

/** Lets a device in at a station in exchange for a one-time code (station protocol §1). */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly throttle: EnrolmentThrottle,
    private readonly clock: Clock,
  ) {}

  /**
   * @param address that the request came from; too many wrong codes from it are refused for a while
   * @throws EnrolmentCodeRefused, TooManyEnrolmentFailures
   */
  async enrol(asked: Enrolment, address: string): Promise<Enrolled> {
    const attempt = await this.unitOfWork.run((work) => this.attempt(work, asked, address));
    // Thrown only now: the failure must stay counted, and what throws inside the work is undone.
    if ('refused' in attempt) throw attempt.refused;
    return attempt;
  }

  private async attempt(work: Work, asked: Enrolment, address: string): Promise<Enrolled | { refused: Problem }> {
    const wait = await this.throttle.secondsToWait(work.manager, networkOf(address));
    if (wait !== undefined) return { refused: new TooManyEnrolmentFailures(wait) };
    const code = await this.use(work, asMade(asked.code));
    if (code) return this.admit(work, asked, code);
    await this.throttle.noteFailure(work.manager, networkOf(address));
    return { refused: new EnrolmentCodeRefused() };
  }

  /** Of two at once, the second waits for the row and then finds the code used. */
  private async use({ manager }: Work, code: string): Promise<EnrolmentCode | undefined> {
    const now = this.clock.now();
    const codeHash = hashSecret(code);
    const good = { codeHash, usedAt: IsNull(), expiresAt: MoreThan(now) };
    const used = await manager.update(EnrolmentCode, good, { usedAt: now });
    return used.affected ? manager.findOneByOrFail(EnrolmentCode, { codeHash }) : undefined;
  }

  private async admit(work: Work, { name, model, version }: Enrolment, code: EnrolmentCode): Promise<Enrolled> {
    const { manager } = work;
    const { stationId } = code;
    const now = this.clock.now();
    const token = newSecret();
    const about = { name, model: model ?? null, version: version ?? null };
    const id = uuidv7();
    await manager.insert(Device, { id, stationId, ...about, enrolledAt: now });
    await manager.insert(DeviceToken, { tokenHash: hashSecret(token), deviceId: id, issuedAt: now });
    await manager.update(EnrolmentCode, code.id, { deviceId: id });
    work.record({
      by: { kind: 'device', id, name },
      did: 'device.enrol',
      to: { kind: 'device', id },
      details: { stationId, codeIssuedBy: code.createdBy, ...about },
    });
    return { deviceId: id, token, station: await manager.findOneByOrFail(Station, { id: stationId }) };
  }
}
