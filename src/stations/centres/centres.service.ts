import { Injectable } from '@nestjs/common';
import { And, Any, DataSource, In, IsNull, MoreThan } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { needsEverywhere } from '../../identity/needs-everywhere.js';
import type { Permission } from '../../identity/permissions.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { decodeCursor, type Page, type PageQuery, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { requireChanged } from '../../platform/http/revisions/require-seen.js';
import { uuidv7 } from '../../platform/uuid.js';
import { CentreStation } from '../centre-station.entity.js';
import { stationsNotServedBy } from '../stations.queries.js';
import { StationsService } from '../stations.service.js';
import { Centre } from './centre.entity.js';
import { StationNotServed } from './centres.problems.js';
import type { CentreChanges, EndOfServing, NewCentre, NewServing } from './centres.schemas.js';
import { ServedStationsChanged } from './served-stations-changed.event.js';

/** Media centres, and which stations each of them serves from which day to which. */
@Injectable()
export class CentresService {
  constructor(
    private readonly source: DataSource,
    private readonly stations: StationsService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws NotAllowed, CentreNameTaken, InvalidRequest for an unknown time zone */
  async found({ name, timeZone: zone }: NewCentre, { by }: { by: Actor }): Promise<Centre> {
    needsEverywhere(by, 'stations:manage');
    const timeZone = await this.stations.timeZoneFor(zone);
    return this.unitOfWork.run(async (work) => {
      const centre = work.manager.create(Centre, { id: uuidv7(), name, timeZone, createdAt: work.now });
      await work.manager.insert(Centre, centre);
      work.record({ by, did: 'centre.found', to: { kind: 'centre', id: centre.id }, details: { name } });
      return centre;
    });
  }

  /** @throws NotFound also when the centre is outside the actor's reach · PreconditionFailed, CentreNameTaken */
  async rename(id: string, { name }: CentreChanges, { seen, by }: { seen: SeenRevisions; by: Actor }): Promise<void> {
    await this.findVisible(id, by, 'stations:manage');
    await this.unitOfWork.run(async (work) => {
      requireChanged(await work.manager.update(Centre, { id, revision: In([...seen]) }, { name }));
      work.record({ by, did: 'centre.rename', to: { kind: 'centre', id }, details: { name } });
    });
  }

  /** @throws NotFound */
  async find(id: string): Promise<Centre> {
    const centre = await this.source.manager.findOneBy(Centre, { id });
    if (!centre) throw new NotFound('centre');
    return centre;
  }

  /** @throws NotFound also when the centre is outside the actor's reach */
  async findVisible(id: string, actor: Actor, permission: Permission = 'stations:read'): Promise<Centre> {
    if (!actor.mayAt(permission, { kind: 'centre', id })) throw new NotFound('centre');
    return this.find(id);
  }

  /** The centres within the actor's reach, by id. */
  async list({ limit, cursor }: PageQuery, actor: Actor): Promise<Page<Centre>> {
    const { everywhere, centreIds } = actor.reach('stations:read');
    const after = decodeCursor(cursor);
    const bounds = [...(after ? [MoreThan(after)] : []), ...(everywhere ? [] : [Any([...centreIds])])];
    const rows = await this.source.manager.find(Centre, {
      where: bounds.length > 0 ? { id: And(...bounds) } : {},
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return toPage(rows, limit, ({ id }) => id);
  }

  /** @throws StationNotServed unless the centre serves all of the stations on their local day of `work.now` */
  async mustServe(work: Work, centreId: string, stationIds: readonly string[]): Promise<void> {
    const missing = await stationsNotServedBy(work, centreId, stationIds, work.now);
    if (missing.length > 0) throw new StationNotServed(missing.map((id) => ({ id })));
  }

  /**
   * Lets the centre serve the station from the local day `from`, and announces ServedStationsChanged. The actor must
   * manage both.
   * @throws NotFound, StationAlreadyServed
   */
  async serve(centreId: string, { stationId, from }: NewServing, { by }: { by: Actor }): Promise<CentreStation> {
    await this.mustManage(centreId, stationId, by);
    return this.unitOfWork.run(async (work) => {
      const serving = work.manager.create(CentreStation, { centreId, stationId, servedFrom: from, servedUntil: null });
      await work.manager.insert(CentreStation, serving);
      const to = { kind: 'station', id: stationId };
      work.record({ by, did: 'centre.serve-station', to, details: { centreId, from } });
      work.announce(new ServedStationsChanged([stationId]));
      return serving;
    });
  }

  /**
   * Stops serving the station from the local day `on`, and announces ServedStationsChanged. The actor must manage both.
   * @throws NotFound, StationNotServed, DaysOutOfOrder
   */
  async endServing(
    { centreId, stationId }: { centreId: string; stationId: string },
    { on, because }: EndOfServing,
    { by }: { by: Actor },
  ): Promise<CentreStation> {
    await this.mustManage(centreId, stationId, by);
    return this.unitOfWork.run(async (work) => {
      const lasting = { centreId, stationId, servedUntil: IsNull() };
      const lock = { mode: 'pessimistic_write' } as const;
      const serving = await work.manager.findOne(CentreStation, { where: lasting, lock });
      if (!serving) throw new StationNotServed([{ id: stationId }]);
      await work.manager.update(CentreStation, lasting, { servedUntil: on });
      const to = { kind: 'station', id: stationId };
      work.record({ by, did: 'centre.end-serving-station', to, because, details: { centreId, on } });
      work.announce(new ServedStationsChanged([stationId]));
      serving.servedUntil = on;
      return serving;
    });
  }

  private async mustManage(centreId: string, stationId: string, by: Actor): Promise<void> {
    await this.findVisible(centreId, by, 'stations:manage');
    await this.stations.findVisible(stationId, by, 'stations:manage');
  }
}
