import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { hashSecret } from '../../identity/secret.js';
import { Clock } from '../../platform/clock/clock.js';
import { localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import { StationIsClosed } from '../stations.problems.js';
import { StationsService } from '../stations.service.js';
import { EnrolmentCode } from './enrolment-code.entity.js';
import { newEnrolmentCode } from './enrolment-code.js';

/** One-time codes with which an administrator lets devices in. */
@Injectable()
export class EnrolmentCodesService {
  constructor(
    private readonly stations: StationsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** A code for one device at the station, good for ENROLMENT_CODE_HOURS and told this once. @throws NotFound, StationIsClosed */
  async issue(stationId: string, { by }: { by: Actor }): Promise<{ code: string; expiresAt: Date }> {
    const station = await this.stations.findVisible(stationId, by, 'devices:manage');
    const now = this.clock.now();
    if (station.closedOn !== null && station.closedOn <= localDay(now, station.timeZone)) throw new StationIsClosed();
    const code = newEnrolmentCode();
    const expiresAt = new Date(now.getTime() + this.config.settings.ENROLMENT_CODE_HOURS * 3_600_000);
    return this.unitOfWork.run(async (work) => {
      const codeHash = hashSecret(code);
      const issued = { id: uuidv7(), stationId, codeHash, createdBy: by.id, createdAt: now, expiresAt };
      await work.manager.insert(EnrolmentCode, issued);
      work.record({
        by,
        did: 'enrolment-code.issue',
        to: { kind: 'station', id: stationId },
        details: { expiresAt },
      });
      return { code, expiresAt };
    });
  }
}
