import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import type { Permission } from '../../identity/permissions.js';
import type { Sql } from '../../platform/database/sql.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { decodeCursor, type Page, type PageQuery, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/problem.js';
import { uuidv7 } from '../../platform/uuid.js';
import { CentresService } from '../centres/centres.service.js';
import { GroupChanged } from './group-changed.event.js';
import { GroupMember } from './group-member.entity.js';
import './groups.problems.js';
import { listGroups, type Membership, membershipsOf, stationsInGroups } from './groups.queries.js';
import type { GroupContent, GroupView } from './groups.schemas.js';
import { StationGroup } from './station-group.entity.js';

export type { Membership };

/** Groups of a centre's stations. Only people with access to the centre see them. */
@Injectable()
export class GroupsService {
  constructor(
    private readonly source: DataSource,
    private readonly centres: CentresService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @returns the id of the new group @throws NotFound, StationNotServed, GroupNameTaken */
  async form(centreId: string, { name, stationIds }: GroupContent, { by }: { by: Actor }): Promise<string> {
    if (!by.mayAt('stations:manage', { kind: 'centre', id: centreId })) throw new NotFound('centre');
    return this.unitOfWork.run(async (work) => {
      await this.centres.mustServe(work, centreId, stationIds);
      const id = uuidv7();
      await work.manager.insert(StationGroup, { id, centreId, name, createdAt: work.now });
      await addMembers(work, id, stationIds);
      work.record({ by, did: 'group.form', to: { kind: 'group', id }, details: { centreId, name, stationIds } });
      return id;
    });
  }

  /**
   * Gives the group this name and exactly these stations, and announces GroupChanged.
   * @throws NotFound, StationNotServed, GroupNameTaken
   */
  async change(id: string, { name, stationIds }: GroupContent, { by }: { by: Actor }): Promise<void> {
    const { centreId } = await this.findVisible(id, by, 'stations:manage');
    await this.unitOfWork.run(async (work) => {
      await this.centres.mustServe(work, centreId, stationIds);
      // First, because it locks the group: two concurrent changes leave the members of one of them, never of both.
      await work.manager.update(StationGroup, id, { name });
      await work.manager.delete(GroupMember, { groupId: id });
      await addMembers(work, id, stationIds);
      work.record({ by, did: 'group.change', to: { kind: 'group', id }, details: { name, stationIds } });
      work.announce(new GroupChanged(id));
    });
  }

  /** @throws NotFound, and the problem of any module above that still refers to the group */
  async dissolve(id: string, { by }: { by: Actor }): Promise<void> {
    const { name, stationIds } = await this.findVisible(id, by, 'stations:manage');
    await this.unitOfWork.run(async (work) => {
      await work.manager.delete(StationGroup, id);
      work.record({ by, did: 'group.dissolve', to: { kind: 'group', id }, details: { name, stationIds } });
    });
  }

  /** @throws NotFound also when the group belongs to a centre outside the actor's reach */
  async findVisible(id: string, actor: Actor, permission: Permission = 'stations:read'): Promise<GroupView> {
    const [group] = await listGroups(this.source, { id, limit: 1 });
    if (!group || !actor.mayAt(permission, { kind: 'centre', id: group.centreId })) throw new NotFound('group');
    return group;
  }

  /** Groups of the centre, by id. @throws NotFound also when the centre is outside the actor's reach */
  async list(centreId: string, { limit, cursor }: PageQuery, actor: Actor): Promise<Page<GroupView>> {
    await this.centres.findVisible(centreId, actor);
    const rows = await listGroups(this.source, { centreId, after: decodeCursor(cursor), limit: limit + 1 });
    return toPage(rows, limit, ({ id }) => id);
  }

  /** Ids of all stations in any of the groups, each once. */
  stationsOf(groupIds: readonly string[]): Promise<string[]> {
    return stationsInGroups(this.source, groupIds);
  }

  /** In which groups each of the stations is. */
  membershipsOf(stationIds: readonly string[], sql: Sql = this.source): Promise<Membership[]> {
    return membershipsOf(sql, stationIds);
  }
}

async function addMembers({ manager }: Work, groupId: string, stationIds: readonly string[]): Promise<void> {
  await manager.insert(
    GroupMember,
    stationIds.map((stationId) => ({ groupId, stationId })),
  );
}
