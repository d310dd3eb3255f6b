import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import { uuidv7 } from '../../platform/uuid.js';
import { ServingService } from '../centres/serving.service.js';
import { GroupChanged } from './group-changed.event.js';
import { GroupMember } from './group-member.entity.js';
import './groups.problems.js';
import type { GroupContent } from './groups.schemas.js';
import { GroupsService } from './groups.service.js';
import { StationGroup } from './station-group.entity.js';

/** Forms groups, changes and dissolves them. */
@Injectable()
export class GroupKeepingService {
  constructor(
    private readonly groups: GroupsService,
    private readonly serving: ServingService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The answer is its id. @throws NotFound, StationNotServed, GroupNameTaken */
  async form(centreId: string, { name, stationIds }: GroupContent, { by }: { by: Actor }): Promise<string> {
    if (!by.mayAt('stations:manage', { kind: 'centre', id: centreId })) throw new NotFound('centre');
    await this.serving.mustServe(centreId, stationIds);
    return this.unitOfWork.run(async (work) => {
      const id = uuidv7();
      await work.manager.insert(StationGroup, { id, centreId, name, createdAt: this.clock.now() });
      await addMembers(work, id, stationIds);
      work.record({
        by,
        did: 'group.form',
        to: { kind: 'group', id },
        details: { centreId, name, stationIds },
      });
      return id;
    });
  }

  /** Gives the group this name and exactly these stations. @throws NotFound, StationNotServed, GroupNameTaken */
  async change(id: string, { name, stationIds }: GroupContent, { by }: { by: Actor }): Promise<void> {
    const { centreId } = await this.groups.findVisible(id, by, 'stations:manage');
    await this.serving.mustServe(centreId, stationIds);
    await this.unitOfWork.run(async (work) => {
      // Taken first, so that two changes at once leave the members of one of them, not of both.
      await work.manager.update(StationGroup, id, { name });
      await work.manager.delete(GroupMember, { groupId: id });
      await addMembers(work, id, stationIds);
      work.record({
        by,
        did: 'group.change',
        to: { kind: 'group', id },
        details: { name, stationIds },
      });
      work.announce(new GroupChanged(id));
    });
  }

  /** @throws NotFound, and the problem of whichever module still refers to the group */
  async dissolve(id: string, { by }: { by: Actor }): Promise<void> {
    const { name, stationIds } = await this.groups.findVisible(id, by, 'stations:manage');
    await this.unitOfWork.run(async (work) => {
      await work.manager.delete(StationGroup, id);
      work.record({
        by,
        did: 'group.dissolve',
        to: { kind: 'group', id },
        details: { name, stationIds },
      });
    });
  }
}

async function addMembers({ manager }: Work, groupId: string, stationIds: readonly string[]): Promise<void> {
  await manager.insert(
    GroupMember,
    stationIds.map((stationId) => ({ groupId, stationId })),
  );
}
