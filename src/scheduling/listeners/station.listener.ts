import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { StopChanged } from '../broadcasts/stop-changed.event.js';
import { ReplanningService } from '../planning/replanning.service.js';
import { StationsToPlan } from './stations-to-plan.event.js';

/**
 * Replans the entries of many stations that changed at once, and of what was stopped, one change after the other: each
 * reads how things are after the last one. The next start makes up for lost events.
 */
@Injectable()
export class StationListener implements BeforeApplicationShutdown {
  private readonly logger = new Logger('planning');
  private last: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(private readonly replanning: ReplanningService) {}

  @OnEvent(StationsToPlan.name)
  stationsToPlan({ stationIds }: StationsToPlan): Promise<void> {
    return this.inTurn(() => this.replanning.planAt(stationIds));
  }

  @OnEvent(StopChanged.name)
  stopChanged({ kind, id }: StopChanged): Promise<void> {
    return this.inTurn(() => {
      if (kind === 'program') return this.replanning.planProgram(id);
      if (kind === 'centre') return this.replanning.planCentre(id);
      return this.replanning.planAt([id]);
    });
  }

  /** The change in hand is finished while there is a database; the others are left to the next start. */
  beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    return this.last;
  }

  private inTurn(replan: () => Promise<void>): Promise<void> {
    this.last = this.last
      .then(() => (this.isStopping ? undefined : replan()))
      .catch((error: unknown) =>
        this.logger.error({ err: error, msg: 'could not replan after a change of stations; the next start will' }),
      );
    return this.last;
  }
}
