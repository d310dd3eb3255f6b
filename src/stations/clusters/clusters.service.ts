import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, MoreThan } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import type { Permission } from '../../identity/permissions.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { decodeCursor, type Page, type PageQuery, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { requireChanged } from '../../platform/http/revisions/require-seen.js';
import { uuidv7 } from '../../platform/uuid.js';
import { StationsService } from '../stations.service.js';
import { Cluster } from './cluster.entity.js';
import './clusters.problems.js';
import type { ClusterChanges, NewCluster } from './clusters.schemas.js';

/** The loudspeaker clusters of stations, and whether each of them works. */
@Injectable()
export class ClustersService {
  constructor(
    private readonly source: DataSource,
    private readonly stations: StationsService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws NotFound, ClusterNameTaken */
  async add(stationId: string, asked: NewCluster, { by }: { by: Actor }): Promise<Cluster> {
    await this.stations.findVisible(stationId, by, 'stations:manage');
    return this.unitOfWork.run(async (work) => {
      const cluster = work.manager.create(Cluster, { ...asked, id: uuidv7(), stationId, removedAt: null });
      await work.manager.insert(Cluster, cluster);
      work.record({
        by,
        did: 'cluster.add',
        to: { kind: 'cluster', id: cluster.id },
        details: { stationId, ...asked },
      });
      return cluster;
    });
  }

  /** Clusters of the station that were not removed, by id. @throws NotFound */
  async list(stationId: string, { limit, cursor }: PageQuery, actor: Actor): Promise<Page<Cluster>> {
    await this.stations.findVisible(stationId, actor);
    const after = decodeCursor(cursor);
    const rows = await this.source.manager.find(Cluster, {
      where: { stationId, removedAt: IsNull(), ...(after ? { id: MoreThan(after) } : {}) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return toPage(rows, limit, ({ id }) => id);
  }

  /** @throws NotFound, PreconditionFailed, ClusterNameTaken */
  async change(id: string, changes: ClusterChanges, { seen, by }: { seen: SeenRevisions; by: Actor }): Promise<void> {
    await this.findVisible(id, by, 'stations:manage');
    await this.unitOfWork.run(async (work) => {
      const as = { id, revision: In([...seen]) };
      requireChanged(await work.manager.update(Cluster, as, changes as Partial<Cluster>));
      work.record({ by, did: 'cluster.change', to: { kind: 'cluster', id }, details: changes });
    });
  }

  /** Leaves the cluster out of all lists and counts; its row is kept. @throws NotFound */
  async delete(id: string, { by }: { by: Actor }): Promise<void> {
    await this.findVisible(id, by, 'stations:manage');
    await this.unitOfWork.run(async (work) => {
      await work.manager.update(Cluster, id, { removedAt: work.now });
      work.record({ by, did: 'cluster.delete', to: { kind: 'cluster', id } });
    });
  }

  /** @throws NotFound also when it was removed, or its station is outside the actor's reach */
  async findVisible(id: string, actor: Actor, permission: Permission = 'stations:read'): Promise<Cluster> {
    const cluster = await this.source.manager.findOneBy(Cluster, { id, removedAt: IsNull() });
    const owner = cluster && ({ kind: 'station', id: cluster.stationId } as const);
    if (!owner || !(await actor.mayAt(permission, owner))) throw new NotFound('cluster');
    return cluster;
  }
}
