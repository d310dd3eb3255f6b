import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { todayOf } from '../../platform/config/today.js';
import type { Sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { requireSeen } from '../../platform/http/revisions/require-seen.js';
import { StationsService } from '../../stations/stations.service.js';
import type { Broadcast } from '../broadcasts/broadcast.entity.js';
import { BroadcastsChanged } from '../broadcasts/broadcasts-changed.event.js';
import { lockAllSchedules } from '../broadcasts/planning.queries.js';
import { withdrawOutsideHours } from '../broadcasts/withdraw-by-rule.js';
import { hoursOfCentre, replaceHours } from './allowed-hours.queries.js';
import { hoursRevision } from './hours-revision.js';
import type { AllowedHours } from './within-allowed-hours.js';

export type { AllowedHours };

/** When a centre's stations may air programs. Nothing is planned outside these hours, emergencies excepted. */
@Injectable()
export class AllowedHoursService {
  constructor(
    private readonly stations: StationsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** The centre's windows in each station's local time; ALLOWED_FROM to ALLOWED_UNTIL every day while it has none. */
  async at(centreId: string | null, sql: Sql = this.source): Promise<AllowedHours[]> {
    const hours = centreId === null ? [] : await hoursOfCentre(sql, centreId);
    if (hours.length > 0) return hours;
    const { ALLOWED_FROM, ALLOWED_UNTIL } = this.config.settings;
    return [{ days: [1, 2, 3, 4, 5, 6, 7], from: ALLOWED_FROM, to: ALLOWED_UNTIL }];
  }

  /**
   * Replaces the centre's hours. Broadcasts that now fall outside are withdrawn and returned; they are planned again if
   * the hours are widened before they are over.
   * @throws NotFound when there is no such centre, or the actor may not set its rules · PreconditionFailed
   */
  async change(
    centreId: string,
    hours: readonly AllowedHours[],
    { seen, by }: { seen: SeenRevisions; by: Actor },
  ): Promise<Broadcast[]> {
    if (!by.mayAt('rules:manage', { kind: 'centre', id: centreId })) throw new NotFound('centre');
    const today = todayOf(this.clock, this.config);
    const stationIds = await this.stations.idsServedBy(centreId, today);
    return this.unitOfWork.run(async (work) => {
      await lockAllSchedules(work);
      requireSeen({ revision: hoursRevision(await this.at(centreId, work)) }, seen);
      await replaceHours(work, centreId, hours);
      const withdrawn = await withdrawOutsideHours(work, stationIds, hours);
      const details = { hours, withdrawn: withdrawn.length };
      work.record({ by, did: 'allowed-hours.change', to: { kind: 'centre', id: centreId }, details });
      // Also when nothing was withdrawn: the hours themselves are on every playlist of these stations.
      if (stationIds.length > 0) work.announceAndWait(new BroadcastsChanged(stationIds));
      return withdrawn;
    });
  }
}
