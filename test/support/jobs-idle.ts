import { setTimeout as pause } from 'node:timers/promises';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import type { TestService } from './service.js';

/** Waits until the named queues have no job that waits, is delayed or runs. */
export async function jobsIdle(service: TestService, names: string[], withinMs = 120_000): Promise<void> {
  const queues = names.map((name) => service.get<Queue>(getQueueToken(name) as never));
  const end = Date.now() + withinMs;
  while (Date.now() < end) {
    const counts = await Promise.all(
      queues.map((queue) => queue.getJobCounts('active', 'waiting', 'delayed', 'prioritized')),
    );
    if (counts.every((count) => Object.values(count).every((number) => number === 0))) return;
    await pause(50);
  }
  throw new Error(`jobs are still in ${names.join(', ')} after ${withinMs} ms`);
}
