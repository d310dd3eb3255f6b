import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import type { Owner } from '../../identity/owner.js';
import { Config } from '../../platform/config/config.js';
import type { Sql } from '../../platform/database/sql.js';
import { InvalidRequest, NotFound } from '../../platform/http/http.problems.js';
import { StationNotServed } from '../../stations/centres/centres.problems.js';
import { GroupsService } from '../../stations/groups/groups.service.js';
import type { Station } from '../../stations/station.entity.js';
import { type LocalDays, StationsService } from '../../stations/stations.service.js';
import { GroupWithoutStations } from '../scheduling.problems.js';
import type { EntryPlaces } from '../terms/definition.js';

/** Finds the stations that a new entry is for, and checks that its author may schedule there. */
@Injectable()
export class EntryStationsService {
  constructor(
    private readonly stations: StationsService,
    private readonly groups: GroupsService,
    private readonly config: Config,
  ) {}

  /**
   * All stations of the entry, those of its groups included, each once.
   * @param day the first local day of the entry that is not over, `YYYY-MM-DD`
   * @throws NotFound for a station outside the actor's reach
   * @throws StationNotServed, GroupWithoutStations, InvalidRequest for more than ENTRY_STATIONS_MAX
   */
  async of(
    { stationIds, groupIds, everywhere, leftOut }: EntryPlaces,
    { owner, by, day }: { owner: Owner; by: Actor; day: string },
  ): Promise<Station[]> {
    if (owner.kind === 'station') return [await this.stations.find(owner.id)];
    this.checkCount('/stationIds', stationIds);
    this.checkCount('/groupIds', groupIds);
    const named = await this.named(stationIds, { by, day });
    const served = await this.stations.servedBy(owner.id, day);
    const servedIds = new Set(served.map(({ id }) => id));
    const foreign = named.filter(({ id }) => !servedIds.has(id));
    if (foreign.length > 0) throw new StationNotServed(foreign);
    const grouped = await this.grouped(groupIds, { servedIds, day });
    const [ids, left] = [new Set([...stationIds, ...grouped]), new Set(leftOut)];
    return served.filter(({ id }) => (everywhere || ids.has(id)) && !left.has(id));
  }

  /** Whether the actor may schedule for the owner on one of the days: a commune's station is served by one centre, then by another. */
  async maySchedule(owner: Owner, days: LocalDays, by: Actor, sql?: Sql): Promise<boolean> {
    if (owner.kind === 'centre') return by.mayAt('schedule:write', owner);
    return (await this.stations.reachedOf([owner.id], days, by.reach('schedule:write'), sql)).length > 0;
  }

  private checkCount(pointer: string, ids: readonly string[]): void {
    const most = this.config.settings.ENTRY_STATIONS_MAX;
    if (ids.length <= most) return;
    const message = { vi: `có hơn ${most}`, en: `names more than ${most}` };
    throw new InvalidRequest([{ pointer, message }]);
  }

  private async named(ids: readonly string[], { by, day }: { by: Actor; day: string }): Promise<Station[]> {
    const found = await this.stations.findMany(ids);
    const reached = await this.stations.reachedOf(ids, { from: day, until: day }, by.reach('schedule:write'));
    if (found.length < ids.length || reached.length < ids.length) throw new NotFound('station');
    return found;
  }

  // A group of another centre, one without members and one that does not exist get the same answer.
  private async grouped(
    groupIds: readonly string[],
    { servedIds, day }: { servedIds: ReadonlySet<string>; day: string },
  ): Promise<string[]> {
    const members = await this.groups.membersOf(groupIds, { from: day, until: day });
    const mine = members.filter(({ stationId }) => servedIds.has(stationId));
    const empty = groupIds.filter((id) => !mine.some(({ groupId }) => groupId === id));
    if (empty.length > 0) throw new GroupWithoutStations(empty);
    return mine.map(({ stationId }) => stationId);
  }
}
