import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Queue } from 'bullmq';

/** How long a queue is, by state of its jobs. */
export interface QueueLength {
  name: string;
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
  /** When the job that waits longest was added; null when none waits. */
  oldestWaitingAt: Date | null;
}

/** The queues of the service, whatever they are stored in. */
@Injectable()
export class QueueLengths {
  constructor(private readonly discovery: DiscoveryService) {}

  /** Of all queues, by name. */
  of(): Promise<QueueLength[]> {
    return Promise.all(this.queues().map(lengthOf));
  }

  /** Resolves when the store of the queues answers. */
  async ping(): Promise<void> {
    await this.queues()[0]?.getJobCounts('active');
  }

  private queues(): Queue[] {
    const found = this.discovery
      .getProviders()
      .flatMap(({ instance }) => (instance instanceof Queue ? [instance] : []));
    const byName = new Map(found.map((queue: Queue) => [queue.name, queue]));
    return [...byName.values()].sort((one, other) => one.name.localeCompare(other.name));
  }
}

// No job here has a priority of its own, so all that can be taken are in one list.
async function lengthOf(queue: Queue): Promise<QueueLength> {
  const {
    waiting = 0,
    active = 0,
    delayed = 0,
    failed = 0,
  } = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
  return { name: queue.name, waiting, active, delayed, failed, oldestWaitingAt: await oldestOf(queue, waiting) };
}

/** Newest first, the last one is the oldest: the other order does not mean the same in both stores. */
async function oldestOf(queue: Queue, waiting: number): Promise<Date | null> {
  if (waiting === 0) return null;
  const [oldest] = await queue.getJobs('waiting', waiting - 1, waiting - 1, false);
  return oldest ? new Date(oldest.timestamp) : null;
}
