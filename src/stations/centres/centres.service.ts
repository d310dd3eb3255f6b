import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { needsEverywhere } from '../../identity/needs-everywhere.js';
import type { Permission } from '../../identity/permissions.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { decodeCursor, type SearchQuery, toPage, type WholePage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { requireChanged } from '../../platform/http/revisions/require-seen.js';
import { uuidv7 } from '../../platform/uuid.js';
import { stationsNotServedBy } from '../stations.queries.js';
import { StationsService } from '../stations.service.js';
import { Centre } from './centre.entity.js';
import { centreList } from './centres.queries.js';
import { StationNotServed } from './centres.problems.js';
import type { CentreChanges, NewCentre } from './centres.schemas.js';

/** Media centres. */
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
    if (!actor.mayAtCentre(permission, id)) throw new NotFound('centre');
    return this.find(id);
  }

  /** The centres within the actor's reach, by id. */
  async list({ search, limit, cursor }: SearchQuery, actor: Actor): Promise<WholePage<Centre>> {
    const list = centreList(search, actor.reach('stations:read'));
    const rows = await list.rows(this.source, { after: decodeCursor(cursor), limit: limit + 1 });
    return { ...toPage(rows, limit, ({ id }) => id), total: await list.size(this.source) };
  }

  /**
   * @param from a local day; each station's day of `work.now` when left out, or when it is over there
   * @throws StationNotServed unless the centre serves all of the stations on that day
   */
  async mustServe(work: Work, centreId: string, stationIds: readonly string[], from?: string): Promise<void> {
    const missing = await stationsNotServedBy(work, centreId, stationIds, { at: work.now, from });
    if (missing.length > 0) throw new StationNotServed(missing.map((id) => ({ id })));
  }
}
