import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Queue } from 'bullmq';

/** Long enough for a busy queue, short enough for somebody who waits for an answer. */
const PATIENCE_MS = 3_000;

const logger = new Logger('queue');
/** Queues that have not answered in time and are still silent. Without them a loop of rings would wait for each. */
const silent = new WeakSet<object>();

/**
 * Adds a job that only rings for work whose row is the truth. It never throws and soon returns: when the queue is away,
 * whoever asked is answered all the same, and the sweep rings for the row that waits.
 */
export async function ring<Doorbell extends Pick<Queue, 'name'>>(
  queue: Doorbell,
  add: (queue: Doorbell) => Promise<unknown>,
): Promise<void> {
  if (silent.has(queue)) return;
  const told = (more: object) => logger.warn({ queue: queue.name, ...more, msg: 'could not ring; the sweep will' });
  const rung = add(queue).then(
    () => true,
    (err: unknown) => {
      told({ err });
      return true;
    },
  );
  const ended = new AbortController();
  const tooLong = pause(PATIENCE_MS, false, { signal: ended.signal }).catch(() => true);
  if (await Promise.race([rung, tooLong])) return ended.abort();
  silent.add(queue);
  void rung.then(() => silent.delete(queue));
  told({ afterMs: PATIENCE_MS });
}
