import { atMost, type FfmpegCall, IN_BLOCKS, PROGRESS, REPEATABLE, STANDARD_INPUT } from '../ffmpeg/ffmpeg-call.js';
import { WORKING_RATE } from '../decode/decode-call.js';
import type { Profile } from './profiles.js';

/** Encodes levelled samples from standard input, 32-bit floats of one channel, and passes the rendition to the caller. */
export function encodeCall(profile: Profile, maxSeconds: number): FfmpegCall {
  const form = ['-f', 'f32le', '-ar', String(WORKING_RATE), '-ac', '1'];
  const inputOptions = [...PROGRESS, '-protocol_whitelist', 'pipe', ...form];
  const limits = [...atMost(maxSeconds), '-fs', String(maxBytes(profile, maxSeconds))];
  const options = ['-af', profile.filters.join(','), ...profile.encoder, ...IN_BLOCKS, ...REPEATABLE, ...limits];
  return { inputOptions, source: STANDARD_INPUT, outputs: [{ options, target: null }] };
}

/** Twice what the bit rate requires, and a constant for very short files. */
const maxBytes = ({ bitsPerSecond }: Profile, seconds: number) => Math.ceil((2 * bitsPerSecond * seconds) / 8) + 65_536;
