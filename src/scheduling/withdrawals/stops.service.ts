import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { NotAllowed } from '../../identity/identity.problems.js';
import { ownerOf } from '../../identity/owner.js';
import type { Permission } from '../../identity/permissions.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { InvalidRequest, NotFound } from '../../platform/http/http.problems.js';
import { uuidv7 } from '../../platform/uuid.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { CentresService } from '../../stations/centres/centres.service.js';
import { StationsService } from '../../stations/stations.service.js';
import { BroadcastsChanged } from '../broadcasts/broadcasts-changed.event.js';
import { StopChanged } from '../broadcasts/stop-changed.event.js';
import { extendStop, insertStop, lastStop, liftStop, silence, type Stop, type StoppedThing } from './stops.queries.js';

export { stationStoppedAt } from '../broadcasts/stopped.js';
export { stationsConcerned, type Stop, type StoppedThing } from './stops.queries.js';

/** The operator of a station may stop it, and whoever decides something about the centre that serves it. */
export const MAY_STOP_STATION = ['schedule:write', 'programs:approve', 'rules:manage'] as const satisfies Permission[];
/** The approvers and the administrators of a centre may stop all of its stations. */
export const MAY_STOP_CENTRE = ['programs:approve', 'rules:manage'] as const satisfies Permission[];

/**
 * Stops a program everywhere, a station, or all stations of a centre. What a stop covers may not air from its first moment
 * (`MAY_AIR`); the planner makes gaps of it, which are filled once the stop is over.
 */
@Injectable()
export class StopsService {
  constructor(
    private readonly source: DataSource,
    private readonly programs: ProgramsService,
    private readonly stations: StationsService,
    private readonly centres: CentresService,
  ) {}

  /**
   * @throws NotFound also outside the actor's reach
   * @throws NotAllowed when the actor may read the program, and does not approve those of its owner
   */
  async requireMayStop({ kind, id }: StoppedThing, by: Actor): Promise<void> {
    if (kind === 'program') {
      const program = await this.programs.findVisible(id, by);
      if (!(await by.mayAt('programs:approve', ownerOf(program)))) throw new NotAllowed('programs:approve');
      return;
    }
    const permissions: readonly Permission[] = kind === 'station' ? MAY_STOP_STATION : MAY_STOP_CENTRE;
    const may = await Promise.all(permissions.map((one) => by.mayAt(one, { kind, id })));
    const permission = permissions[may.indexOf(true)];
    if (!permission) throw new NotFound(kind);
    if (kind === 'station') await this.stations.findVisible(id, by, permission);
    else await this.centres.findVisible(id, by, permission);
  }

  /** @throws NotFound also outside the actor's reach */
  async requireVisible({ kind, id }: StoppedThing, by: Actor): Promise<void> {
    if (kind === 'program') await this.programs.findVisible(id, by);
    else if (kind === 'station') await this.stations.findVisible(id, by, 'schedule:read');
    else await this.centres.findVisible(id, by, 'schedule:read');
  }

  /**
   * Stops a thing from `at` on, what is on the air included. One that is stopped already may be so for longer; nothing else
   * changes. Announces StopChanged, and BroadcastsChanged of what was on the air.
   * @param asked.until null: until it is lifted
   * @throws InvalidRequest when `until` is past
   */
  async stop(
    work: Work,
    thing: StoppedThing,
    { at, by, ...asked }: { because: string; until: Date | null; at: Date; by: Actor },
  ): Promise<void> {
    const { because, until } = asked;
    if (until && until <= at) throw new InvalidRequest([{ pointer: '/until', message: PAST }]);
    const isNew = await insertStop(work, thing, { id: uuidv7(), because, by: by.id, at, until });
    if (!isNew && !(await extendStop(work, thing.id, { at, until }))) return;
    const onAir = isNew ? await silence(work, thing, { at, because }) : [];
    work.record({ by, did: `${thing.kind}.stop`, to: thing, because, details: { until, onAir: onAir.length } });
    if (onAir.length > 0) work.announce(new BroadcastsChanged(onAir));
    work.announce(new StopChanged(thing.kind, thing.id));
  }

  /** Lifts the stop in force; when there is none, nothing changes. Announces StopChanged. */
  async lift(
    work: Work,
    thing: StoppedThing,
    { at, because, by }: { at: Date; because: string; by: Actor },
  ): Promise<void> {
    if (!(await liftStop(work, thing.id, { at, because, by: by.id }))) return;
    work.record({ by, did: `${thing.kind}.lift-stop`, to: thing, because });
    work.announce(new StopChanged(thing.kind, thing.id));
  }

  /** The last stop of a thing, in force or over. */
  lastOf({ id }: StoppedThing): Promise<Stop | undefined> {
    return lastStop(this.source, id);
  }
}

const PAST = { vi: 'đã qua', en: 'is past' };
