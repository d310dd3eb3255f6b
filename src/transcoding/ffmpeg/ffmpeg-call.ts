import { whitelists, type Demuxer } from './whitelists.js';

/** One call of ffmpeg: one input, any number of outputs. All paths in it are made up by this service. */
export interface FfmpegCall {
  inputOptions: string[];
  source: string;
  /** At most one target is null: its bytes are passed to the caller as they are produced, not written to a file. */
  outputs: { options: string[]; target: string | null }[];
}

/** Audio to be decoded. */
export interface Source {
  path: string;
  demuxer: Demuxer;
  /** As ffmpeg names it. */
  codec: string;
  channels: number;
  /** Which of the audio tracks, from 0; the first when not given. */
  track?: number;
  /** Whether the number of channels or their layout changes midway. */
  hasChangingChannels?: boolean;
  /** For a rendition, not an original: the rate that players decode it to, in samples per second. */
  madeAt?: number;
}

/** The path of a source that is written to ffmpeg's standard input while it runs. */
export const STANDARD_INPUT = 'pipe:0';

/**
 * Options before the source. Originals in Opus are decoded by libopus: ffmpeg's own decoder turns some Opus into loud
 * noise (seen in 4.0 and 5.1). Renditions are decoded as most players do it: it takes half the time, and would reveal
 * such noise.
 */
export const sourceOptions = ({ path, demuxer, codec, madeAt }: Omit<Source, 'channels'>): string[] => [
  ...PROGRESS,
  ...whitelists(demuxer, path === STANDARD_INPUT ? 'pipe' : 'file'),
  ...(codec === 'opus' && !madeAt ? ['-c:a', 'libopus'] : []),
];

/** Makes ffmpeg report its progress on standard error, see `secondsDone`. */
export const PROGRESS = ['-hide_banner', '-nostats', '-progress', 'pipe:2'];

/** Drops the tags and chapters of the source; ffmpeg would also write a line about each, for every output. */
export const WITHOUT_TAGS = ['-map_metadata', '-1', '-map_chapters', '-1'];

/** Leaves date and version out of the file, so that the same input gives the same bytes. */
export const REPEATABLE = [...WITHOUT_TAGS, '-fflags', '+bitexact', '-flags:a', '+bitexact'];

/** Writes in large blocks: packets of a few hundred bytes each would keep both ends of a pipe busy. */
export const IN_BLOCKS = ['-flush_packets', '0'];

/** Stops an output after so many seconds of audio. */
export const atMost = (seconds: number): string[] => ['-t', String(seconds)];
