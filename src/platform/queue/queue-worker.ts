import { setTimeout as pause } from 'node:timers/promises';
import { Worker, type WorkerOptions } from 'bullmq';
import { logQueueFault } from './register-queue.js';

/** How workers of this process run and end. */
export interface WorkerTimes {
  /** How long a worker holds a job without renewing its lock, in milliseconds. */
  lockMs: number;
  /** How long running jobs may continue at shutdown, in milliseconds; another process takes over what is not finished by then. */
  graceMs: number;
}

/** How long a worker waits after a connection was refused, in milliseconds; BullMQ's own 15 s are long for a restart. */
const RETRY_MS = 1_000;

/** BullMQ's worker with those times. A job whose worker was killed is taken over after `lockMs`, found within half of that again. */
export const queueWorker = ({ lockMs, graceMs }: WorkerTimes) =>
  class extends Worker {
    private ended: Promise<void> | undefined;

    constructor(name: string, processor: ConstructorParameters<typeof Worker>[1], options: WorkerOptions) {
      const locks = { lockDuration: lockMs, stalledInterval: lockMs / 2, runRetryDelay: RETRY_MS };
      super(name, processor, { ...options, ...locks });
      this.on('error', logQueueFault);
    }

    /** BullMQ's own waits without end for jobs, and for commands to a Redis that is away. */
    override close(force = false): Promise<void> {
      this.ended ??= Promise.race([super.close(force), pause(graceMs, undefined, { ref: false })]);
      return this.ended;
    }
  };
