import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { OutcomesDecided } from '../../playback/outcomes/outcomes-decided.event.js';
import { BroadcastsChanged } from '../../scheduling/broadcasts/broadcasts-changed.event.js';
import { RollUpService } from './roll-up.service.js';

/** Hears of what makes days dirty. */
@Injectable()
export class RollUpListener {
  private readonly logger = new Logger('airtime');

  constructor(private readonly rollUp: RollUpService) {}

  @OnEvent(BroadcastsChanged.name)
  planChanged({ stationIds }: BroadcastsChanged): Promise<void> {
    return this.safely(this.rollUp.planChanged(stationIds));
  }

  // The day was marked in the transaction that decided.
  @OnEvent(OutcomesDecided.name)
  outcomesDecided(): Promise<void> {
    return this.safely(this.rollUp.enqueue());
  }

  private async safely(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.logger.warn({ err: error, msg: 'could not enqueue the airtime roll-up; the next tick will' });
    }
  }
}
