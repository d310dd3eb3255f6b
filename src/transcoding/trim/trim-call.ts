import { type FfmpegCall, opening, repeatable, type Source } from '../rendition/arguments.js';
import type { SuggestedTags } from '../probe/audio-description.js';
import type { Bounds } from './trim-bounds.js';

/** What holds more than 16 bits; of everything else 16 are left, which is what its encoder was given at most. */
const FINE = /^(pcm_[sf](24|32|64)|flac|alac|wmalossless)/;

/**
 * Decodes once and writes the part between `bounds` as FLAC: nothing is lost by it, and its sample rate and channels stay.
 * What the file says of title, artist, album and date stays too; nothing else of its tags does.
 * @param maxBytes at which it stops
 */
export function trimCall(
  { tags = {}, ...source }: Source & { tags?: SuggestedTags },
  { fromSeconds, untilSeconds }: Bounds,
  { target, maxBytes }: { target: string; maxBytes: number },
): FfmpegCall {
  // Counted from the first sample, as silences are: some formats begin at another time than 0.
  const part = `asetpts=N/SR/TB,atrim=start=${fromSeconds}:end=${untilSeconds},asetpts=N/SR/TB`;
  const form = `aformat=sample_fmts=${FINE.test(source.codec) ? 's32' : 's16'}`;
  const told = Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
  const format = ['-c:a', 'flac', '-f', 'flac', ...repeatable, ...told, '-fs', String(maxBytes)];
  return {
    inputOptions: opening(source),
    source: source.path,
    outputs: [{ options: ['-map', '0:a:0', '-af', `${part},${form}`, ...format], target }],
  };
}
