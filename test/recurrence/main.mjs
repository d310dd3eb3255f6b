import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/**
 * `npm run test:schedule -- --rules 2000 --runs 1000 --seed 7`: as many rules and calendars beside python3-dateutil, and as
 * many runs of each property of the schedule, of fifty clients at one minute a twentieth; the seed repeats a run.
 */
const { values } = parseArgs({
  options: {
    rules: { type: 'string', default: '2000' },
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string' },
  },
});
const seed = values.seed ?? String(Date.now() % 1_000_000);
process.stdout.write(`seed ${seed}\n`);
const { status } = spawnSync(
  'npx',
  [
    'jest',
    'test/recurrence/.*.spec.ts',
    'test/integration/scheduling/.*-property.spec.ts',
    'test/integration/scheduling/fifty-clients.spec.ts',
    'test/integration/scheduling/rules-in-sequence.spec.ts',
    '--testTimeout=7200000',
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, SCHEDULE_RULES: values.rules, SCHEDULE_RUNS: values.runs, SCHEDULE_SEED: seed },
  },
);
process.exit(status ?? 1);
