import { say, sayResult } from '../../support/print.js';
import { rounded } from '../../support/statistics.js';
import { RandomFiles } from './random-file.js';
import { nameOf, randomInputs } from './random-input.js';
import { lineOf, RandomTrials, type Transcode } from './random-trial.js';

/** More failures than this are not shrunk: each takes as long as a dozen inputs. */
const MOST_SHRUNK = 5;

export interface RandomRun {
  /** Each input has the number of the one before, plus one. */
  seed: number;
  count: number;
}

/** Tries `count` random inputs, prints each, and the simplest form of what fails. @returns whether none failed */
export async function runRandom({ seed, count }: RandomRun, folder: string, transcode: Transcode): Promise<boolean> {
  const trials = new RandomTrials(folder, await RandomFiles.in(folder), transcode);
  const failed: number[] = [];
  say(`${count} random inputs from --seed ${seed}; --random 1 --seed N repeats one.`);
  for (const input of randomInputs(seed, count)) {
    const differences = await trials.differences(input);
    say(lineOf(input, differences));
    if (differences.length === 0) continue;
    failed.push(input.seed);
    if (failed.length <= MOST_SHRUNK) say(`    simplest that fails: ${nameOf(await trials.shrink(input))}`);
  }
  say(failed.length === 0 ? 'Every rendition is what a plain decode yields.' : `Failed: ${failed.join(', ')}`);
  say(`All of it took ${(performance.now() / 60_000).toFixed(1)} minutes.`);
  sayResult({
    name: 'accuracy-random',
    inputs: count,
    seed,
    failed: failed.length,
    right: rounded(1 - failed.length / count, 3),
  });
  return failed.length === 0;
}
