import { Worker } from 'bullmq';
import { chooseQueueBackend } from '../../dist/src/platform/queue/queue-backend.js';

/**
 * A worker in a process of its own, on the built service's choice of a backend. It tells its parent which jobs it begins,
 * keeps those named `hold` in hand until it hears `open`, and fails those named `stumble` the first time.
 */
const { place, name, options } = JSON.parse(process.argv[2] ?? '{}');
const backend = chooseQueueBackend(place);

let open;
const opened = new Promise((resolve) => (open = resolve));

async function work(job) {
  process.send({ began: job.data });
  if (job.name === 'hold') await opened;
  if (job.name === 'stumble' && job.attemptsMade === 0) throw new Error('the first time');
}

const worker = new Worker(name, work, { connection: backend.connection, ...options });
worker.on('error', (error) => process.stderr.write(`${error.message}\n`));

async function stop() {
  open();
  await worker.close();
  await backend.close();
  // In order behind all it told before, so who hears this has heard everything.
  process.send({ stopped: true }, () => process.disconnect());
}

process.on('message', (order) => (order === 'stop' ? stop() : open()));
// Nobody is left behind when the tests are killed.
process.on('disconnect', () => process.exit());
await worker.waitUntilReady();
process.send({ ready: true });
