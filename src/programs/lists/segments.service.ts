import { Injectable } from '@nestjs/common';
import { type Actor, type Reach, reaches } from '../../identity/actor.js';
import { NotAllowed } from '../../identity/identity.problems.js';
import type { Owner } from '../../identity/owner.js';
import { ScopeDirectory } from '../../identity/scope.directory.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { InvalidRequest, NotFound } from '../../platform/http/problem.js';
import { uuidv7 } from '../../platform/uuid.js';
import { programReach } from '../program-reach.js';
import { ListsQueries } from './lists.queries.js';
import type { NewSegment, SegmentView } from './lists.schemas.js';

/** Segments: the periodic strands of a centre. Programs of the stations that it serves may belong to them too. */
@Injectable()
export class SegmentsService {
  constructor(
    private readonly queries: ListsQueries,
    private readonly unitOfWork: UnitOfWork,
    private readonly scopes: ScopeDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws SegmentNameTaken */
  async add({ centreId, name }: NewSegment, { by }: { by: Actor }): Promise<SegmentView> {
    if (!by.mayAt('programs:write', { kind: 'centre', id: centreId })) {
      throw by.mayAt('programs:read', { kind: 'centre', id: centreId })
        ? new NotAllowed('programs:write')
        : new NotFound('centre');
    }
    const id = uuidv7();
    await this.unitOfWork.run(async (work) => {
      await work.manager.query('INSERT INTO segments (id, centre_id, name, created_at) VALUES ($1, $2, $3, $4)', [
        id,
        centreId,
        name,
        this.clock.now(),
      ]);
      const details = { centreId, name };
      work.record({ by, did: 'segment.add', to: { kind: 'segment', id }, details });
    });
    return { id, centreId, name };
  }

  /** Of the centres within the actor's reach, and of those that serve a station within it. */
  async list(centreId: string | undefined, actor: Actor): Promise<SegmentView[]> {
    const segments = await this.queries.segments(centreId);
    const { reads, contributes } = programReach(actor);
    const visible = new Set<string>();
    for (const centre of new Set(segments.map((segment) => segment.centreId))) {
      if ((await this.touches(reads, centre)) || (await this.touches(contributes, centre))) visible.add(centre);
    }
    return segments.filter((segment) => visible.has(segment.centreId));
  }

  /** @throws InvalidRequest unless the segment is the centre's own, or of the centre that serves the station today */
  async mustSuit(segmentId: string, { kind, id }: Owner): Promise<void> {
    const segment = await this.queries.segment(segmentId);
    if (segment && kind === 'centre' && segment.centreId === id) return;
    if (segment && kind === 'station' && (await this.stationsOf(segment.centreId)).includes(id)) return;
    throw new InvalidRequest([{ pointer: '/segmentId', message: 'is not a segment that this program can belong to' }]);
  }

  private async touches(reach: Reach, centreId: string): Promise<boolean> {
    if (reaches(reach, { kind: 'centre', id: centreId })) return true;
    if (reach.stationIds.length === 0) return false;
    return (await this.stationsOf(centreId)).some((id) => reach.stationIds.includes(id));
  }

  private async stationsOf(centreId: string): Promise<string[]> {
    const scoped = await this.scopes.stationsOf([{ kind: 'centre', id: centreId }], this.clock.now());
    return scoped.flatMap(({ stationIds }) => stationIds);
  }
}
