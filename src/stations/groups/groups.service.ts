import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import type { Permission } from '../../identity/permissions.js';
import { decodeCursor, type Page, type PageQuery, toPage } from '../../platform/http/page.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import { CentresService } from '../centres/centres.service.js';
import { GroupsQueries, type Membership } from './groups.queries.js';
import type { GroupView } from './groups.schemas.js';

export type { Membership };

/** Finds groups of a centre's stations; they are seen by the centre's own people. */
@Injectable()
export class GroupsService {
  constructor(
    private readonly queries: GroupsQueries,
    private readonly centres: CentresService,
  ) {}

  /** Ids of all stations in any of the groups, each once. */
  stationsOf(groupIds: readonly string[]): Promise<string[]> {
    return this.queries.stationsOf(groupIds);
  }

  /** In which groups each of the stations is. */
  membershipsOf(stationIds: readonly string[], work?: Work): Promise<Membership[]> {
    return this.queries.membershipsOf(stationIds, work);
  }

  /** @throws NotFound also when the group is of a centre outside the actor's reach */
  async findVisible(id: string, actor: Actor, permission: Permission = 'stations:read'): Promise<GroupView> {
    const [group] = await this.queries.list({ id, limit: 1 });
    if (!group || !actor.mayAt(permission, { kind: 'centre', id: group.centreId })) throw new NotFound('group');
    return group;
  }

  /** Groups of the centre by id. @throws NotFound */
  async list(centreId: string, { limit, cursor }: PageQuery, actor: Actor): Promise<Page<GroupView>> {
    await this.centres.findVisible(centreId, actor);
    const rows = await this.queries.list({ centreId, after: decodeCursor(cursor), limit: limit + 1 });
    return toPage(rows, limit, ({ id }) => id);
  }
}
