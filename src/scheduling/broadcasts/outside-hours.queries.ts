import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { earliestLocalDay } from '../../platform/database/local-days.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { type AllowedHours, withinAllowedHours } from '../rules/within-allowed-hours.js';
import { Broadcast } from './broadcast.entity.js';
import { PlanningQueries } from './planning.queries.js';

const BECAUSE = 'It would sound outside the allowed hours, which were changed.';

/** Finds and withdraws broadcasts that are outside the allowed hours. */
@Injectable()
export class OutsideHoursQueries {
  constructor(
    private readonly airtime: PlanningQueries,
    private readonly clock: Clock,
  ) {}

  /** Lets nobody plan, or change hours, until the transaction ends. */
  async hold(work: Work): Promise<void> {
    await this.airtime.lockAllAirtime(work);
  }

  /** Those at the stations that are not over and not inside `hours`, in order; they may return. Emergencies are exempt. */
  async withdraw(work: Work, stationIds: readonly string[], hours: readonly AllowedHours[]): Promise<Broadcast[]> {
    const now = this.clock.now();
    const ahead = await work.manager
      .createQueryBuilder(Broadcast, 'b')
      .where("b.withdrawn_at IS NULL AND b.priority <> 'emergency'")
      .andWhere(`b.ends_at > :now AND b.airs_on >= ${earliestLocalDay(':now')}`, { now })
      .andWhere('b.station_id = ANY (:stationIds)', { stationIds: [...stationIds] })
      .orderBy('b.startsAt')
      .addOrderBy('b.id')
      .getMany();
    const outside = ahead.filter((broadcast) => !withinAllowedHours(hours, broadcast, broadcast.timeZone));
    const withdrawn = { withdrawnAt: now, withdrawnBecause: BECAUSE };
    await work.manager.query(
      `UPDATE broadcasts b SET withdrawn_at = $3, withdrawn_because = $4, may_return = true
       FROM unnest($1::uuid[], $2::date[]) AS o (id, airs_on) WHERE b.airs_on = o.airs_on AND b.id = o.id`,
      [outside.map(({ id }) => id), outside.map(({ airsOn }) => airsOn), now, BECAUSE],
    );
    return outside.map((broadcast) => Object.assign(broadcast, withdrawn));
  }
}
