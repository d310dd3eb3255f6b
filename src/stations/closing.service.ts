import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/actor.js';
import type { SeenRevisions } from '../platform/http/revisions/if-match.js';
import { requireSeen } from '../platform/http/revisions/require-seen.js';
import type { ConsequencesView } from '../consequences/consequences.schemas.js';
import { StationScheduleService } from './station-schedule.service.js';
import { Station } from './station.entity.js';
import { StationIsClosed, StationNotClosed } from './stations.problems.js';
import { setClosingDay } from './stations.queries.js';
import type { Closing, ClosingChanges } from './stations.schemas.js';
import { StationsService } from './stations.service.js';

// Rows that refer to the station, such as broadcasts, can be inserted meanwhile.
const LOCKED = { mode: 'for_no_key_update' } as const;

/** Closes stations, and mends the day from which they are closed; the schedule follows in the same transaction. */
@Injectable()
export class ClosingService {
  constructor(
    private readonly stations: StationsService,
    private readonly schedule: StationScheduleService,
  ) {}

  /**
   * Closes the station from the local day `on`. Its history is kept, and no report of the past changes, also when the day
   * is past.
   * @returns what it does to the schedule
   * @throws NotFound also when the station is outside the actor's reach
   * @throws StationIsClosed, ScheduleBusy
   * @throws DaysOutOfOrder when `on` is not after the day it was opened
   */
  async close(id: string, { on, because, dryRun }: Closing, { by }: { by: Actor }): Promise<ConsequencesView | null> {
    await this.stations.findVisible(id, by, 'stations:manage');
    const { consequences } = await this.schedule.change(
      async (work) => {
        const station = await work.manager.findOneOrFail(Station, { where: { id }, lock: LOCKED });
        if (station.closedOn !== null) throw new StationIsClosed();
        await setClosingDay(work, id, on);
        work.record({ by, did: 'station.close', to: { kind: 'station', id }, because, details: { on } });
        return { result: undefined, stationIds: [id] };
      },
      { dryRun },
    );
    return consequences;
  }

  /**
   * Mends a wrong closing day, or opens the station again as if it had never been closed.
   * @param changes.on the right day; null when it is not closed at all
   * @returns what it does to the schedule
   * @throws NotFound also when the station is outside the actor's reach
   * @throws PreconditionFailed, StationNotClosed, OneStationPerUnit, ScheduleBusy
   * @throws DaysOutOfOrder when `on` is not after the day it was opened
   */
  async mend(
    id: string,
    { on, because, dryRun }: ClosingChanges,
    { seen, by }: { seen: SeenRevisions; by: Actor },
  ): Promise<ConsequencesView | null> {
    await this.stations.findVisible(id, by, 'stations:manage');
    const { consequences } = await this.schedule.change(
      async (work) => {
        const station = await work.manager.findOneOrFail(Station, { where: { id }, lock: LOCKED });
        requireSeen(station, seen);
        if (station.closedOn === null) throw new StationNotClosed();
        await setClosingDay(work, id, on);
        const details = { before: station.closedOn, on };
        work.record({ by, did: 'station.mend-closing', to: { kind: 'station', id }, because, details });
        return { result: undefined, stationIds: [id] };
      },
      { dryRun },
    );
    return consequences;
  }
}
