import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { PreconditionFailed } from '../../platform/http/revisions/revisions.problems.js';
import { CentreStation } from '../centre-station.entity.js';
import { type Planned, StationScheduleService, type StationsChanged } from '../station-schedule.service.js';
import { StationsService } from '../stations.service.js';
import { StationAlreadyServed, StationNotServed } from './centres.problems.js';
import type { EndOfServing, NewServing, ServingChanges } from './centres.schemas.js';
import { CentresService } from './centres.service.js';
import { otherServing, servingOn } from './servings.queries.js';

/** A centre and a station. */
export interface CentreAndStation {
  centreId: string;
  stationId: string;
}

const LOCKED = { mode: 'pessimistic_write' } as const;

/** Which centre serves which stations, from which day to which. */
@Injectable()
export class ServingsService {
  constructor(
    private readonly centres: CentresService,
    private readonly stations: StationsService,
    private readonly schedule: StationScheduleService,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * The days on which the centre serves the station: those that include `on` or began last before it, otherwise the next.
   * @param on local day `YYYY-MM-DD`; the station's present one when left out
   * @throws NotFound also when the centre is outside the actor's reach
   */
  async find(of: CentreAndStation, on: string | undefined, actor: Actor): Promise<CentreStation> {
    await this.centres.findVisible(of.centreId, actor);
    const serving = await servingOn(this.source, of, { on, at: this.clock.now() });
    if (!serving) throw new NotFound('station');
    return serving;
  }

  /**
   * Lets the centre serve the station from the local day `from`, and plans what it airs with it. The actor must manage both.
   * @throws NotFound, StationAlreadyServed, ScheduleBusy
   */
  async serve(
    centreId: string,
    { stationId, from, dryRun }: NewServing,
    { by }: { by: Actor },
  ): Promise<Planned<CentreStation>> {
    await this.mustManageBoth({ centreId, stationId }, by);
    return this.schedule.change(
      async (work) => {
        await requireFree(work, { centreId, stationId }, { from, until: null }, { by });
        const serving = { centreId, stationId, servedFrom: from };
        await work.manager.insert(CentreStation, { ...serving, servedUntil: null });
        record(work, 'centre.serve-station', { stationId, by, details: { centreId, from } });
        return changed(work, serving);
      },
      { dryRun },
    );
  }

  /**
   * Stops serving the station from the local day `on`, and takes what it would air then off the plan. The actor must
   * manage both.
   * @throws NotFound, StationNotServed, DaysOutOfOrder, ScheduleBusy
   */
  async endServing(
    of: CentreAndStation,
    { on, because, dryRun }: EndOfServing,
    { by }: { by: Actor },
  ): Promise<Planned<CentreStation>> {
    await this.mustManageBoth(of, by);
    return this.schedule.change(
      async (work) => {
        const { centreId, stationId } = of;
        const lasting = { centreId, stationId, servedUntil: IsNull() };
        const serving = await work.manager.findOne(CentreStation, { where: lasting, lock: LOCKED });
        if (!serving) throw new StationNotServed([{ id: stationId }]);
        await work.manager.update(CentreStation, lasting, { servedUntil: on });
        record(work, 'centre.end-serving-station', { stationId, by, because, details: { centreId, on } });
        return changed(work, { centreId, stationId, servedFrom: serving.servedFrom });
      },
      { dryRun },
    );
  }

  /**
   * Mends the days on which the centre serves the station, past ones too; the schedule follows. The actor must manage the
   * centre. Of several times at which it served the station, `seen` says which is meant.
   * @throws NotFound, PreconditionFailed, StationAlreadyServed, DaysOutOfOrder, ScheduleBusy
   */
  async mend(
    { centreId, stationId }: CentreAndStation,
    { from, until, because, dryRun }: ServingChanges,
    { seen, by }: { seen: SeenRevisions; by: Actor },
  ): Promise<Planned<CentreStation>> {
    await this.centres.findVisible(centreId, by, 'stations:manage');
    return this.schedule.change(
      async (work) => {
        const all = await work.manager.find(CentreStation, { where: { centreId, stationId }, lock: LOCKED });
        if (all.length === 0) throw new NotFound('station');
        const meant = all.find(({ revision }) => seen.includes(revision));
        if (!meant) throw new PreconditionFailed();
        const { servedFrom, servedUntil } = meant;
        const days = { servedFrom: from ?? servedFrom, servedUntil: until === undefined ? servedUntil : until };
        const asked = { from: days.servedFrom, until: days.servedUntil };
        await requireFree(work, { centreId, stationId }, asked, { by, but: servedFrom });
        await work.manager.update(CentreStation, { centreId, stationId, servedFrom }, days);
        const details = { centreId, before: { from: servedFrom, until: servedUntil }, from, until };
        record(work, 'centre.mend-serving', { stationId, by, because, details });
        return changed(work, { centreId, stationId, servedFrom: days.servedFrom });
      },
      { dryRun },
    );
  }

  private async mustManageBoth({ centreId, stationId }: CentreAndStation, by: Actor): Promise<void> {
    await this.centres.findVisible(centreId, by, 'stations:manage');
    await this.stations.findVisible(stationId, by, 'stations:manage');
  }
}

/** @throws StationAlreadyServed, naming the centre as far as the actor may see it */
async function requireFree(
  work: Work,
  of: CentreAndStation,
  days: { from: string; until: string | null },
  { by, but = null }: { by: Actor; but?: string | null },
): Promise<void> {
  const other = await otherServing(work, of, days, but);
  if (!other) return;
  const { centreId: id, centreName: name, from, until } = other;
  throw new StationAlreadyServed({ centre: by.mayAtCentre('stations:read', id) ? { id, name } : null, from, until });
}

function record(
  work: Work,
  did: string,
  { stationId, ...about }: { stationId: string; by: Actor; because?: string; details: Record<string, unknown> },
): void {
  work.record({ did, to: { kind: 'station', id: stationId }, ...about });
}

async function changed(
  work: Work,
  serving: CentreAndStation & { servedFrom: string },
): Promise<StationsChanged<CentreStation>> {
  const result = await work.manager.findOneByOrFail(CentreStation, serving);
  return { result, stationIds: [serving.stationId] };
}
