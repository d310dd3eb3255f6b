import type { Target } from '../loudness/gain.js';
import { confinement } from '../source/confinement.js';
import type { Demuxer } from '../source/container.js';
import { type Band, heardFilters, levelFilters } from './filters.js';
import type { Profile } from './profiles.js';

/** One call of ffmpeg: a file in, any number of outputs. `source` and targets are paths that this service made up. */
export interface FfmpegCall {
  inputOptions: string[];
  source: string;
  outputs: { options: string[]; target: string }[];
}

/** The part of a source that is decoded. */
export interface Source {
  path: string;
  demuxer: Demuxer;
  codec: string;
  channels: number;
}

const NOTHING = { target: '-', format: ['-f', 'null'] };

/** Opens a file and stops: ffmpeg writes what is in it. */
export function describeCall(path: string, demuxer: Demuxer): FfmpegCall {
  const options = ['-map', '0:a:0', '-c', 'copy', '-t', '0', ...NOTHING.format];
  return { inputOptions: ['-hide_banner', ...confinement(demuxer)], source: path, outputs: [{ options, target: '-' }] };
}

/**
 * Decodes once and measures.
 * @param band to measure what will be heard of an original; null for a rendition, which is measured as it is
 * @param maxSeconds of audio, at which it stops
 */
export function measureCall(source: Source, band: Band | null, maxSeconds: number): FfmpegCall {
  const heard = band ? heardFilters(source.channels, band) : [];
  const filters = [...heard, 'ebur128=peak=true:framelog=verbose'];
  const options = ['-map', '0:a:0', '-filter:a', filters.join(','), ...limits(maxSeconds), ...NOTHING.format];
  return { inputOptions: opening(source), source: source.path, outputs: [{ options, target: NOTHING.target }] };
}

/** Decodes once, levels once, and encodes every rendition. */
export function renditionsCall(
  source: Source,
  renditions: readonly { profile: Profile; target: string }[],
  level: { band: Band; gain: number; target: Target; maxSeconds: number },
): FfmpegCall {
  const filters = [...heardFilters(source.channels, level.band), ...levelFilters(level.gain, level.target)];
  const labels = renditions.map(({ profile }) => `[${profile.name}]`);
  const graph = `[0:a:0]${filters.join(',')},asplit=${labels.length}${labels.join('')}`;
  const outputs = renditions.map(({ profile, target }, index) => ({
    options: [
      ...(index === 0 ? ['-filter_complex', graph] : []),
      '-map',
      `[${profile.name}]`,
      '-ar',
      String(profile.sampleRate),
      ...profile.encoder,
      ...repeatable,
      ...limits(level.maxSeconds),
      '-fs',
      String(maxBytes(profile, level.maxSeconds)),
    ],
    target,
  }));
  return { inputOptions: opening(source), source: source.path, outputs };
}

/** Nothing in the file says when or by which version it was made. */
const repeatable = ['-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];

// ffmpeg's own decoder turns some Opus into loud noise (seen in 4.0 and 5.1), so libopus reads it.
const opening = ({ demuxer, codec }: Source) => [
  '-hide_banner',
  '-nostats',
  '-progress',
  'pipe:2',
  ...confinement(demuxer),
  ...(codec === 'opus' ? ['-c:a', 'libopus'] : []),
];

const limits = (maxSeconds: number) => ['-t', String(maxSeconds)];

/** Twice what the bit rate asks for, and some for a very short file. */
const maxBytes = ({ bitsPerSecond }: Profile, seconds: number) => Math.ceil((2 * bitsPerSecond * seconds) / 8) + 65_536;
