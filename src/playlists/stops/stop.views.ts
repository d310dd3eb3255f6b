import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { localDay } from '../../platform/clock/local-day.js';
import { type Stop, type StoppedThing, StopsService } from '../../scheduling/withdrawals/stops.service.js';
import { StationsService } from '../../stations/stations.service.js';
import { spreadOf } from './stops.queries.js';
import type { StopState, StopView } from './stops.schemas.js';

/** Shows what is stopped, and how many devices know of it. */
@Injectable()
export class StopViews {
  constructor(
    private readonly stops: StopsService,
    private readonly stations: StationsService,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound also outside the actor's reach */
  async of(thing: StoppedThing, actor: Actor): Promise<StopState> {
    await this.stops.requireVisible(thing, actor);
    return this.show(thing);
  }

  /** As `of`, to somebody who may stop it. */
  async show(thing: StoppedThing): Promise<StopState> {
    const now = this.clock.now();
    const stop = await this.stops.lastOf(thing);
    return {
      stop: stop ? await this.present(stop, thing, now) : null,
      ofCentre: thing.kind === 'station' ? await this.ofCentre(thing.id, now) : null,
    };
  }

  private async present(stop: Stop, thing: StoppedThing, now: Date): Promise<StopView> {
    const { id, because, by, at, until, lifted } = stop;
    return {
      id,
      because,
      by,
      at: at.toISOString(),
      until: until?.toISOString() ?? null,
      lifted: lifted && { ...lifted, at: lifted.at.toISOString() },
      inForce: isInForce(stop, now),
      ...(await spreadOf(this.source, thing, { at, since: lifted?.at ?? at })),
    };
  }

  private async ofCentre(stationId: string, now: Date): Promise<StopState['ofCentre']> {
    const { timeZone } = await this.stations.find(stationId);
    const centreId = await this.stations.centreOf(stationId, localDay(now, timeZone));
    const stop = centreId === null ? undefined : await this.stops.lastOf({ kind: 'centre', id: centreId });
    if (centreId === null || !stop || !isInForce(stop, now)) return null;
    const { at, because, until } = stop;
    return { centreId, at: at.toISOString(), because, until: until?.toISOString() ?? null };
  }
}

const isInForce = ({ until, lifted }: Stop, now: Date): boolean => lifted === null && (until === null || until > now);
