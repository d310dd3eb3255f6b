import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RateLimit } from '../../platform/http/rate-limit.js';
import { counter } from '../../platform/metrics/metrics.js';
import { OutcomesService } from '../outcomes/outcomes.service.js';
import { allReasons } from '../reasons/reasons.queries.js';
import { checkPlays, type NewPlay } from './new-play.js';
import { PlaysTooFast, TooManyPlays } from './plays.problems.js';
import { insertPlays, type ReportingDevice } from './plays.queries.js';
import type { PlaysAnswer } from './plays.schemas.js';

const storedPlays = counter({
  name: 'vang_plays_stored_total',
  help: 'Plays of devices that were new, and are stored',
});

/** What devices report that they played. Evidence: stored before it is answered, never changed, never counted twice. */
@Injectable()
export class PlaysService {
  private readonly limit: RateLimit;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly outcomes: OutcomesService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    this.limit = new RateLimit(config.settings.DEVICE_PLAYS_PER_MINUTE);
  }

  /**
   * Stores what is new among `events`, however late it comes; once this resolves they survive a loss of power.
   * A play of an unknown broadcast, or of another station's, is kept as unscheduled evidence and counts for nobody.
   * @throws TooManyPlays when there are more than PLAYS_PER_CALL; nothing is stored then
   * @throws PlaysTooFast beyond DEVICE_PLAYS_PER_MINUTE; nothing is stored then
   */
  async store(device: ReportingDevice, events: readonly unknown[]): Promise<PlaysAnswer> {
    const most = this.config.settings.PLAYS_PER_CALL;
    if (events.length > most) throw new TooManyPlays(most);
    const retryAfter = this.limit.take(device.id, events.length, this.clock.now());
    if (retryAfter > 0) throw new PlaysTooFast(retryAfter);
    const known = await allReasons(this.source);
    const { plays, repeated, refused } = checkPlays(events, new Set(known.map(({ code }) => code)));
    const stored = plays.length === 0 ? 0 : await this.insert(device, plays);
    storedPlays.inc(stored);
    return { accepted: stored, duplicates: repeated + plays.length - stored, refused };
  }

  private insert(device: ReportingDevice, plays: readonly NewPlay[]): Promise<number> {
    return this.unitOfWork.run(async (work) => {
      const broadcasts = await insertPlays(work, device, plays, work.now);
      const named = broadcasts.filter((id) => id !== null);
      await this.outcomes.askFor(work, device.stationId, named);
      return broadcasts.length;
    });
  }
}
