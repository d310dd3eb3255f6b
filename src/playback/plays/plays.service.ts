import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { OutcomeChecksService } from '../outcomes/outcome-checks.service.js';
import { ReasonsQueries } from '../reasons/reasons.queries.js';
import { checkPlays, type NewPlay } from './new-play.js';
import { TooManyPlays } from './plays.problems.js';
import { PlaysQueries, type ReportingDevice } from './plays.queries.js';
import type { PlaysAnswer } from './plays.schemas.js';

/** What devices say they played: evidence, stored before it is answered, never changed, never counted twice. */
@Injectable()
export class PlaysService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: PlaysQueries,
    private readonly reasons: ReasonsQueries,
    private readonly checks: OutcomeChecksService,
    private readonly config: Config,
  ) {}

  /**
   * Stores what is new among `events`, however late it comes; once this resolves they survive a loss of power.
   * A play of an unknown broadcast, or of another station's, is kept as unscheduled evidence and counts for nobody.
   * @throws TooManyPlays when there are more than PLAYS_PER_CALL; nothing is stored then
   */
  async store(device: ReportingDevice, events: readonly unknown[]): Promise<PlaysAnswer> {
    const most = this.config.settings.PLAYS_PER_CALL;
    if (events.length > most) throw new TooManyPlays(most);
    const known = await this.reasons.all();
    const { plays, repeated, refused } = checkPlays(events, new Set(known.map(({ code }) => code)));
    const stored = plays.length === 0 ? 0 : await this.insert(device, plays);
    return { accepted: stored, duplicates: repeated + plays.length - stored, refused };
  }

  private insert(device: ReportingDevice, plays: NewPlay[]): Promise<number> {
    return this.unitOfWork.run(async (work) => {
      const broadcasts = await this.queries.insert(work, device, plays);
      const named = broadcasts.filter((id) => id !== null);
      await this.checks.askForBroadcasts(work, device.stationId, named);
      return broadcasts.length;
    });
  }
}
