import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import { uuidv7 } from '../../platform/uuid.js';
import { StationsService } from '../../stations/stations.service.js';
import type { Broadcast } from '../broadcasts/broadcast.entity.js';
import { BroadcastsChanged } from '../broadcasts/broadcasts-changed.event.js';
import { CircumstancesService } from '../broadcasts/circumstances.service.js';
import { OutsideHoursQueries } from '../broadcasts/outside-hours.queries.js';
import { AllowedHoursRow } from './allowed-hours.entity.js';
import type { AllowedHours } from './within-allowed-hours.js';

/** Sets a centre's allowed hours, and keeps the promise that nothing sounds outside them. */
@Injectable()
export class AllowedHoursChangeService {
  constructor(
    private readonly stations: StationsService,
    private readonly circumstances: CircumstancesService,
    private readonly broadcasts: OutsideHoursQueries,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Puts `hours` in the place of the centre's hours. Broadcasts that now fall outside are withdrawn, and are the answer;
   * they are planned again when the hours let them, as long as they lie ahead.
   * @throws NotFound when the actor may not set the rules of this centre
   */
  async change(centreId: string, hours: readonly AllowedHours[], { by }: { by: Actor }): Promise<Broadcast[]> {
    if (!by.mayAt('rules:manage', { kind: 'centre', id: centreId })) throw new NotFound('centre');
    const stations = await this.stations.servedBy(centreId, this.circumstances.today());
    const stationIds = stations.map(({ id }) => id);
    return this.unitOfWork.run(async (work) => {
      await this.broadcasts.hold(work);
      await replace(work, centreId, hours);
      const withdrawn = await this.broadcasts.withdraw(work, stationIds, hours);
      const details = { hours, withdrawn: withdrawn.length };
      const to = { kind: 'centre', id: centreId };
      work.record({ by, did: 'allowed-hours.change', to, details });
      // Also when nothing was withdrawn: the hours themselves are on every playlist of these stations.
      if (stationIds.length > 0) work.announce(new BroadcastsChanged(stationIds));
      return withdrawn;
    });
  }
}

async function replace({ manager }: Work, centreId: string, hours: readonly AllowedHours[]): Promise<void> {
  await manager.delete(AllowedHoursRow, { centreId });
  const rows = hours.map(({ days, from, to }) => ({ id: uuidv7(), centreId, days, fromTime: from, untilTime: to }));
  await manager.insert(AllowedHoursRow, rows);
}
