import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBenchService } from '../support/bench-service.js';
import { cpuSeconds } from '../support/cpu-seconds.js';
import { Editor } from '../support/editor.js';
import { ffmpegInUse, type Heard, listenByHand } from '../support/ffmpeg-by-hand.js';
import { say, sayResult, sayTable } from '../support/print.js';
import { median, rounded } from '../support/statistics.js';
import { bare, byLoudnorm, byLoudnormDoneWell } from './by-hand.js';
import { NOTICE_SECONDS, timeNotice } from './notice.js';
import { OurWay } from './our-way.js';
import { makeSpeech } from './speech.js';

const TARGET_LUFS = -16;
const QUICK = { seconds: 90, rounds: 2 };
const FULL = { seconds: 600, rounds: 3 };

interface Way {
  name: string;
  run: () => Promise<unknown>;
  seconds: number[];
  cpu: number[];
}

/** `npm run bench:transcode [-- --quick]`: the service and ffmpeg by hand in turn, on the same speech. */
async function main(): Promise<void> {
  const isQuick = process.argv.includes('--quick');
  const { seconds, rounds } = isQuick ? QUICK : FULL;
  const folder = await mkdtemp(join(tmpdir(), 'vang-bench-speech-'));
  await sayWhere();
  // By hand, ffmpeg runs with normal priority. The service does the same here, so that load does not bias the comparison.
  const service = await startBenchService({ FFMPEG_PATH: process.env['FFMPEG_PATH'] ?? '', TRANSCODE_NICENESS: '0' });
  try {
    const input = await makeSpeech(folder, seconds);
    const editor = await Editor.of(service.url, service.printed.join('\n'));
    const ours = await OurWay.with(service, editor, input);
    let byHand = '';
    const notices: number[] = [];
    const ways = [
      way('(a) this service, from the queue to ready', () => ours.makeReady()),
      way('(b) loudnorm in two passes, then each encode', async () => (byHand = await byLoudnorm(input, folder))),
      way('(c) one ffmpeg process: one decode, the same encodes', () => bare(input, folder)),
    ];
    // Too slow for the quick run.
    if (!isQuick)
      ways.push(way('(d) as (b), mixed down first, both encodes at once', () => byLoudnormDoneWell(input, folder)));
    say(`${seconds} s of speech (stereo MP3), ${rounds} rounds, taking turns`);
    for (let round = 0; round < rounds; round += 1) {
      await ours.forget();
      for (const each of ways) await time(each);
      notices.push(await timeNotice(service, editor, input, folder, round));
    }
    report(ways, notices, await listenByHand(await ours.speech()), await listenByHand(byHand, 'mp3'));
  } finally {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function sayWhere(): Promise<void> {
  const { path, version } = await ffmpegInUse();
  const load = loadavg()[0]?.toFixed(2);
  say(`ffmpeg ${version} (${path}), ${availableParallelism()} cores, load average ${load} before it begins`);
}

const way = (name: string, run: () => Promise<unknown>): Way => ({ name, run, seconds: [], cpu: [] });

async function time({ run, seconds, cpu }: Way): Promise<void> {
  const [start, cpuStart] = [performance.now(), await cpuSeconds()];
  await run();
  seconds.push((performance.now() - start) / 1_000);
  cpu.push((await cpuSeconds()) - cpuStart);
}

function report(ways: readonly Way[], notices: readonly number[], heard: Heard, byHand: Heard): void {
  const row = ({ name, seconds, cpu }: Way) => [
    name,
    median(seconds).toFixed(2),
    `${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)}`,
    median(cpu).toFixed(2),
  ];
  sayTable([['', 'median s', 'min–max', 'CPU s'], ...ways.map(row)]);
  say(`The MP3 of (a), decoded: ${figuresOf(heard)}; of (b): ${figuresOf(byHand)}; aim: ${TARGET_LUFS} LUFS`);
  say(
    `A notice of ${NOTICE_SECONDS} s, from its upload to ready: ${notices.map((seconds) => seconds.toFixed(2)).join(', ')} s`,
  );
  say(`All of it took ${(performance.now() / 1_000).toFixed(0)} s.`);
  const [a = NaN, b = NaN, c = NaN, d] = ways.map(({ seconds }) => median(seconds));
  sayResult({
    name: 'transcode',
    vs_loudnorm: rounded(a / b),
    vs_bare: rounded(a / c),
    ...(d ? { vs_loudnorm_done_well: rounded(a / d) } : {}),
    notice_s: rounded(median(notices)),
    lufs_error: rounded(heard.lufs - TARGET_LUFS),
    true_peak: rounded(heard.truePeak),
  });
}

const figuresOf = ({ lufs, truePeak }: Heard) => `${lufs.toFixed(1)} LUFS, ${truePeak.toFixed(1)} dBTP`;

await main();
