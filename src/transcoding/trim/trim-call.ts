import { type FfmpegCall, REPEATABLE, type Source, sourceOptions } from '../ffmpeg/ffmpeg-call.js';
import type { SuggestedTags } from '../probe/audio-description.js';
import type { Bounds } from './trim-bounds.js';

/** Codecs with more than 16 bits. Of all others 16 are kept, which is what their encoders got at most. */
const FINE = /^(pcm_[sf](24|32|64)|flac|alac|wmalossless)/;

/**
 * Decodes once and writes the part between `bounds` as FLAC: without loss, in the same sample rate and channels. Title,
 * artist, album and date are kept, the other tags are not.
 * @param maxBytes at which it stops
 */
export function trimCall(
  { tags = {}, ...source }: Source & { tags?: SuggestedTags },
  { fromSeconds, untilSeconds }: Bounds,
  { target, maxBytes }: { target: string; maxBytes: number },
): FfmpegCall {
  // Times count from the first sample, as those of silences do: some formats begin at another time than 0.
  const part = `asetpts=N/SR/TB,atrim=start=${fromSeconds}:end=${untilSeconds},asetpts=N/SR/TB`;
  const form = `aformat=sample_fmts=${FINE.test(source.codec) ? 's32' : 's16'}`;
  const kept = Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
  const format = ['-c:a', 'flac', '-f', 'flac', ...REPEATABLE, ...kept, '-fs', String(maxBytes)];
  return {
    inputOptions: sourceOptions(source),
    source: source.path,
    outputs: [{ options: ['-map', `0:a:${source.track ?? 0}`, '-af', `${part},${form}`, ...format], target }],
  };
}
