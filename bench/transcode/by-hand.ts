import { join } from 'node:path';
import { PROFILE_NAMES, PROFILES, type ProfileName } from '../../src/transcoding/rendition/profiles.js';
import { ffmpegByHand } from '../support/ffmpeg-by-hand.js';

const MONO = 'aformat=channel_layouts=mono';
const TARGET = 'loudnorm=I=-16:TP=-1.5:LRA=11';
const RATES: Record<ProfileName, number> = { speech: 44_100, lean: 48_000 };

/** The usual way, as manuals tell it: `loudnorm` measures, levels in a second pass, then one encode for each rendition. */
export async function byLoudnorm(input: string, folder: string): Promise<void> {
  const lines = await ffmpegByHand(['-i', input, '-af', `${TARGET}:print_format=json`, '-f', 'null', '-']);
  const report = lines.slice(lines.lastIndexOf('{'), lines.lastIndexOf('}') + 1);
  const measured = JSON.parse(report) as Record<string, string>;
  const figures = ['i', 'tp', 'lra', 'thresh'].map((name) => `measured_${name}=${measured[`input_${name}`]}`);
  const second = [TARGET, ...figures, `offset=${measured['target_offset']}`, 'linear=true'].join(':');
  const levelled = join(folder, 'levelled.wav');
  await ffmpegByHand(['-i', input, '-af', second, '-ar', '44100', levelled]);
  for (const name of PROFILE_NAMES) {
    const { encoder } = PROFILES[name];
    await ffmpegByHand(['-i', levelled, '-ac', '1', '-ar', String(RATES[name]), ...encoder, join(folder, name)]);
  }
}

/** The least that can be done: one decode, the same encoders, nothing in between. */
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
