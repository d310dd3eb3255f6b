import { type FfmpegCall, IN_BLOCKS, REPEATABLE, type Source, sourceOptions } from '../ffmpeg/ffmpeg-call.js';
import { COUNTED_IN_SAMPLES } from './timestamps.js';

/** The rate at which everything is measured and limited, in samples per second. */
export const WORKING_RATE = 44_100;

export interface DecodeLimits {
  /** Path of the named pipe that receives the samples. */
  samples: string;
  /** Seconds of audio, after which decoding stops. */
  maxSeconds: number;
}

const MAX_CHANNELS = 8;

/**
 * Decodes one track of an original to a named pipe: every sample of every channel, at the working rate, whatever the
 * timestamps are. No channel is dropped and none is mixed, unless the channels change midway: then ffmpeg mixes each part
 * to one at the same level.
 */
export function decodeCall(source: Source, limits: DecodeLimits): FfmpegCall {
  const rate = `aresample=${WORKING_RATE}`;
  const filters = [COUNTED_IN_SAMPLES, source.isMixedByDecoder ? `${rate}:${LEVEL_MIX},${MONO}` : rate];
  return {
    // Verbose, so that every change of form is reported; with the original timestamps, so that every gap is.
    inputOptions: ['-loglevel', 'verbose', '-copyts', ...sourceOptions(source)],
    source: source.path,
    outputs: [outputTo(limits, ['-map', `0:a:${source.track ?? 0}`, '-af', filters.join(',')])],
  };
}

/** Decodes a rendition to a named pipe, as a player does. @param sampleRate that players decode it to */
export function playCall(source: Source, sampleRate: number, limits: DecodeLimits): FfmpegCall {
  return {
    inputOptions: sourceOptions(source),
    source: source.path,
    outputs: [outputTo(limits, ['-map', '0:a:0', '-ac', '1', '-ar', String(sampleRate)])],
  };
}

/** Every channel counts the same, and the sum of all stays at the level of one. */
const LEVEL_MIX = 'rematrix_maxval=1:center_mix_level=1:surround_mix_level=1:lfe_mix_level=1';
const MONO = 'aformat=sample_fmts=fltp:channel_layouts=mono';

function outputTo({ samples, maxSeconds }: DecodeLimits, options: readonly string[]) {
  // A limit for the worst case only; whoever reads the samples counts them.
  const maxBytes = Math.ceil((maxSeconds + 60) * WORKING_RATE * MAX_CHANNELS * 4 * 1.1);
  const format = ['-c:a', 'pcm_f32le', '-f', 'wav', ...IN_BLOCKS, ...REPEATABLE, '-fs', String(maxBytes)];
  return { options: [...options, ...format], target: samples };
}
