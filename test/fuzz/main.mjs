import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** `npm run test:fuzz -- --requests 10000 --seed 7`: fuzz.spec.ts with that many requests; the seed repeats a run. */
const { values } = parseArgs({ options: { requests: { type: 'string', default: '10000' }, seed: { type: 'string' } } });
const seed = values.seed ?? String(Date.now() % 1_000_000);
process.stdout.write(`seed ${seed}\n`);
const { status } = spawnSync('npx', ['jest', 'test/fuzz/fuzz.spec.ts'], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_REQUESTS: values.requests, FUZZ_SEED: seed },
});
process.exit(status ?? 1);
