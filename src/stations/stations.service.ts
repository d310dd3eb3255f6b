import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import type { Actor } from '../identity/actor.js';
import type { Permission } from '../identity/permissions.js';
import type { Work } from '../platform/database/unit-of-work.js';
import { NotFound } from '../platform/http/problem.js';
import { Station } from './station.entity.js';
import { StationsQueries } from './stations.queries.js';

/** Finds stations: by id, by the centre that serves them on a day, and within somebody's reach. */
@Injectable()
export class StationsService {
  constructor(
    @InjectRepository(Station) private readonly stations: Repository<Station>,
    private readonly queries: StationsQueries,
  ) {}

  /** @throws NotFound */
  async find(id: string): Promise<Station> {
    const station = await this.stations.findOneBy({ id });
    if (!station) throw new NotFound('station');
    return station;
  }

  /** Those of `ids` that exist, ordered by id. */
  findMany(ids: readonly string[]): Promise<Station[]> {
    return this.stations.find({ where: { id: In([...ids]) }, order: { id: 'ASC' } });
  }

  /**
   * The station, if the actor has the permission there.
   * @throws NotFound also when the station is outside the actor's reach
   */
  async findVisible(id: string, actor: Actor, permission: Permission = 'stations:read'): Promise<Station> {
    if (!actor.mayAt(permission, { kind: 'station', id })) throw new NotFound('station');
    return this.find(id);
  }

  /** Stations that the centre serves on the day and that are open then. @param day local day `YYYY-MM-DD` */
  async servedBy(centreId: string, day: string): Promise<Station[]> {
    return this.findMany(await this.queries.servedBy(centreId, day));
  }

  /** Like `servedBy`, ids only: for whole provinces, day by day. @param day local day `YYYY-MM-DD` */
  idsServedBy(centreId: string, day: string, work?: Work): Promise<string[]> {
    return this.queries.servedBy(centreId, day, work);
  }

  /** The centre that serves the station on the day; null when nobody does. @param day local day `YYYY-MM-DD` */
  centreOf(stationId: string, day: string): Promise<string | null> {
    return this.queries.centreOf(stationId, day);
  }

  /** Those of `stationIds` that the centre does not serve at the instant, or that do not exist. */
  notServedBy(centreId: string, stationIds: readonly string[], at: Date): Promise<string[]> {
    return this.queries.notServedBy(centreId, stationIds, at);
  }
}
