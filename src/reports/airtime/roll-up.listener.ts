import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { Outbox } from '../../platform/events/outbox.js';
import { OutcomesDecided } from '../../playback/outcomes/outcomes-decided.event.js';
import { BroadcastsChanged } from '../../scheduling/broadcasts/broadcasts-changed.event.js';
import { DaysMarked } from './days-marked.event.js';
import { AIRTIME_LISTENER, RollUpService } from './roll-up.service.js';

/** Marks the days whose airtime is no longer what was rolled up. */
@Injectable()
export class RollUpListener implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly rollUp: RollUpService,
  ) {}

  onModuleInit(): void {
    this.outbox.subscribe({
      listener: AIRTIME_LISTENER,
      event: OutcomesDecided,
      items: ({ stationId, day }) => [{ stationId, day }],
      key: ({ stationId }) => stationId,
      handle: (work, days) => this.rollUp.outcomesDecided(work, days),
    });
    this.outbox.subscribe({
      listener: AIRTIME_LISTENER,
      event: BroadcastsChanged,
      items: ({ begunAt }, at) => begunAt.map((stationId) => ({ stationId, from: firstOpenDay(at) })),
      key: ({ stationId }) => stationId,
      handle: (work, changes) => this.rollUp.plansChanged(work, changes),
    });
  }

  @OnEvent(DaysMarked.name)
  daysMarked(): Promise<void> {
    return this.rollUp.enqueue();
  }
}

/** Days before it are over in every time zone, so their plan does not change. */
const firstOpenDay = (at: Date): string => addDays(localDay(at, 'UTC'), -1);
