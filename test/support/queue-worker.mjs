import { Worker } from 'bullmq';
import { chooseQueueBackend } from '../../dist/src/platform/queue/queue-backend.js';

/** A worker in a process of its own: tells its parent which job it begins; `hang` never ends. */
const [place, queue, options] = process.argv.slice(2).map((text) => JSON.parse(text));
const { connection } = chooseQueueBackend(place);

const worker = new Worker(
  queue,
  async (job) => {
    process.send({ began: job.name, data: job.data });
    if (job.name === 'hang') await new Promise(() => undefined);
  },
  { connection, prefix: 'vang', ...options },
);
worker.on('error', () => undefined);
await worker.waitUntilReady();
process.send({ ready: true });
