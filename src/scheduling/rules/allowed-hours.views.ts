import { Injectable } from '@nestjs/common';
import { type Actor, reaches } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { todayOf } from '../../platform/config/today.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { CentresService } from '../../stations/centres/centres.service.js';
import { StationsService } from '../../stations/stations.service.js';
import { type AllowedHours, AllowedHoursService } from './allowed-hours.service.js';

/** Shows a centre's hours to everybody who schedules under them. */
@Injectable()
export class AllowedHoursViews {
  constructor(
    private readonly hours: AllowedHoursService,
    private readonly centres: CentresService,
    private readonly stations: StationsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @throws NotFound unless the actor sees the centre's schedule, or that of a station which it serves today */
  async visible(centreId: string, actor: Actor): Promise<AllowedHours[]> {
    const reach = actor.reach('schedule:read');
    if (!reaches(reach, { kind: 'centre', id: centreId })) {
      const today = todayOf(this.clock, this.config);
      const served = await this.stations.idsServedBy(centreId, today);
      if (!served.some((id) => reaches(reach, { kind: 'station', id }))) throw new NotFound('centre');
    }
    await this.centres.find(centreId);
    return this.hours.at(centreId);
  }
}
