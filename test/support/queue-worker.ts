import { type Job, Worker } from 'bullmq';
import { chooseQueueBackend } from '../../src/platform/queue/queue-backend.js';
import type { Workplace } from './worker-process.js';

/**
 * A worker in a process of its own, on the service's choice of a backend. It reports to its parent which jobs it begins,
 * holds those named `hold` until it receives `open`, and fails those named `stumble` the first time.
 */
const { place, name, options } = JSON.parse(process.argv[2] ?? '{}') as Workplace;
const backend = chooseQueueBackend(place);

let open: () => void = () => undefined;
const opened = new Promise<void>((resolve) => (open = resolve));

async function work(job: Job): Promise<void> {
  process.send?.({ began: job.data as unknown });
  if (job.name === 'hold') await opened;
  if (job.name === 'stumble' && job.attemptsMade === 0) throw new Error('the first time');
}

const worker = new Worker(name, work, { ...options, connection: backend.connection });
worker.on('error', (error) => process.stderr.write(`${error.message}\n`));

async function stop(): Promise<void> {
  open();
  await worker.close();
  await backend.close();
  // Sent after all reports, so the parent that receives this has received every report.
  process.send?.({ stopped: true }, () => process.disconnect());
}

process.on('message', (order) => void (order === 'stop' ? stop() : open()));
// No worker stays behind when the tests are killed.
process.on('disconnect', () => process.exit());
await worker.waitUntilReady();
process.send?.({ ready: true });
