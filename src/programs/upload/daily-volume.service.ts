import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { addDays, localDay, startOfDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { DailyVolumeUsedUp } from './upload.problems.js';
import { VolumeQueries } from './volume.queries.js';

/**
 * How much one person hands in on one local day of TIME_ZONE: what was kept, and what resumable uploads have begun.
 * So one account, or one script gone wrong, cannot fill the disk.
 */
@Injectable()
export class DailyVolume {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly queries: VolumeQueries,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Whether `bytes` more would fit today, without booking them. @throws DailyVolumeUsedUp */
  async expect(personId: string, bytes: number): Promise<void> {
    await this.unitOfWork.run((work) => this.check(work, personId, bytes));
  }

  /**
   * As `expect`, but the answer holds until the transaction ends: uploads of one person are booked one after the other.
   * @throws DailyVolumeUsedUp
   */
  async mustFit(work: Work, personId: string, bytes: number): Promise<void> {
    await this.queries.lockPerson(work, personId);
    await this.check(work, personId, bytes);
  }

  private async check(work: Work, personId: string, bytes: number): Promise<void> {
    const { TIME_ZONE, UPLOAD_DAILY_BYTES_PER_PERSON: limit } = this.config.settings;
    const now = this.clock.now();
    const today = localDay(now, TIME_ZONE);
    const used = await this.queries.handedInSince(work, personId, startOfDay(today, TIME_ZONE));
    if (used + bytes <= limit) return;
    const midnight = startOfDay(addDays(today, 1), TIME_ZONE).getTime();
    throw new DailyVolumeUsedUp({ limit, used }, Math.ceil((midnight - now.getTime()) / 1_000));
  }
}
