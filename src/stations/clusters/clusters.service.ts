import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, MoreThan, type Repository } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { decodeCursor, type Page, type PageQuery, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/problem.js';
import { uuidv7 } from '../../platform/uuid.js';
import { StationsService } from '../stations.service.js';
import { Cluster } from './cluster.entity.js';
import './clusters.problems.js';
import type { ClusterChanges, NewCluster } from './clusters.schemas.js';

/** The loudspeaker clusters of stations, and which of them work. */
@Injectable()
export class ClustersService {
  constructor(
    @InjectRepository(Cluster) private readonly clusters: Repository<Cluster>,
    private readonly stations: StationsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, ClusterNameTaken */
  async add(stationId: string, asked: NewCluster, { by }: { by: Actor }): Promise<Cluster> {
    await this.stations.findVisible(stationId, by, 'stations:manage');
    return this.unitOfWork.run(async (work) => {
      const cluster = this.clusters.create({ ...asked, id: uuidv7(), stationId, removedAt: null });
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

  /** Clusters of the station by id, without those removed. @throws NotFound */
  async list(stationId: string, { limit, cursor }: PageQuery, actor: Actor): Promise<Page<Cluster>> {
    await this.stations.findVisible(stationId, actor);
    const after = decodeCursor(cursor);
    const rows = await this.clusters.find({
      where: { stationId, removedAt: IsNull(), ...(after ? { id: MoreThan(after) } : {}) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return toPage(rows, limit, ({ id }) => id);
  }

  /** @throws NotFound, ClusterNameTaken */
  async change(id: string, changes: ClusterChanges, { by }: { by: Actor }): Promise<Cluster> {
    await this.findManaged(id, by);
    await this.unitOfWork.run(async (work) => {
      await work.manager.update(Cluster, id, changes as Partial<Cluster>);
      work.record({
        by,
        did: 'cluster.change',
        to: { kind: 'cluster', id },
        details: changes,
      });
    });
    return this.findManaged(id, by);
  }

  /** Takes the cluster out of all counts; what was there stays on record. @throws NotFound */
  async remove(id: string, { by }: { by: Actor }): Promise<void> {
    await this.findManaged(id, by);
    await this.unitOfWork.run(async (work) => {
      await work.manager.update(Cluster, id, { removedAt: this.clock.now() });
      work.record({ by, did: 'cluster.remove', to: { kind: 'cluster', id } });
    });
  }

  private async findManaged(id: string, by: Actor): Promise<Cluster> {
    const cluster = await this.clusters.findOneBy({ id, removedAt: IsNull() });
    if (!cluster || !by.mayAt('stations:manage', { kind: 'station', id: cluster.stationId }))
      throw new NotFound('cluster');
    return cluster;
  }
}
