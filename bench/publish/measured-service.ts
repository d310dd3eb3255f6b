import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DataSource } from 'typeorm';
import { boot } from '../../src/boot.js';
import { readConfig } from '../../src/platform/config/config.js';
import { environment } from '../../src/platform/config/environment.js';
import { QueueLengths } from '../../src/platform/queue/queue-lengths.js';
import { ScheduleTick } from '../../src/scheduling/planning/schedule.tick.js';
import type { Question } from './service-under-test.js';

const LOOP_RESOLUTION_MS = 10;
const NS_PER_MS = 1_000_000;
const KB_PER_MB = 1_024;

/**
 * The service in a process of its own, with workers and without a timetable of ticks. The process that started it asks
 * for figures that only this one can measure.
 */
async function main(): Promise<void> {
  const printed: string[] = [];
  const config = readConfig(environment());
  const service = await boot({ config, ticks: false, print: (line) => void printed.push(line) });
  const [queues, source] = [service.app.get(QueueLengths, { strict: false }), service.app.get(DataSource)];
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  const answers: Record<Question, () => Promise<number> | number> = {
    'watch-loop': () => Number(loop.enable()),
    'loop-block': () => loop.max / NS_PER_MS,
    tick: () => timeTick(service.app.get(ScheduleTick, { strict: false })),
    unfinished: async () => (await jobsIn(queues)) + (await eventsIn(source)),
    memory: () => process.resourceUsage().maxRSS / KB_PER_MB,
  };
  process.on('message', (question: Question) => {
    void Promise.resolve(answers[question]()).then((answer) => process.send?.({ answer }));
  });
  // It goes with the process that started it, however that one ends.
  process.once('disconnect', () => void service.stop().then(() => process.exit(0)));
  process.send?.({ url: service.url, printed: printed.join('\n') });
}

async function timeTick(planning: ScheduleTick): Promise<number> {
  const began = performance.now();
  await planning.tick();
  return performance.now() - began;
}

const jobsIn = async (queues: QueueLengths) =>
  (await queues.of()).reduce((sum, { waiting, active }) => sum + waiting + active, 0);

async function eventsIn(source: DataSource): Promise<number> {
  const [row] = await source.query<{ count: number }[]>(
    'SELECT count(*) AS count FROM pending_events WHERE attempts = 0',
  );
  return row?.count ?? 0;
}

await main();
