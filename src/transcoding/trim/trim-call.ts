import {
  type FfmpegCall,
  IN_BLOCKS,
  REPEATABLE,
  type Source,
  sourceOptions,
  STANDARD_INPUT,
} from '../ffmpeg/ffmpeg-call.js';
import type { SuggestedTags } from '../probe/audio-description.js';
import type { Bounds } from './trim-bounds.js';

/** How the samples of a trim are passed on, and stored. */
export interface TrimForm {
  /** Between decoding and cutting, in a WAV. */
  samples: 'pcm_s16le' | 'pcm_s32le' | 'pcm_f32le';
  extension: 'flac' | 'wav';
  /** The output options. */
  stored: readonly string[];
}

const flac = (depth: 's16' | 's32'): TrimForm => ({
  samples: `pcm_${depth}le`,
  extension: 'flac',
  stored: ['-c:a', 'flac', '-sample_fmt', depth, '-f', 'flac'],
});
/** FLAC has no floats: what is above full scale would be clipped. */
const FLOATS: TrimForm = { samples: 'pcm_f32le', extension: 'wav', stored: ['-c:a', 'pcm_f32le', '-f', 'wav'] };

/** Codecs with more than 16 bits. Of all others 16 are kept, which is what their encoders got at most. */
const FINE = /^(pcm_s(24|32)|flac|alac|wmalossless)/;

/** The form that loses nothing of a codec. @param codec as ffmpeg names it */
export function trimFormOf(codec: string): TrimForm {
  if (codec.startsWith('pcm_f')) return FLOATS;
  return flac(FINE.test(codec) ? 's32' : 's16');
}

/**
 * Decodes one track to a WAV that is passed to the caller, in the rate and channels that it begins with. It is cut by
 * another call: where the form of the source changes, ffmpeg sets up its filters anew, and they count from 0 again.
 */
export function decodeAllCall(source: Source, { samples }: TrimForm): FfmpegCall {
  // The samples are all that counts. After a change each packet would be reported for its timestamp.
  const quiet = ['-loglevel', 'error'];
  const options = ['-map', `0:a:${source.track ?? 0}`, '-af', 'asetpts=N/SR/TB', '-c:a', samples, '-f', 'wav'];
  return {
    inputOptions: [...quiet, ...sourceOptions(source)],
    source: source.path,
    outputs: [{ options: [...options, ...IN_BLOCKS, ...REPEATABLE], target: null }],
  };
}

/**
 * Reads what `decodeAllCall` writes and stores the part between `bounds` without loss, in the same sample rate and
 * channels, with `tags`.
 * @param maxBytes at which it stops
 */
export function trimCall(
  { samples, stored }: TrimForm,
  { fromSeconds, untilSeconds }: Bounds,
  { target, maxBytes, tags = {} }: { target: string; maxBytes: number; tags?: SuggestedTags },
): FfmpegCall {
  const part = `atrim=start=${fromSeconds}:end=${untilSeconds},asetpts=N/SR/TB`;
  const kept = Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
  const options = ['-af', part, ...stored, ...REPEATABLE, ...kept, '-fs', String(maxBytes)];
  return {
    inputOptions: sourceOptions({ path: STANDARD_INPUT, demuxer: 'wav', codec: samples }),
    source: STANDARD_INPUT,
    outputs: [{ options, target }],
  };
}
