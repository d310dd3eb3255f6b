import { Injectable } from '@nestjs/common';
import { type Actor, reaches } from '../../identity/actor.js';
import { Config } from '../../platform/config/config.js';
import { InvalidRequest, NotFound } from '../../platform/http/problem.js';
import { StationNotServed } from '../../stations/centres/centres.problems.js';
import { GroupsService } from '../../stations/groups/groups.service.js';
import type { Station } from '../../stations/station.entity.js';
import { StationsService } from '../../stations/stations.service.js';
import { GroupWithoutStations } from '../scheduling.problems.js';
import type { NewEntry } from './entries.schemas.js';

/** Which stations a new entry is for, and whether its author may schedule there. */
@Injectable()
export class EntryStationsService {
  constructor(
    private readonly stations: StationsService,
    private readonly groups: GroupsService,
    private readonly config: Config,
  ) {}

  /**
   * All stations of the entry, those of its groups included, each once.
   * @param day the first local day of the entry that is not over
   * @throws NotFound for a station outside the actor's reach
   * @throws StationNotServed, GroupWithoutStations
   */
  async of(entry: NewEntry, actor: Actor, day: string): Promise<Station[]> {
    if (entry.stationId !== undefined) return [await this.stations.find(entry.stationId)];
    this.checkCount(entry);
    const named = await this.named(entry.stationIds, actor);
    const served = await this.stations.servedBy(entry.centreId ?? '', day);
    const servedIds = new Set(served.map(({ id }) => id));
    const foreign = named.filter(({ id }) => !servedIds.has(id));
    if (foreign.length > 0) throw new StationNotServed(foreign);
    const reach = actor.reach('schedule:write');
    const mine = served.filter(({ id }) => reaches(reach, { kind: 'station', id }));
    const grouped = await this.grouped(entry.groupIds, mine);
    const ids = new Set([...entry.stationIds, ...grouped]);
    return served.filter(({ id }) => ids.has(id));
  }

  private checkCount({ stationIds, groupIds }: NewEntry): void {
    const most = this.config.settings.ENTRY_STATIONS_MAX;
    const tooMany = (pointer: string) => new InvalidRequest([{ pointer, message: `names more than ${most}` }]);
    if (stationIds.length > most) throw tooMany('/stationIds');
    if (groupIds.length > most) throw tooMany('/groupIds');
  }

  private async named(ids: readonly string[], actor: Actor): Promise<Station[]> {
    const reach = actor.reach('schedule:write');
    if (ids.some((stationId) => !reaches(reach, { kind: 'station', id: stationId }))) throw new NotFound('station');
    const found = await this.stations.findMany(ids);
    if (found.length < ids.length) throw new NotFound('station');
    return found;
  }

  // A group of another centre, one without members and one that does not exist are told apart to nobody.
  private async grouped(groupIds: readonly string[], mine: readonly Station[]): Promise<string[]> {
    const mineIds = new Set(mine.map(({ id }) => id));
    const members: string[] = [];
    const empty: string[] = [];
    for (const groupId of groupIds) {
      const ids = (await this.groups.stationsOf([groupId])).filter((id) => mineIds.has(id));
      if (ids.length === 0) empty.push(groupId);
      members.push(...ids);
    }
    if (empty.length > 0) throw new GroupWithoutStations(empty);
    return members;
  }
}
