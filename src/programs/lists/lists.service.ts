import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, type Reach, reaches } from '../../identity/actor.js';
import { NotAllowed } from '../../identity/identity.problems.js';
import type { Permission } from '../../identity/permissions.js';
import type { Owner } from '../../identity/owner.js';
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
    const stations = await this.stationsOf(new Set(segments.map((segment) => segment.centreId)));
    const touches = (reach: Reach, centre: string) =>
      reaches(reach, { kind: 'centre', id: centre }) ||
      (stations.get(centre) ?? []).some((station) => reach.stationIds.includes(station));
    return segments.filter((segment) => touches(reads, segment.centreId) || touches(contributes, segment.centreId));
  }

  /**
   * @throws NotFound when the actor may not know of the centre
   * @throws NotAllowed when the actor neither makes programs for it nor sets its rules
   * @throws SegmentNameTaken
   */
  async addSegment({ centreId, name }: NewSegment, { by }: { by: Actor }): Promise<SegmentView> {
    const centre: Owner = { kind: 'centre', id: centreId };
    if (!MAY_ADD_SEGMENT.some((permission) => by.mayAt(permission, centre))) {
      throw by.mayAt('programs:read', centre) ? new NotAllowed('programs:write') : new NotFound('centre');
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
      const stations = await this.stationsOf(new Set([segment.centreId]));
      if (stations.get(segment.centreId)?.includes(id)) return;
    }
    throw new InvalidRequest([{ pointer: '/segmentId', message: NO_SUCH_SEGMENT }]);
  }

  /** The stations that each of the centres serves today. */
  private async stationsOf(centreIds: ReadonlySet<string>): Promise<Map<string, string[]>> {
    const scopes = [...centreIds].map((id) => ({ kind: 'centre' as const, id }));
    const scoped = await this.scopes.stationsOf(scopes, this.clock.now());
    return new Map(scopes.map(({ id }, index) => [id, scoped[index]?.stationIds ?? []]));
  }
}
