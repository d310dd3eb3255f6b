import { atMost, type FfmpegCall, IN_BLOCKS, type Source, sourceOptions, WITHOUT_TAGS } from '../ffmpeg/ffmpeg-call.js';
import { factorOf } from '../loudness/gain.js';
import { type Band, heardFilters } from '../loudness/heard-filters.js';
import { LIMITER } from '../loudness/limiter.js';
import { encodingOptions } from './encode-call.js';
import type { Level } from './level-plan.js';
import type { Profile } from './profiles.js';

/**
 * Decodes and levels once, encodes one rendition from it, which is passed to the caller, and writes the levelled samples
 * to named pipes, for the other renditions.
 * @param samples paths of those pipes
 */
export function levelCall(
  source: Source,
  level: Level,
  profile: Profile,
  { band, maxSeconds, samples }: { band: Band; maxSeconds: number; samples: readonly string[] },
): FfmpegCall {
  const levelled = [...heardFilters(source.channels, band), ...levelFilters(level)];
  const taps = samples.map((_, index) => `[samples${index}]`);
  const graph = [
    `[0:a:0]${[...levelled, `asplit=${1 + taps.length}`].join(',')}[levelled]${taps.join('')}`,
    `[levelled]${profile.filters.join(',')}[encoded]`,
  ].join(';');
  const encoded = ['-filter_complex', graph, '-map', '[encoded]', ...encodingOptions(profile, maxSeconds)];
  const shared = samples.map((target, index) => ({
    options: ['-map', `[samples${index}]`, ...INTEGER_SAMPLES, ...WITHOUT_TAGS, ...atMost(maxSeconds)],
    target,
  }));
  const outputs = [{ options: encoded, target: null }, ...shared];
  return { inputOptions: sourceOptions(source), source: source.path, outputs };
}

/** One linear gain, then the limiter. */
function levelFilters({ gain, ceiling }: Level): string[] {
  const { attack, release } = LIMITER;
  return [
    `volume=${gain.toFixed(3)}dB:precision=float`,
    `alimiter=limit=${factorOf(ceiling).toFixed(6)}:attack=${attack}:release=${release}:level=0`,
  ];
}

/** Levelled audio stays below full scale, so 16 bits are enough, at half the cost of 32. */
const INTEGER_SAMPLES = ['-c:a', 'pcm_s16le', '-f', 's16le', ...IN_BLOCKS];
