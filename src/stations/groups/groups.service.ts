import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import type { Permission } from '../../identity/permissions.js';
import type { Sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { decodeCursor, type Page, type PageQuery, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { requireChanged } from '../../platform/http/revisions/require-seen.js';
import { uuidv7 } from '../../platform/uuid.js';
import { CentresService } from '../centres/centres.service.js';
import { GroupChanged } from './group-changed.event.js';
import './groups.problems.js';
import {
  deleteMember,
  insertMembers,
  listGroups,
  lockGroup,
  type Membership,
  membershipsOf,
  stationsInGroups,
  stationsOutside,
} from './groups.queries.js';
import type { GroupChanges, GroupView, NewGroup } from './groups.schemas.js';
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
  async form(centreId: string, { name, stationIds }: NewGroup, { by }: { by: Actor }): Promise<string> {
    if (!by.mayAt('stations:manage', { kind: 'centre', id: centreId })) throw new NotFound('centre');
    return this.unitOfWork.run(async (work) => {
      await this.centres.mustServe(work, centreId, stationIds);
      const id = uuidv7();
      await work.manager.insert(StationGroup, { id, centreId, name, createdAt: work.now });
      await insertMembers(work, id, stationIds);
      work.record({ by, did: 'group.form', to: { kind: 'group', id }, details: { centreId, name, stationIds } });
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
   * Adds stations that are not in the group yet, all or none, and announces GroupChanged.
   * @throws NotFound, StationNotServed
   */
  async addStations(id: string, stationIds: readonly string[], { by }: { by: Actor }): Promise<void> {
    const { centreId } = await this.findVisible(id, by, 'stations:manage');
    await this.unitOfWork.run(async (work) => {
      if (!(await lockGroup(work, id))) throw new NotFound('group');
      const added = await stationsOutside(work, id, stationIds);
      if (added.length === 0) return;
      await this.centres.mustServe(work, centreId, added);
      await insertMembers(work, id, added);
      work.record({ by, did: 'group.add-stations', to: { kind: 'group', id }, details: { stationIds: added } });
      work.announce(new GroupChanged(id));
    });
  }

  /** Takes a station out of the group, and announces GroupChanged; idempotent. @throws NotFound */
  async removeStation(id: string, stationId: string, { by }: { by: Actor }): Promise<void> {
    await this.findVisible(id, by, 'stations:manage');
    await this.unitOfWork.run(async (work) => {
      // Locked first, as in addStations, so that the two never wait for each other.
      await lockGroup(work, id);
      if (!(await deleteMember(work, id, stationId))) return;
      work.record({ by, did: 'group.remove-station', to: { kind: 'group', id }, details: { stationId } });
      work.announce(new GroupChanged(id));
    });
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
