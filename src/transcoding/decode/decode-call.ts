import { type FfmpegCall, IN_BLOCKS, REPEATABLE, type Source, sourceOptions } from '../ffmpeg/ffmpeg-call.js';
import { IN_PLACES } from './changing-channels.js';
import { COUNTED_IN_SAMPLES } from './timestamps.js';

/** The rate at which everything is measured and limited, in samples per second. */
export const WORKING_RATE = 44_100;

export interface DecodeLimits {
  /** Path of the named pipe that receives the samples. */
  samples: string;
  /** Seconds of audio, after which decoding stops. */
  maxSeconds: number;
}

/** As many places as there are for channels that change. */
const MAX_CHANNELS = 16;

/**
 * Decodes one track of an original to a named pipe: every sample of every channel, at the working rate, whatever the
 * timestamps are. No channel is dropped and none is mixed; channels that change midway are put in the places of
 * `PLACES`.
 */
export function decodeCall(source: Source, limits: DecodeLimits): FfmpegCall {
  const rate = `aresample=${WORKING_RATE}`;
  const filters = [COUNTED_IN_SAMPLES, source.hasChangingChannels ? `${rate},${IN_PLACES}` : rate];
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

function outputTo({ samples, maxSeconds }: DecodeLimits, options: readonly string[]) {
  // A limit for the worst case only; whoever reads the samples counts them.
  const maxBytes = Math.ceil((maxSeconds + 60) * WORKING_RATE * MAX_CHANNELS * 4 * 1.1);
  const format = ['-c:a', 'pcm_f32le', '-f', 'wav', ...IN_BLOCKS, ...REPEATABLE, '-fs', String(maxBytes)];
  return { options: [...options, ...format], target: samples };
}
