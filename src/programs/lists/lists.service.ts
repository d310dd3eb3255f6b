import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { NotAllowed } from '../../identity/identity.problems.js';
import type { Permission } from '../../identity/permissions.js';
import type { Owner } from '../../identity/owner.js';
import { type Reach, reachesCentre, reachesStation, stationsOf } from '../../identity/reach.js';
import { ScopeDirectory } from '../../identity/scope.directory.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NO_SUCH_SEGMENT } from '../programs.problems.js';
import { InvalidRequest, NotFound } from '../../platform/http/http.problems.js';
import { uuidv7 } from '../../platform/uuid.js';
import { programReach } from '../program-reach.js';
import { allGenres, allTopics, findSegment, insertSegment, listSegments } from './lists.queries.js';
import type { GenreView, NewSegment, SegmentFilter, SegmentList, SegmentView, TopicView } from './lists.schemas.js';

/** Who makes programs for a centre, and who sets its rules, may add segments. */
export const MAY_ADD_SEGMENT = ['programs:write', 'rules:manage'] as const satisfies Permission[];

/**
 * The lists that describe programs: topics, genres, and segments (chuyên mục). A segment belongs to a centre; programs of
 * the centre and of the stations that it serves may be part of it.
 */
@Injectable()
export class ListsService {
  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly scopes: ScopeDirectory,
    private readonly clock: Clock,
  ) {}

  topics(): Promise<TopicView[]> {
    return allTopics(this.source);
  }

  genres(): Promise<GenreView[]> {
    return allGenres(this.source);
  }

  /** Segments, of one or of all centres, that programs within the actor's reach may belong to; by name. */
  async segments(filter: SegmentFilter, actor: Actor): Promise<SegmentList> {
    const segments = await this.reachedSegments(filter, actor);
    const centres = await this.scopes.namesById(segments.map(({ centreId }) => centreId));
    const items = segments.map((segment) => ({ ...segment, centreName: centres.get(segment.centreId) ?? '' }));
    return { items, total: items.length };
  }

  private async reachedSegments(filter: SegmentFilter, actor: Actor): Promise<SegmentView[]> {
    const { reads, contributes } = programReach(actor);
    const segments = await listSegments(this.source, filter);
    if (reads.everywhere || contributes.everywhere) return segments;
    const serving = await this.centresServing([...stationsOf(reads), ...stationsOf(contributes)]);
    const touches = (reach: Reach, centre: string) =>
      reachesCentre(reach, centre) ||
      stationsOf(reach).some((id) => serving.get(id) === centre && reachesStation(reach, id, serving));
    return segments.filter((segment) => touches(reads, segment.centreId) || touches(contributes, segment.centreId));
  }

  /**
   * @throws NotFound when the actor may not know of the centre
   * @throws NotAllowed when the actor neither makes programs for it nor sets its rules
   * @throws SegmentNameTaken
   */
  async addSegment({ centreId, name }: NewSegment, { by }: { by: Actor }): Promise<SegmentView> {
    if (!MAY_ADD_SEGMENT.some((permission) => by.mayAtCentre(permission, centreId))) {
      throw by.mayAtCentre('programs:read', centreId) ? new NotAllowed('programs:write') : new NotFound('centre');
    }
    const segment = { id: uuidv7(), centreId, name };
    await this.unitOfWork.run(async (work) => {
      await insertSegment(work, segment, work.now);
      work.record({ by, did: 'segment.add', to: { kind: 'segment', id: segment.id }, details: { centreId, name } });
    });
    return segment;
  }

  /** @throws InvalidRequest unless the segment belongs to the owner, or to the centre that serves the station today */
  async mustSuit(segmentId: string, { kind, id }: Owner): Promise<void> {
    const segment = await findSegment(this.source, segmentId);
    if (segment && kind === 'centre' && segment.centreId === id) return;
    if (segment && kind === 'station') {
      if ((await this.centresServing([id])).get(id) === segment.centreId) return;
    }
    throw new InvalidRequest([{ pointer: '/segmentId', message: NO_SUCH_SEGMENT }]);
  }

  private centresServing(stationIds: readonly string[]) {
    return this.scopes.centresServing(stationIds, this.clock.now());
  }
}
