import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchService, startBenchService } from '../support/bench-service.js';
import { Editor, UploadRefused } from '../support/editor.js';
import { say, sayResult } from '../support/print.js';
import { rounded } from '../support/statistics.js';
import { FEW, type Input, LONG, MORE, RECORDED, REFUSALS } from './inputs.js';
import { recorded, Workbench } from './made-input.js';
import { runRandom } from './random/run-random.js';
import { isBelowPeak, isNear, type Trial, trialOf } from './trial.js';

const MAX_SECONDS = 10_800;
const LEAST_NEAR = 0.95;
const SEEDS = 1_000_000;

/** Transcodes one file. */
type TryOut = (path: string) => Promise<Trial>;

/**
 * `npm run bench:accuracy [-- --quick]`: many kinds of speech, transcoded, and measured by ffmpeg's own meter.
 * `-- --random N [--seed S]`: N random inputs, compared with what a plain decode of them yields.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean' }, random: { type: 'string' }, seed: { type: 'string' } },
  });
  const folder = await mkdtemp(join(tmpdir(), 'vang-bench-accuracy-'));
  const service = await startBenchService({ AUDIO_MAX_SECONDS: String(MAX_SECONDS) });
  try {
    const editor = await Editor.of(service.url, service.printed.join('\n'));
    const tryOut = (path: string) => transcoded(service, editor, path);
    const seed = Number(values.seed ?? Math.floor(SEEDS * Math.random()));
    const isMet =
      values.random === undefined
        ? await tryAll(folder, values.quick ? FEW : [...FEW, ...MORE, ...LONG], tryOut)
        : await runRandom({ seed, count: Number(values.random) }, folder, tryOut);
    if (!isMet) process.exitCode = 1;
  } finally {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns whether every aim is met */
async function tryAll(folder: string, inputs: readonly Input[], tryOut: TryOut): Promise<boolean> {
  const bench = await Workbench.in(folder);
  const trials: Trial[] = [];
  const tryIt = async (name: string, path: string) => {
    const trial = await tryOut(path);
    sayRow(name, figuresOf(trial));
    return trial;
  };
  sayRow('', ['before', 'speech LUFS', 'dBTP', 'lean LUFS', 'dBTP', 'end']);
  for (const input of inputs) trials.push(await tryIt(nameOf(input), await bench.make(input)));
  for (const name of RECORDED) trials.push(await tryIt(name, recorded(name)));
  let refusedRightly = 0;
  for (const refused of REFUSALS) {
    const trial = await tryIt(refused.what, await bench.makeRefused(refused, MAX_SECONDS));
    if (trial.end === refused.because) refusedRightly += 1;
  }
  return report(trials, refusedRightly);
}

/** Uploads a file and measures its renditions. */
async function transcoded(service: BenchService, editor: Editor, path: string): Promise<Trial> {
  try {
    const { original } = await editor.upload(await openAsBlob(path));
    return await trialOf(service, original);
  } catch (error) {
    if (!(error instanceof UploadRefused)) throw error;
    return { end: error.code, shortfall: null, before: null, heard: [], renditions: [], findings: [] };
  }
}

/** Printed at once, because the whole run takes long. */
const sayRow = (name: string, cells: readonly string[]) =>
  say([`  ${name.padEnd(50)}`, ...cells.map((cell) => cell.padStart(11))].join('  '));

const nameOf = ({ format, lufs, channels, rate, seconds, oddity }: Input) =>
  `${format}, ${lufs} LUFS, ${channels} ch, ${rate / 1_000} kHz, ${seconds} s${oddity ? `, ${oddity}` : ''}`;

function figuresOf({ before, heard, end, shortfall }: Trial): string[] {
  const figures = [0, 1].flatMap((index) => [heard[index]?.lufs, heard[index]?.truePeak]);
  const shown = [before, ...figures].map((figure) => figure?.toFixed(1) ?? '–');
  return [...shown, shortfall ? `${end} (${shortfall})` : end];
}

const highestPeak = (trials: readonly Trial[], index: number) =>
  rounded(Math.max(...trials.map(({ heard }) => heard[index]?.truePeak ?? -Infinity)));

function report(trials: readonly Trial[], refusedRightly: number): boolean {
  const near = trials.filter(isNear).length / trials.length;
  const outcome = {
    inputs: trials.length + REFUSALS.length,
    ready: trials.filter(({ end }) => end === 'ready').length,
    refused_rightly: refusedRightly,
    near: rounded(near, 3),
    off_and_not_flagged: trials.filter((trial) => !isNear(trial) && !trial.shortfall).length,
    called_too_dynamic: trials.filter(({ shortfall }) => shortfall === 'too-dynamic').length,
    highest_peak: highestPeak(trials, 0),
    highest_peak_lean: highestPeak(trials, 1),
  };
  const isMet =
    outcome.ready + refusedRightly === outcome.inputs &&
    near >= LEAST_NEAR &&
    outcome.off_and_not_flagged === 0 &&
    outcome.called_too_dynamic === 0 &&
    trials.every(isBelowPeak);
  say(isMet ? 'Every aim is met.' : 'An aim is missed.');
  say(`All of it took ${(performance.now() / 60_000).toFixed(1)} minutes.`);
  sayResult({ name: 'accuracy', ...outcome });
  return isMet;
}

await main();
