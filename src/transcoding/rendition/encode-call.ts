import { atMost, type FfmpegCall, IN_BLOCKS, PROGRESS, REPEATABLE } from '../ffmpeg/ffmpeg-call.js';
import { WORKING_RATE } from '../loudness/heard-filters.js';
import type { Profile } from './profiles.js';

/** Encodes the samples that `levelCall` writes to a named pipe, and passes the rendition to the caller. */
export function encodeCall(profile: Profile, samples: string, maxSeconds: number): FfmpegCall {
  const form = ['-f', 's16le', '-ar', String(WORKING_RATE), '-ac', '1'];
  const inputOptions = [...PROGRESS, '-protocol_whitelist', 'file', ...form];
  const options = ['-af', profile.filters.join(','), ...encodingOptions(profile, maxSeconds)];
  return { inputOptions, source: samples, outputs: [{ options, target: null }] };
}

/** Options of an output that is encoded by a profile; its length and its size are limited. */
export const encodingOptions = (profile: Profile, maxSeconds: number): string[] => [
  ...profile.encoder,
  ...IN_BLOCKS,
  ...REPEATABLE,
  ...atMost(maxSeconds),
  '-fs',
  String(maxBytes(profile, maxSeconds)),
];

/** Twice what the bit rate requires, and a constant for very short files. */
const maxBytes = ({ bitsPerSecond }: Profile, seconds: number) => Math.ceil((2 * bitsPerSecond * seconds) / 8) + 65_536;
