import { atMost, type FfmpegCall, IN_BLOCKS, type Source, sourceOptions, WITHOUT_TAGS } from '../ffmpeg/ffmpeg-call.js';
import { type Band, heardFilters, MIX_TO_MONO, WORKING_RATE } from './heard-filters.js';

export interface MeasureLimits {
  /** Seconds of audio, after which decoding stops. */
  maxSeconds: number;
  /** Path of the named pipe that receives the samples. */
  samples: string;
}

/**
 * Decodes once, measures loudness with `ebur128`, and writes the samples to a named pipe: 32-bit floats in the rate and
 * with the channels that `tapOf` returns.
 * @param band to measure what will be heard of an original; null for a rendition, which is measured as it is
 */
export function measureCall(source: Source, band: Band | null, { maxSeconds, samples }: MeasureLimits): FfmpegCall {
  const heard = band ? `${heardFilters(source.channels, band).join(',')},` : '';
  const { channels, sampleRate } = tapOf(source);
  const tap = `aresample=${sampleRate},${channels === 1 ? MIX_TO_MONO : 'aformat=channel_layouts=stereo'}`;
  const graph = `[0:a:0]asplit[loud][sound];[loud]${heard}ebur128=framelog=verbose[loudness];[sound]${tap}[tap]`;
  const tapped = ['-map', '[tap]', ...FLOAT_SAMPLES, ...WITHOUT_TAGS, ...atMost(maxSeconds)];
  const loudness = ['-map', '[loudness]', ...WITHOUT_TAGS, ...atMost(maxSeconds), '-f', 'null'];
  return {
    inputOptions: sourceOptions(source),
    source: source.path,
    outputs: [
      { options: ['-filter_complex', graph, ...tapped], target: samples },
      { options: loudness, target: '-' },
    ],
  };
}

/**
 * The form of the samples that are measured here. Two channels are kept apart, to find a dead one. More than two are
 * mixed to one directly, as they will be heard: mixed to two first, they would come out louder.
 */
export const tapOf = ({ channels, madeAt }: Source): { channels: 1 | 2; sampleRate: number } => ({
  channels: channels === 2 ? 2 : 1,
  sampleRate: madeAt ?? WORKING_RATE,
});

const FLOAT_SAMPLES = ['-c:a', 'pcm_f32le', '-f', 'f32le', ...IN_BLOCKS];
