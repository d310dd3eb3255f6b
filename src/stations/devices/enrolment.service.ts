import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { asIssued, newReadableCode } from '../../identity/readable-code.js';
import { hashSecret, newSecret } from '../../identity/secret.js';
import { localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { clientNetwork } from '../../platform/http/client-network.js';
import type { Problem } from '../../platform/http/problem.js';
import { uuidv7 } from '../../platform/uuid.js';
import { Station } from '../station.entity.js';
import { StationIsClosed } from '../stations.problems.js';
import { StationsService } from '../stations.service.js';
import { Device } from './device.entity.js';
import { DeviceToken } from './device-token.entity.js';
import { EnrolmentCodeRefused, TooManyEnrolmentFailures } from './devices.problems.js';
import type { Enrolment } from './devices.schemas.js';
import { EnrolmentCode } from './enrolment-code.entity.js';
import { recordFailure, secondsToWait, useCode } from './enrolment.queries.js';

/** About 37 bits: enough for a code that is valid for a day and rate limited. */
const CODE_LENGTH = 8;

/** What a new device receives once. */
export interface Enrolled {
  deviceId: string;
  token: string;
  station: Station;
}

/** Enrols devices: an administrator issues a one-time code, and a device exchanges it for a token (station protocol §1). */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly stations: StationsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
  ) {}

  /**
   * Issues a code for one device at the station, valid for ENROLMENT_CODE_HOURS; it is returned this once.
   * @throws NotFound, StationIsClosed
   */
  async issueCode(stationId: string, { by }: { by: Actor }): Promise<{ code: string; expiresAt: Date }> {
    const station = await this.stations.findVisible(stationId, by, 'devices:manage');
    return this.unitOfWork.run(async (work) => {
      const today = localDay(work.now, station.timeZone);
      if (station.closedOn !== null && station.closedOn <= today) throw new StationIsClosed();
      const code = newReadableCode(CODE_LENGTH);
      const expiresAt = new Date(work.now.getTime() + this.config.settings.ENROLMENT_CODE_HOURS * 3_600_000);
      const issued = { codeHash: hashSecret(code), createdBy: by.id, createdAt: work.now, expiresAt };
      await work.manager.insert(EnrolmentCode, { id: uuidv7(), stationId, ...issued });
      const to = { kind: 'station', id: stationId };
      work.record({ by, did: 'enrolment-code.issue', to, details: { expiresAt } });
      return { code, expiresAt };
    });
  }

  /**
   * Enrols a device in exchange for a code.
   * @param address of the client; after ENROLMENT_FAILURES_PER_HOUR wrong codes its network has to wait
   * @throws EnrolmentCodeRefused, TooManyEnrolmentFailures
   */
  async enrol(asked: Enrolment, address: string): Promise<Enrolled> {
    const attempt = await this.unitOfWork.run((work) => this.attempt(work, asked, clientNetwork(address)));
    // Thrown only here: inside the transaction it would undo the counting of the failure.
    if ('refused' in attempt) throw attempt.refused;
    return attempt;
  }

  private async attempt(work: Work, asked: Enrolment, network: string): Promise<Enrolled | { refused: Problem }> {
    const wait = await secondsToWait(work, network, this.config.settings.ENROLMENT_FAILURES_PER_HOUR);
    if (wait !== undefined) return { refused: new TooManyEnrolmentFailures(wait) };
    const code = await useCode(work, hashSecret(asIssued(asked.code)));
    if (code) return admit(work, asked, code);
    await recordFailure(work, network);
    return { refused: new EnrolmentCodeRefused() };
  }
}

async function admit(work: Work, { name, model, version }: Enrolment, code: EnrolmentCode): Promise<Enrolled> {
  const { manager, now } = work;
  const { stationId } = code;
  const token = newSecret();
  const about = { name, model: model ?? null, version: version ?? null };
  const id = uuidv7();
  await manager.insert(Device, { id, stationId, ...about, enrolledAt: now });
  await manager.insert(DeviceToken, { tokenHash: hashSecret(token), deviceId: id, issuedAt: now });
  await manager.update(EnrolmentCode, code.id, { deviceId: id });
  const details = { stationId, codeIssuedBy: code.createdBy, ...about };
  work.record({ by: { kind: 'device', id, name }, did: 'device.enrol', to: { kind: 'device', id }, details });
  return { deviceId: id, token, station: await manager.findOneByOrFail(Station, { id: stationId }) };
}
