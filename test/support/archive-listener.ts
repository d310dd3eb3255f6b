import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { UnitOfWork, type Work } from '../../src/platform/database/unit-of-work.js';
import { Outbox } from '../../src/platform/events/outbox.js';
import { eventsDelivered } from './events-delivered.js';
import { startService, type TestService } from './service.js';

/** An event for tests. */
export class LetterSent {
  constructor(
    readonly to: string,
    readonly pages: readonly string[] = ['1'],
  ) {}
}

export interface Page {
  to: string;
  page: string;
}

/** A service with a listener that notes, in the transaction of the delivery, each page that it gets. */
export interface Listening {
  service: TestService;
  /** How many pages each call of the listener got. */
  batches: number[];
  announce(...letters: LetterSent[]): Promise<void>;
  delivered(): Promise<string[]>;
  pending(): Promise<{ key: string; attempts: number; data: Page }[]>;
}

/** @param options.also what the listener does besides, last in its transaction */
export async function listen(
  settings: Record<string, string>,
  { also = async () => undefined }: { also?: Handling } = {},
): Promise<Listening> {
  const service = await startService({ at: '2026-11-01T00:00:00Z', settings: { LOG_LEVEL: 'silent', ...settings } });
  const batches: number[] = [];
  await service.sql('CREATE TABLE IF NOT EXISTS archive (page text NOT NULL)');
  service.get(Outbox).subscribe({
    listener: 'archive',
    event: LetterSent,
    items: ({ to, pages }) => pages.map((page) => ({ to, page })),
    key: ({ to }) => to,
    handle: async (work, items) => {
      batches.push(items.length);
      const pages = items.map(({ to, page }) => `${to} ${page}`);
      await work.query('INSERT INTO archive SELECT * FROM unnest($1::text[])', [pages]);
      await also(work, items);
    },
  });
  return {
    service,
    batches,
    announce: (...letters) =>
      service.get(UnitOfWork).run(async (work) => {
        for (const letter of letters) work.announce(letter);
      }),
    delivered: async () => {
      const rows = await service.sql<{ page: string }>('SELECT page FROM archive ORDER BY page');
      return rows.map(({ page }) => page);
    },
    pending: () => service.sql('SELECT key, attempts, data FROM pending_events ORDER BY id'),
  };
}

export type Handling = (work: Work, items: readonly Page[]) => Promise<unknown>;

/** Lets the test deliver by itself: while `use` runs, no worker takes a signal. */
export async function withoutWorkers({ service }: Listening, use: () => Promise<void>): Promise<void> {
  const queue = service.get<Queue>(getQueueToken('events') as never);
  await queue.pause();
  await use();
  await queue.resume();
  await eventsDelivered(service);
}
