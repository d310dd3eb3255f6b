import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBenchService } from '../support/bench-service.js';
import { say, sayResult, sayTable } from '../support/print.js';
import { rounded } from '../support/statistics.js';
import { FEW, type Input, LONG, MORE, REFUSALS } from './inputs.js';
import { Workbench } from './made-input.js';
import { isBelowPeak, isNear, type Trial, tryOut } from './trial.js';

const MAX_SECONDS = 10_800;
const LEAST_NEAR = 0.95;

/** `npm run bench:accuracy [-- --quick]`: many kinds of speech, made ready, and measured by ffmpeg's own meter. */
async function main(): Promise<void> {
  const isQuick = process.argv.includes('--quick');
  const folder = await mkdtemp(join(tmpdir(), 'vang-bench-accuracy-'));
  const service = await startBenchService({ AUDIO_MAX_SECONDS: String(MAX_SECONDS) });
  try {
    const bench = await Workbench.in(folder);
    const rows: string[][] = [['', 'before', 'speech LUFS', 'dBTP', 'lean LUFS', 'dBTP', 'end']];
    const trials: Trial[] = [];
    for (const input of isQuick ? FEW : [...FEW, ...MORE, ...LONG]) {
      const trial = await tryOut(service, await bench.make(input));
      trials.push(trial);
      rows.push([nameOf(input), ...figuresOf(trial)]);
    }
    let refusedRightly = 0;
    for (const refused of REFUSALS) {
      const trial = await tryOut(service, await bench.makeRefused(refused, MAX_SECONDS));
      if (trial.end === refused.because) refusedRightly += 1;
      rows.push([refused.what, ...figuresOf(trial)]);
    }
    sayTable(rows);
    report(trials, refusedRightly);
  } finally {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const nameOf = ({ format, lufs, channels, rate, seconds }: Input) =>
  `${format}, ${lufs} LUFS, ${channels} ch, ${rate / 1_000} kHz, ${seconds} s`;

function figuresOf({ before, heard, end, shortfall }: Trial): string[] {
  const figures = [0, 1].flatMap((index) => [heard[index]?.lufs, heard[index]?.truePeak]);
  const shown = [before, ...figures].map((figure) => figure?.toFixed(1) ?? '–');
  return [...shown, shortfall ? `${end} (${shortfall})` : end];
}

const highestPeak = (trials: readonly Trial[], index: number) =>
  rounded(Math.max(...trials.map(({ heard }) => heard[index]?.truePeak ?? -Infinity)));

function report(trials: readonly Trial[], refusedRightly: number): void {
  const near = trials.filter(isNear).length / trials.length;
  const outcome = {
    inputs: trials.length + REFUSALS.length,
    ready: trials.filter(({ end }) => end === 'ready').length,
    refused_rightly: refusedRightly,
    near: rounded(near, 3),
    off_and_not_flagged: trials.filter((trial) => !isNear(trial) && !trial.shortfall).length,
    highest_peak: highestPeak(trials, 0),
    highest_peak_lean: highestPeak(trials, 1),
  };
  const isMet =
    outcome.ready + refusedRightly === outcome.inputs &&
    near >= LEAST_NEAR &&
    outcome.off_and_not_flagged === 0 &&
    trials.every(isBelowPeak);
  say(isMet ? 'Every aim is met.' : 'An aim is missed.');
  sayResult({ name: 'accuracy', ...outcome });
  if (!isMet) process.exitCode = 1;
}

await main();
