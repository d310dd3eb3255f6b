import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Queue } from 'bullmq';

/** Long enough for a busy queue, short enough for a person who waits for an answer. */
const TIMEOUT_MS = 3_000;

const logger = new Logger('queue');
/** Queues with a call that timed out and has not returned yet. They are skipped, so that a loop does not time out again and again. */
const unresponsive = new WeakSet<object>();

/**
 * Adds a job that is only a signal: the row holds the work, and a sweep enqueues rows left waiting.
 * Never throws and returns after 3 s at the latest, so that a request is answered also while the queue is unavailable.
 */
export async function enqueue<Target extends Pick<Queue, 'name'>>(
  queue: Target,
  add: (queue: Target) => Promise<unknown>,
): Promise<void> {
  if (unresponsive.has(queue)) return;
  const warn = (cause: object) =>
    logger.warn({
      queue: queue.name,
      ...cause,
      msg: 'could not enqueue: the work waits in the database until the queues answer',
    });
  const settled = add(queue).then(
    () => true,
    (err: unknown) => {
      warn({ err });
      return true;
    },
  );
  const ended = new AbortController();
  const timeout = pause(TIMEOUT_MS, false, { signal: ended.signal }).catch(() => true);
  if (await Promise.race([settled, timeout])) return ended.abort();
  unresponsive.add(queue);
  void settled.then(() => unresponsive.delete(queue));
  warn({ afterMs: TIMEOUT_MS });
}
