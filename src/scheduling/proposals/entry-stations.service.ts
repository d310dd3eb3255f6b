import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import type { Owner } from '../../identity/owner.js';
import { Config } from '../../platform/config/config.js';
import type { Sql } from '../../platform/database/sql.js';
import { InvalidRequest, NotFound } from '../../platform/http/http.problems.js';
import { StationNotServed } from '../../stations/centres/centres.problems.js';
import { type LocalDays, StationsService } from '../../stations/stations.service.js';
import { GroupWithoutStations } from '../scheduling.problems.js';
import type { EntryPlaces } from '../terms/definition.js';
import { groupsWithoutStations, stationsNotServed } from './entry-places.queries.js';

/** Checks that an entry has stations, and that its author may schedule there. */
@Injectable()
export class EntryStationsService {
  constructor(
    private readonly stations: StationsService,
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  /**
   * Whether the places of an entry exist, are served by its owner, and are within the actor's reach.
   * @param day the first local day of the entry that is not over, `YYYY-MM-DD`
   * @throws NotFound for stations outside the actor's reach; those that are within reach today, and served by another centre
   * on the day, are named by StationNotServed
   * @throws StationNotServed, GroupWithoutStations, InvalidRequest for more than ENTRY_STATIONS_MAX
   */
  async mustBeServed(
    { stationIds, groupIds }: EntryPlaces,
    { owner, by, day, today }: { owner: Owner; by: Actor; day: string; today: string },
  ): Promise<void> {
    if (owner.kind === 'station') return;
    this.checkCount('/stationIds', stationIds);
    this.checkCount('/groupIds', groupIds);
    if (stationIds.length > 0) {
      const unreached = await this.beyondReach(stationIds, { from: day, until: day }, by);
      const unknown = await this.beyondReach(unreached, { from: today, until: today }, by);
      if (unknown.length > 0) throw new NotFound('station', unknown);
      const foreign = await stationsNotServed(this.source, owner.id, stationIds, day);
      const missing = foreign.filter(({ name }) => name === null);
      if (missing.length > 0) {
        throw new NotFound(
          'station',
          missing.map(({ id }) => id),
        );
      }
      if (foreign.length > 0) throw new StationNotServed(foreign.map(({ id, name }) => ({ id, name: name ?? '' })));
      if (unreached.length > 0) throw new NotFound('station', unreached);
    }
    // A group of another centre, one without members and one that does not exist get the same answer.
    const empty = groupIds.length > 0 ? await groupsWithoutStations(this.source, owner.id, groupIds, day) : [];
    if (empty.length > 0) throw new GroupWithoutStations(empty);
  }

  /** Whether the actor may schedule for the owner on one of the days: a commune's station is served by one centre, then by another. */
  async maySchedule(owner: Owner, days: LocalDays, by: Actor, sql?: Sql): Promise<boolean> {
    if (owner.kind === 'centre') return by.mayAtCentre('schedule:write', owner.id);
    return (await this.stations.reachedOf([owner.id], days, by.reach('schedule:write'), sql)).length > 0;
  }

  private async beyondReach(stationIds: readonly string[], days: LocalDays, by: Actor): Promise<string[]> {
    if (stationIds.length === 0) return [];
    const reached = new Set(await this.stations.reachedOf(stationIds, days, by.reach('schedule:write')));
    return stationIds.filter((id) => !reached.has(id));
  }

  private checkCount(pointer: string, ids: readonly string[]): void {
    const most = this.config.settings.ENTRY_STATIONS_MAX;
    if (ids.length <= most) return;
    const message = { vi: `có hơn ${most}`, en: `names more than ${most}` };
    throw new InvalidRequest([{ pointer, message }]);
  }
}
