import { type Job, type JobState, type JobsOptions, Queue, Worker, type WorkerOptions } from 'bullmq';
import { chooseQueueBackend, type QueueBackend, type QueueLocation } from '../../src/platform/queue/queue-backend.js';
import { until } from './until.js';
import { startWorkerProcess, type WorkerProcess } from './worker-process.js';

/** As the service has it, see queue.module.ts. */
const PREFIX = 'vang';

/** One queue on a backend, and all who work at it, in this process and in others. */
export class Workshop {
  readonly queue: Queue;
  /** Data of the jobs begun in this process, in order. */
  readonly begun: unknown[] = [];
  /** Jobs that should run for a while wait for it; it opens once, at the latest when the workshop closes. */
  readonly gate: Promise<void>;
  openGate: () => void = () => undefined;
  private readonly backend: QueueBackend;
  private readonly workers: Worker[] = [];
  private readonly processes: WorkerProcess[] = [];

  /** Makes BullMQ use the backend of `place` in this whole process, so there is one workshop at a time. */
  constructor(
    private readonly place: QueueLocation,
    private readonly name: string,
  ) {
    this.gate = new Promise((resolve) => (this.openGate = resolve));
    this.backend = chooseQueueBackend(place);
    this.queue = new Queue(name, { connection: this.backend.connection, prefix: PREFIX });
    this.queue.on('error', () => undefined);
  }

  add(data: unknown, options: JobsOptions = {}, name = 'note'): Promise<Job> {
    return this.queue.add(name, data, options);
  }

  /** A worker in this process. `work` is what it does with a job; nothing when left out. */
  async hire(
    work: (job: Job) => Promise<void> = async () => undefined,
    options: Partial<WorkerOptions> = {},
  ): Promise<Worker> {
    const recorded = async (job: Job) => {
      this.begun.push(job.data);
      await work(job);
    };
    const connection = this.backend.connection;
    const worker = new Worker(this.name, recorded, { connection, prefix: PREFIX, ...options });
    worker.on('error', () => undefined);
    this.workers.push(worker);
    await worker.waitUntilReady();
    return worker;
  }

  /** A worker in a process of its own, see queue-worker.ts for what it does with a job. */
  async hireProcess(options: Partial<WorkerOptions> = {}): Promise<WorkerProcess> {
    const worker = await startWorkerProcess({
      place: this.place,
      name: this.name,
      options: { prefix: PREFIX, ...options },
    });
    this.processes.push(worker);
    return worker;
  }

  /** Waits until so many jobs of the queue are in the state. */
  untilThereAre(number: number, state: JobState): Promise<void> {
    return until(`${number} jobs of ${this.name} are ${state}`, async () => {
      const count = await this.queue.getJobCountByTypes(state);
      return count === number;
    });
  }

  async close(): Promise<void> {
    this.openGate();
    await Promise.all(this.workers.map((worker) => worker.close()));
    for (const worker of this.processes) await worker.stop();
    await this.queue.close();
    await this.backend.close();
  }
}
