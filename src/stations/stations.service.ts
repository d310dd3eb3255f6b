import { Injectable } from '@nestjs/common';
import { Any, DataSource, In } from 'typeorm';
import type { Actor } from '../identity/actor.js';
import type { Reach } from '../identity/reach.js';
import { needsEverywhere } from '../identity/needs-everywhere.js';
import type { Permission } from '../identity/permissions.js';
import { Config } from '../platform/config/config.js';
import type { Sql } from '../platform/database/sql.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { InvalidRequest, NotFound } from '../platform/http/http.problems.js';
import type { SeenRevisions } from '../platform/http/revisions/if-match.js';
import { requireChanged } from '../platform/http/revisions/require-seen.js';
import { uuidv7 } from '../platform/uuid.js';
import { CentreStation } from './centre-station.entity.js';
import { type LocalDays, reachedOf } from './reach.queries.js';
import { type Planned, StationScheduleService } from './station-schedule.service.js';
import { Station } from './station.entity.js';
import { centreServing, isKnownTimeZone, stationsServedBy } from './stations.queries.js';
import type { NewStation, StationChanges } from './stations.schemas.js';

export { everReached, type LocalDays, localDayOf, reachedOn, reachParameter } from './reach.queries.js';

/** Opens, changes and finds stations; knows which centre serves which of them on which day. */
@Injectable()
export class StationsService {
  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
    private readonly schedule: StationScheduleService,
  ) {}

  /**
   * Opens a station in a unit, and plans what it airs with it. A person who manages a single centre may only open stations
   * that this centre serves from the first day.
   * @returns its id, and what it does to the schedule
   * @throws NotAllowed
   * @throws NotFound for a unit that does not exist or a centre outside the actor's reach
   * @throws OneStationPerUnit, ScheduleBusy
   * @throws InvalidRequest for an unknown time zone
   */
  async open({ centreId, ...asked }: NewStation, { by }: { by: Actor }): Promise<Planned<string>> {
    if (!centreId) needsEverywhere(by, 'stations:manage');
    else if (!by.mayAtCentre('stations:manage', centreId)) throw new NotFound('centre');
    const timeZone = await this.timeZoneFor(asked.timeZone);
    return this.schedule.change(async (work) => {
      const id = uuidv7();
      await work.manager.insert(Station, { ...asked, id, timeZone, createdAt: work.now });
      if (centreId) {
        await work.manager.insert(CentreStation, { centreId, stationId: id, servedFrom: asked.openedOn });
      }
      work.record({ by, did: 'station.open', to: { kind: 'station', id }, details: { ...asked, timeZone, centreId } });
      return { result: id, stationIds: centreId ? [id] : [] };
    });
  }

  /** @throws NotFound also when the station is outside the actor's reach · PreconditionFailed */
  async change(id: string, changes: StationChanges, { seen, by }: { seen: SeenRevisions; by: Actor }): Promise<void> {
    await this.findVisible(id, by, 'stations:manage');
    await this.unitOfWork.run(async (work) => {
      const as = { id, revision: In([...seen]) };
      requireChanged(await work.manager.update(Station, as, changes as Partial<Station>));
      work.record({ by, did: 'station.change', to: { kind: 'station', id }, details: changes });
    });
  }

  /** @throws NotFound */
  async find(id: string): Promise<Station> {
    const station = await this.source.manager.findOneBy(Station, { id });
    if (!station) throw new NotFound('station');
    return station;
  }

  /** Those of `ids` that exist, ordered by id. */
  findMany(ids: readonly string[]): Promise<Station[]> {
    return this.source.manager.find(Station, { where: { id: Any([...ids]) }, order: { id: 'ASC' } });
  }

  /**
   * The station, if the actor has the permission there today.
   * @throws NotFound also when the station is outside the actor's reach
   */
  async findVisible(id: string, actor: Actor, permission: Permission = 'stations:read'): Promise<Station> {
    if (!(await actor.mayAt(permission, { kind: 'station', id }))) throw new NotFound('station');
    return this.find(id);
  }

  /** Whether the actor has the permission at the station on one of the local days: who served it then decides. */
  async mayAt(permission: Permission, stationId: string, days: LocalDays, actor: Actor): Promise<boolean> {
    return (await this.reachedOf([stationId], days, actor.reach(permission))).length > 0;
  }

  /** Those of the stations that are within reach on one of the local days. */
  reachedOf(stationIds: readonly string[], days: LocalDays, reach: Reach, sql: Sql = this.source): Promise<string[]> {
    return reachedOf(sql, stationIds, days, reach);
  }

  /**
   * The station, if the actor has the permission there on one of the days.
   * @throws NotFound also when the station is outside the actor's reach on all of them
   */
  async findVisibleOn(days: LocalDays, id: string, actor: Actor, permission: Permission): Promise<Station> {
    if (!(await this.mayAt(permission, id, days, actor))) throw new NotFound('station');
    return this.find(id);
  }

  /** Stations that the centre serves and that are open on the local day `day`, `YYYY-MM-DD`. */
  async servedBy(centreId: string, day: string): Promise<Station[]> {
    return this.findMany(await stationsServedBy(this.source, centreId, day));
  }

  /** As `servedBy`, ids only: cheap enough for a whole province, day by day. */
  idsServedBy(centreId: string, day: string, sql: Sql = this.source): Promise<string[]> {
    return stationsServedBy(sql, centreId, day);
  }

  /** The centre that serves the station on the local day `day`, `YYYY-MM-DD`; null when none does. */
  centreOf(stationId: string, day: string): Promise<string | null> {
    return centreServing(this.source, stationId, day);
  }

  /** The zone asked for, or TIME_ZONE when none was. @throws InvalidRequest when the database does not know it */
  async timeZoneFor(asked: string | undefined): Promise<string> {
    if (asked === undefined) return this.config.settings.TIME_ZONE;
    if (await isKnownTimeZone(this.source, asked)) return asked;
    throw new InvalidRequest([
      { pointer: '/timeZone', message: { vi: 'không phải múi giờ đã biết', en: 'is not a known time zone' } },
    ]);
  }
}
