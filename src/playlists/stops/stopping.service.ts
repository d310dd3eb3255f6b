import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type StoppedThing, StopsService } from '../../scheduling/withdrawals/stops.service.js';
import { countChangeAtConcerned } from './stops.queries.js';

/** Stops something, and changes the playlists in the same transaction: whoever pulls after the answer gets nothing of it. */
@Injectable()
export class StoppingService {
  constructor(
    private readonly stops: StopsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Repeating it changes nothing, except that it may last longer.
   * @param asked.until null: until it is lifted
   * @throws NotFound also outside the actor's reach · NotAllowed · InvalidRequest when `until` is past
   */
  async stop(thing: StoppedThing, { by, ...asked }: { because: string; until: Date | null; by: Actor }): Promise<void> {
    await this.stops.requireMayStop(thing, by);
    await this.unitOfWork.run(async (work) => {
      await countChangeAtConcerned(work, thing, work.now);
      await this.stops.stop(work, thing, { ...asked, at: this.clock.now(), by });
    });
  }

  /** What has begun stays away. @throws NotFound also outside the actor's reach · NotAllowed */
  async lift(thing: StoppedThing, { because, by }: { because: string; by: Actor }): Promise<void> {
    await this.stops.requireMayStop(thing, by);
    await this.unitOfWork.run(async (work) => {
      await countChangeAtConcerned(work, thing, work.now);
      await this.stops.lift(work, thing, { at: this.clock.now(), because, by });
    });
  }
}
