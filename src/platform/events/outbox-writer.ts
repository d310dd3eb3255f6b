import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { DurableEventStore } from '../database/durable-event-store.js';
import type { Sql } from '../database/sql.js';
import { deduplicated } from '../queue/deduplication.js';
import { enqueue } from '../queue/enqueue.js';
import { DELIVER_EVENTS, type DeliverEvents, EVENTS_QUEUE } from './deliver-events.job.js';
import { insertPendingEvents } from './pending-events.queries.js';
import { Subscriptions } from './subscriptions.js';

/** Stores events for their durable listeners, and signals the workers that deliver them. */
@Injectable()
export class OutboxWriter extends DurableEventStore {
  /** Listeners that are being signalled now, and whether another signal was asked for meanwhile. */
  private readonly signalling = new Map<string, { again: boolean }>();

  constructor(
    private readonly subscriptions: Subscriptions,
    @InjectQueue(EVENTS_QUEUE) private readonly queue: Queue<DeliverEvents>,
  ) {
    super();
  }

  async store(sql: Sql, events: readonly object[], at: Date): Promise<readonly string[]> {
    const rows = this.subscriptions.rowsOf(events, at);
    if (rows.length > 0) await insertPendingEvents(sql, rows, at);
    return [...new Set(rows.map(({ listener }) => listener))];
  }

  signal(listeners: readonly string[]): void {
    for (const listener of listeners) {
      const running = this.signalling.get(listener);
      if (running) running.again = true;
      else void this.signalOnce(listener);
    }
  }

  // Many works may commit while one signal is on its way to the queue: a single further one covers them all.
  private async signalOnce(listener: string): Promise<void> {
    const running = { again: true };
    this.signalling.set(listener, running);
    while (running.again) {
      running.again = false;
      await enqueue(this.queue, (queue) => queue.add(DELIVER_EVENTS, { listener }, deduplicated(listener)));
    }
    this.signalling.delete(listener);
  }
}
