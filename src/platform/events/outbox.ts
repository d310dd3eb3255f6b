import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { outageOf } from '../database/outage.js';
import type { WhenLocked } from '../database/row-locks.js';
import { UnitOfWork, type Work } from '../database/unit-of-work.js';
import { OutboxWriter } from './outbox-writer.js';
import {
  deleteForgotten,
  failedBefore,
  listenersWithDueEvents,
  postpone,
  type TakenEvent,
  takeOne,
  takeUntried,
  type PendingEventsFilter,
} from './pending-events.queries.js';
import type { AnySubscription, Storable, Subscription } from './subscription.js';
import { Subscriptions } from './subscriptions.js';

/** For how long events without a listener are kept: long enough for a deployment in which two versions run side by side. */
const KEEP_FORGOTTEN_MS = 7 * 86_400_000;

/**
 * Delivers events to durable listeners. `OutboxWriter` stores them in the transaction that announces them; they are
 * delivered at least once, and removed in the transaction in which the listener handles them.
 */
@Injectable()
export class Outbox {
  private readonly logger = new Logger('outbox');

  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly writer: OutboxWriter,
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Registers a durable listener; called in `onModuleInit`, in every role of the service. */
  subscribe<Event extends object, Item extends Storable<Item>>(subscription: Subscription<Event, Item>): void {
    this.subscriptions.add(subscription);
  }

  /** Delivers all that is due to a listener and that no other process is delivering. */
  async deliver(listener: string): Promise<void> {
    for (const subscription of this.subscriptions.of(listener)) {
      await this.deliverUntried(subscription, {}, 'skip');
      await this.deliverFailed(subscription, {}, 'skip');
    }
  }

  /**
   * Delivers what was announced to a listener about these keys before the call, even what failed before or is being
   * delivered elsewhere, so that a reader sees its effect. Costs nothing for the events of other keys.
   */
  async deliverNow(listener: string, { keys }: { keys: readonly string[] }): Promise<void> {
    for (const subscription of this.subscriptions.of(listener)) {
      await this.deliverUntried(subscription, { keys }, 'wait');
      await this.deliverFailed(subscription, { keys }, 'wait');
    }
  }

  /** Signals every listener that has due events, e.g. because the queue was lost or an attempt failed. */
  async signalWaiting(): Promise<void> {
    const listeners = [...new Set(this.subscriptions.names().map(({ listener }) => listener))];
    this.writer.signal(await listenersWithDueEvents(this.source, listeners, this.clock.now()));
  }

  /** Removes events whose listener this version does not have, a week after they were announced. */
  async removeForgotten(): Promise<void> {
    const removed = await this.unitOfWork.run((work) =>
      deleteForgotten(work, this.subscriptions.names(), new Date(work.now.getTime() - KEEP_FORGOTTEN_MS)),
    );
    for (const one of removed) this.logger.warn({ ...one, msg: 'removed events that no listener subscribes to' });
  }

  private async deliverUntried(subscription: AnySubscription, which: Keys, whenLocked: WhenLocked): Promise<void> {
    const waiting = { ...nameOf(subscription), ...which };
    while ((await this.attempt(subscription, (work) => takeUntried(work, waiting, whenLocked))) > 0);
  }

  private async deliverFailed(subscription: AnySubscription, which: Keys, whenLocked: WhenLocked): Promise<void> {
    const waiting = { ...nameOf(subscription), ...which };
    const dueBy = whenLocked === 'skip' ? this.clock.now() : null;
    for (const id of await failedBefore(this.source, waiting, dueBy)) {
      await this.attempt(subscription, (work) => takeOne(work, id, whenLocked));
    }
  }

  /** Takes and handles events in one transaction; when the listener throws, they stay, and each is tried alone next. */
  private async attempt(subscription: AnySubscription, take: (work: Work) => Promise<TakenEvent[]>): Promise<number> {
    let taken: TakenEvent[] = [];
    try {
      await this.unitOfWork.run(async (work) => {
        taken = await take(work);
        const items = taken.map(({ data }) => data);
        if (items.length > 0) await subscription.handle(work, items);
      });
    } catch (err) {
      if (taken.length === 0 || outageOf(err)) throw err;
      await this.postpone(subscription, taken, err);
    }
    return taken.length;
  }

  private async postpone(subscription: AnySubscription, taken: readonly TakenEvent[], err: unknown): Promise<void> {
    const ids = taken.map(({ id }) => id);
    this.logger.warn({
      err,
      ...nameOf(subscription),
      ids: ids.slice(0, 10),
      count: ids.length,
      msg: 'delivery failed',
    });
    const error = String(err).slice(0, 1_000);
    const minutes = ids.length > 1 ? 0 : 1;
    await this.unitOfWork.run((work) => postpone(work, { ids, error, minutes, at: work.now }));
  }
}

type Keys = Pick<PendingEventsFilter, 'keys'>;

const nameOf = ({ listener, event }: AnySubscription) => ({ listener, event: event.name });
