import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import type { Permission } from '../../identity/permissions.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { decodeCursor, type SearchQuery, toPage, type WholePage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { requireChanged } from '../../platform/http/revisions/require-seen.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { ConsequencesView } from '../../consequences/consequences.schemas.js';
import type { LocalDays } from '../reach.queries.js';
import { CentresService } from '../centres/centres.service.js';
import { StationScheduleService } from '../station-schedule.service.js';
import './groups.problems.js';
import {
  endMembership,
  groupList,
  insertMembers,
  lockGroup,
  type Membership,
  membershipsOf,
  membersOf,
  stationsOutside,
} from './groups.queries.js';
import type { GroupChanges, GroupView, NewGroup, NewMembers } from './groups.schemas.js';
import { StationGroup } from './station-group.entity.js';

export type { Membership };

/** Groups of a centre's stations, which are in them from one day to another. Only people with access to the centre see them. */
@Injectable()
export class GroupsService {
  constructor(
    private readonly source: DataSource,
    private readonly centres: CentresService,
    private readonly unitOfWork: UnitOfWork,
    private readonly schedule: StationScheduleService,
    private readonly clock: Clock,
  ) {}

  /** @returns the id of the new group @throws NotFound, StationNotServed, GroupNameTaken */
  async form(centreId: string, { name, stationIds, from }: NewGroup, { by }: { by: Actor }): Promise<string> {
    if (!by.mayAtCentre('stations:manage', centreId)) throw new NotFound('centre');
    return this.unitOfWork.run(async (work) => {
      await this.centres.mustServe(work, centreId, stationIds, from);
      const id = uuidv7();
      await work.manager.insert(StationGroup, { id, centreId, name, createdAt: work.now });
      await insertMembers(work, { groupId: id, stationIds, from, at: work.now });
      work.record({ by, did: 'group.form', to: { kind: 'group', id }, details: { centreId, name, stationIds, from } });
      return id;
    });
  }

  /** @throws NotFound, PreconditionFailed, GroupNameTaken */
  async rename(id: string, { name }: GroupChanges, { seen, by }: { seen: SeenRevisions; by: Actor }): Promise<void> {
    await this.findVisible(id, by, 'stations:manage');
    await this.unitOfWork.run(async (work) => {
      requireChanged(await work.manager.update(StationGroup, { id, revision: In([...seen]) }, { name }));
      work.record({ by, did: 'group.rename', to: { kind: 'group', id }, details: { name } });
    });
  }

  /**
   * Adds stations that are not in the group yet, all or none, and plans what they air with it. They stay from the day
   * `from` on.
   * @returns what it does to the schedule; null when that is planned afterwards
   * @throws NotFound, StationNotServed, ScheduleBusy
   */
  async addStations(
    id: string,
    { stationIds, from, dryRun }: NewMembers,
    { by }: { by: Actor },
  ): Promise<ConsequencesView | null> {
    const { centreId } = await this.findVisible(id, by, 'stations:manage');
    const { consequences } = await this.schedule.change(
      async (work) => {
        if (!(await lockGroup(work, id))) throw new NotFound('group');
        const joining = { groupId: id, from, at: work.now };
        const added = await stationsOutside(work, { ...joining, stationIds });
        if (added.length === 0) return { result: undefined, stationIds: [] };
        await this.centres.mustServe(work, centreId, added, from);
        await insertMembers(work, { ...joining, stationIds: added });
        const details = { stationIds: added, from };
        work.record({ by, did: 'group.add-stations', to: { kind: 'group', id }, details });
        return { result: undefined, stationIds: added };
      },
      { dryRun },
    );
    return consequences;
  }

  /**
   * Takes a station out of the group from the day `on`, and what it aired with it off the plan; idempotent.
   * @returns what it does to the schedule
   * @throws NotFound, ScheduleBusy
   */
  async removeStation(
    id: string,
    { stationId, on, dryRun }: { stationId: string; on: string | undefined; dryRun: boolean },
    { by }: { by: Actor },
  ): Promise<ConsequencesView | null> {
    await this.findVisible(id, by, 'stations:manage');
    const { consequences } = await this.schedule.change(
      async (work) => {
        // Locked first, as in addStations, so that the two never wait for each other.
        await lockGroup(work, id);
        const wasIn = await endMembership(work, { groupId: id, stationId, on, at: work.now });
        if (!wasIn) return { result: undefined, stationIds: [] };
        work.record({ by, did: 'group.remove-station', to: { kind: 'group', id }, details: { stationId, on } });
        return { result: undefined, stationIds: [stationId] };
      },
      { dryRun },
    );
    return consequences;
  }

  /** @throws NotFound, and the problem of any module above that still refers to the group */
  async delete(id: string, { by }: { by: Actor }): Promise<void> {
    const { name, stationIds } = await this.findVisible(id, by, 'stations:manage');
    await this.unitOfWork.run(async (work) => {
      await work.manager.delete(StationGroup, id);
      work.record({ by, did: 'group.delete', to: { kind: 'group', id }, details: { name, stationIds } });
    });
  }

  /** @throws NotFound also when the group belongs to a centre outside the actor's reach */
  async findVisible(id: string, actor: Actor, permission: Permission = 'stations:read'): Promise<GroupView> {
    const list = groupList({ id }, this.clock.now());
    const [group] = await list.rows(this.source, { after: undefined, limit: 1 });
    if (!group || !actor.mayAtCentre(permission, group.centreId)) throw new NotFound('group');
    return group;
  }

  /** Groups of the centre, by id. @throws NotFound also when the centre is outside the actor's reach */
  async list(centreId: string, query: SearchQuery, actor: Actor): Promise<WholePage<GroupView>> {
    const { search, limit, cursor } = query;
    await this.centres.findVisible(centreId, actor);
    const list = groupList({ centreId, search }, this.clock.now());
    const rows = await list.rows(this.source, { after: decodeCursor(cursor), limit: limit + 1 });
    return { ...toPage(rows, limit, ({ id }) => id), total: await list.size(this.source) };
  }

  /** Who is in any of the groups on any of the local days, by station. */
  membersOf(groupIds: readonly string[], days: LocalDays): Promise<Membership[]> {
    return membersOf(this.source, groupIds, days);
  }

  /** In which groups each of the stations is, was or will be. */
  membershipsOf(stationIds: readonly string[], sql: Sql = this.source): Promise<Membership[]> {
    return membershipsOf(sql, stationIds);
  }
}
