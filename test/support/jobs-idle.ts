import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import type { TestService } from './service.js';
import { until } from './until.js';

/** Waits until the named queues have no job that waits, is delayed or runs. */
export async function jobsIdle(service: TestService, names: string[]): Promise<void> {
  const queues = names.map((name) => service.get<Queue>(getQueueToken(name) as never));
  await until(`${names.join(', ')} are idle`, async () => {
    const counts = await Promise.all(
      queues.map((queue) => queue.getJobCounts('active', 'waiting', 'delayed', 'prioritized')),
    );
    return counts.every((count) => Object.values(count).every((number) => number === 0));
  });
}
