import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/actor.js';
import { needsEverywhere } from '../identity/needs-everywhere.js';
import { Clock } from '../platform/clock/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { NotFound } from '../platform/http/problem.js';
import { uuidv7 } from '../platform/uuid.js';
import { CentreStation } from './centres/centre-station.entity.js';
import { Station } from './station.entity.js';
import { StationClosed } from './station-closed.event.js';
import { StationIsClosed } from './stations.problems.js';
import type { Closing, NewStation, StationChanges } from './stations.schemas.js';
import { StationsService } from './stations.service.js';
import { TimeZones } from './time-zones.queries.js';

/** Opens, changes and closes stations. */
@Injectable()
export class StationRegister {
  constructor(
    private readonly stations: StationsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly zones: TimeZones,
  ) {}

  /**
   * Opens a station in a unit. Who manages one centre only opens stations that this centre serves from the first day.
   * @throws NotAllowed, NotFound, OneStationPerUnit, InvalidRequest for an unknown zone
   */
  async open({ centreId, ...asked }: NewStation, { by }: { by: Actor }): Promise<string> {
    if (centreId && !by.mayAt('stations:manage', { kind: 'centre', id: centreId })) throw new NotFound('centre');
    if (!centreId) needsEverywhere(by, 'stations:manage');
    const timeZone = await this.zones.chosen(asked.timeZone);
    return this.unitOfWork.run(async (work) => {
      const id = uuidv7();
      await work.manager.insert(Station, { ...asked, id, timeZone, createdAt: this.clock.now() });
      if (centreId) {
        await work.manager.insert(CentreStation, { centreId, stationId: id, servedFrom: asked.openedOn });
      }
      work.record({
        by,
        did: 'station.open',
        to: { kind: 'station', id },
        details: { ...asked, timeZone, centreId },
      });
      return id;
    });
  }

  /** @throws NotFound */
  async change(id: string, changes: StationChanges, { by }: { by: Actor }): Promise<void> {
    await this.stations.findVisible(id, by, 'stations:manage');
    await this.unitOfWork.run(async (work) => {
      await work.manager.update(Station, id, changes as Partial<Station>);
      work.record({
        by,
        did: 'station.change',
        to: { kind: 'station', id },
        details: changes,
      });
    });
  }

  /**
   * Closes the station from the day `on`; its history stays.
   * @throws NotFound, StationIsClosed, DaysOutOfOrder
   */
  async close(id: string, { on, because }: Closing, { by }: { by: Actor }): Promise<void> {
    await this.stations.findVisible(id, by, 'stations:manage');
    await this.unitOfWork.run(async (work) => {
      const lock = { mode: 'pessimistic_write' } as const;
      const station = await work.manager.findOneOrFail(Station, { where: { id }, lock });
      if (station.closedOn !== null) throw new StationIsClosed();
      await work.manager.update(Station, id, { closedOn: on });
      work.record({
        by,
        did: 'station.close',
        to: { kind: 'station', id },
        because,
        details: { on },
      });
      work.announce(new StationClosed(id));
    });
  }
}
