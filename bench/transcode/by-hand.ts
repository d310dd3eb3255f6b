import { join } from 'node:path';
import { PROFILE_NAMES, PROFILES, type ProfileName } from '../../src/transcoding/rendition/profiles.js';
import { ffmpegByHand } from '../support/ffmpeg-by-hand.js';

const MONO = 'aformat=channel_layouts=mono';
const HEARD = `${MONO},highpass=f=100`;
const TARGET = 'loudnorm=I=-16:TP=-1.5:LRA=11';
const RATES: Record<ProfileName, number> = { speech: 44_100, lean: 48_000 };

/**
 * The usual way, as manuals tell it and as somebody who knows ffmpeg does it for a horn: one channel above 100 Hz,
 * which `loudnorm` measures and levels in a second pass, by what it measured; then one process for both encodes, which
 * is quicker than one after the other, and than `loudnorm` with both encoders behind it.
 * @returns the path of its MP3
 */
export async function byLoudnorm(input: string, folder: string): Promise<string> {
  const first = `${HEARD},${TARGET}:print_format=json`;
  const lines = await ffmpegByHand(['-i', input, '-af', first, '-f', 'null', '-']);
  const report = lines.slice(lines.lastIndexOf('{'), lines.lastIndexOf('}') + 1);
  const measured = JSON.parse(report) as Record<string, string>;
  const figures = ['i', 'tp', 'lra', 'thresh'].map((name) => `measured_${name}=${measured[`input_${name}`]}`);
  const second = [`${HEARD},${TARGET}`, ...figures, `offset=${measured['target_offset']}`, 'linear=true'].join(':');
  const levelled = join(folder, 'levelled.wav');
  await ffmpegByHand(['-i', input, '-af', second, '-ar', '44100', levelled]);
  const outputs = PROFILE_NAMES.flatMap((name) => [
    '-ar',
    String(RATES[name]),
    ...PROFILES[name].encoder,
    join(folder, `levelled-${name}`),
  ]);
  await ffmpegByHand(['-i', levelled, ...outputs]);
  return join(folder, 'levelled-speech');
}

/** The least that can be done: one process, one decode, the same encoders, nothing in between. */
export async function bare(input: string, folder: string): Promise<void> {
  const split = `[0:a:0]${MONO},asplit=${PROFILE_NAMES.length}${PROFILE_NAMES.map((name) => `[to-${name}]`).join('')}`;
  const branches = PROFILE_NAMES.map((name) => `[to-${name}]aresample=${RATES[name]}[${name}]`);
  const outputs = PROFILE_NAMES.flatMap((name) => [
    '-map',
    `[${name}]`,
    ...PROFILES[name].encoder,
    join(folder, `bare-${name}`),
  ]);
  await ffmpegByHand(['-i', input, '-filter_complex', [split, ...branches].join(';'), ...outputs]);
}
