import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { StationsService } from '../stations.service.js';
import { CentreStation } from './centre-station.entity.js';
import { StationNotServed } from './centres.problems.js';
import type { EndOfServing, NewServing } from './centres.schemas.js';
import { CentresService } from './centres.service.js';
import { ServedStationsChanged } from './served-stations-changed.event.js';

/** Which centre serves which station from which day to which. */
@Injectable()
export class ServingService {
  constructor(
    private readonly centres: CentresService,
    private readonly stations: StationsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws StationNotServed unless the centre serves all of the stations today */
  async mustServe(centreId: string, stationIds: readonly string[]): Promise<void> {
    const missing = await this.stations.notServedBy(centreId, stationIds, this.clock.now());
    if (missing.length > 0) throw new StationNotServed(missing.map((id) => ({ id })));
  }

  /**
   * Lets the centre serve the station from a day on. The actor must manage both.
   * @throws NotFound, StationAlreadyServed
   */
  async begin(centreId: string, { stationId, from }: NewServing, { by }: { by: Actor }): Promise<CentreStation> {
    await this.centres.findVisible(centreId, by, 'stations:manage');
    await this.stations.findVisible(stationId, by, 'stations:manage');
    return this.unitOfWork.run(async (work) => {
      const serving = work.manager.create(CentreStation, { centreId, stationId, servedFrom: from, servedUntil: null });
      await work.manager.insert(CentreStation, serving);
      work.record({
        by,
        did: 'centre.serve-station',
        to: { kind: 'station', id: stationId },
        details: { centreId, from },
      });
      work.announce(new ServedStationsChanged([stationId]));
      return serving;
    });
  }

  /** From the day `on` the centre serves the station no more. @throws NotFound, StationNotServed, DaysOutOfOrder */
  async end(
    { centreId, stationId }: { centreId: string; stationId: string },
    { on, because }: EndOfServing,
    { by }: { by: Actor },
  ): Promise<CentreStation> {
    await this.centres.findVisible(centreId, by, 'stations:manage');
    await this.stations.findVisible(stationId, by, 'stations:manage');
    return this.unitOfWork.run(async (work) => {
      const lasting = { centreId, stationId, servedUntil: IsNull() };
      const lock = { mode: 'pessimistic_write' } as const;
      const serving = await work.manager.findOne(CentreStation, { where: lasting, lock });
      if (!serving) throw new StationNotServed([{ id: stationId }]);
      await work.manager.update(CentreStation, lasting, { servedUntil: on });
      work.record({
        by,
        did: 'centre.stop-serving-station',
        to: { kind: 'station', id: stationId },
        because,
        details: { centreId, on },
      });
      work.announce(new ServedStationsChanged([stationId]));
      serving.servedUntil = on;
      return serving;
    });
  }
}
