import { join } from 'node:path';
import { PROFILE_NAMES, PROFILES, type ProfileName } from '../../src/transcoding/rendition/profiles.js';
import { ffmpegByHand } from '../support/ffmpeg-by-hand.js';

const MONO = 'aformat=channel_layouts=mono';
const TARGET = 'loudnorm=I=-16:TP=-1.5:LRA=11';

/**
 * The usual way, as manuals describe it: `loudnorm` measures, and applies the measured values in a second pass; then one
 * command for each rendition, one after the other.
 * @returns the path of its MP3
 */
export async function byLoudnorm(input: string, folder: string): Promise<string> {
  const levelled = await inTwoPasses(input, [], join(folder, 'levelled.wav'));
  for (const name of PROFILE_NAMES)
    await ffmpegByHand(['-i', levelled, ...rendition(name, join(folder, `usual-${name}`))]);
  return join(folder, 'usual-speech');
}

/**
 * The same by an expert: one channel above 100 Hz before `loudnorm`, which halves its work, and one process for both
 * encodes, which decodes once.
 */
export async function byLoudnormDoneWell(input: string, folder: string): Promise<void> {
  const levelled = await inTwoPasses(input, [MONO, 'highpass=f=100'], join(folder, 'mono.wav'));
  const outputs = PROFILE_NAMES.flatMap((name) => rendition(name, join(folder, `well-${name}`)));
  await ffmpegByHand(['-i', levelled, ...outputs]);
}

async function inTwoPasses(input: string, before: readonly string[], levelled: string): Promise<string> {
  const first = [...before, `${TARGET}:print_format=json`].join(',');
  const lines = await ffmpegByHand(['-i', input, '-af', first, '-f', 'null', '-']);
  const report = lines.slice(lines.lastIndexOf('{'), lines.lastIndexOf('}') + 1);
  const measured = JSON.parse(report) as Record<string, string>;
  const figures = ['i', 'tp', 'lra', 'thresh'].map((name) => `measured_${name}=${measured[`input_${name}`]}`);
  const target = [TARGET, ...figures, `offset=${measured['target_offset']}`, 'linear=true'].join(':');
  await ffmpegByHand(['-i', input, '-af', [...before, target].join(','), '-ar', '44100', levelled]);
  return levelled;
}

const rendition = (name: ProfileName, target: string) => [
  '-ac',
  '1',
  '-ar',
  String(PROFILES[name].sampleRate),
  ...PROFILES[name].encoder,
  target,
];

/** The lower bound: one process, one decode, the same encoders, nothing in between. */
export async function bare(input: string, folder: string): Promise<void> {
  const split = `[0:a:0]${MONO},asplit=${PROFILE_NAMES.length}${PROFILE_NAMES.map((name) => `[to-${name}]`).join('')}`;
  const branches = PROFILE_NAMES.map((name) => `[to-${name}]aresample=${PROFILES[name].sampleRate}[${name}]`);
  const outputs = PROFILE_NAMES.flatMap((name) => [
    '-map',
    `[${name}]`,
    ...PROFILES[name].encoder,
    join(folder, `bare-${name}`),
  ]);
  await ffmpegByHand(['-i', input, '-filter_complex', [split, ...branches].join(';'), ...outputs]);
}
