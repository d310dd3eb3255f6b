import { parseArgs } from 'node:util';
import { runKillRounds } from './rounds.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run test:kills -- --rounds 200 [--seed 7]`: the last line is the result as JSON. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
  const rounds = Number(values.rounds ?? 20);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed))
    throw new Error('--rounds and --seed are whole numbers');
  say(`Seed ${seed}: repeat with --seed ${seed}`);
  const half = { embedded: Math.ceil(rounds / 2), own: Math.floor(rounds / 2) };
  const result = await runKillRounds({ rounds: half, seed, workers: 2, say });
  for (const fault of result.faults) say(`FAULT ${fault}`);
  const { faults, ...numbers } = result;
  say(JSON.stringify({ name: 'kills', seed, ...numbers }));
  if (faults.length > 0) process.exitCode = 1;
}

await main();
