import { confinement } from '../source/confinement.js';
import type { Demuxer } from '../source/container.js';
import { type Band, heardFilters, levelFilters, WORKING_RATE } from './filters.js';
import type { Profile } from './profiles.js';

/** One call of ffmpeg: a file in, any number of outputs. `source` and targets are paths that this service made up. */
export interface FfmpegCall {
  inputOptions: string[];
  source: string;
  /** A target of null is handed to the caller as it comes, instead of being written to a file. */
  outputs: { options: string[]; target: string | null }[];
}

/** The part of a source that is decoded. */
export interface Source {
  path: string;
  demuxer: Demuxer;
  codec: string;
  channels: number;
}

/** Opens a file and stops: ffmpeg writes what is in it. */
export function describeCall(path: string, demuxer: Demuxer): FfmpegCall {
  const options = ['-map', '0:a:0', '-c', 'copy', '-t', '0', '-f', 'null'];
  return { inputOptions: ['-hide_banner', ...confinement(demuxer)], source: path, outputs: [{ options, target: '-' }] };
}

/**
 * Decodes once and measures loudness, and hands out the samples: 32-bit float, at the working rate, as many channels
 * as `tapChannels` says.
 * @param band to measure what will be heard of an original; null for a rendition, which is measured as it is
 * @param maxSeconds of audio, at which it stops
 */
export function measureCall(source: Source, band: Band | null, maxSeconds: number): FfmpegCall {
  const heard = band ? `${heardFilters(source.channels, band).join(',')},` : '';
  const tap = `aresample=${WORKING_RATE},aformat=channel_layouts=${tapChannels(source) === 1 ? 'mono' : 'stereo'}`;
  const graph = `[0:a:0]asplit[loud][sound];[loud]${heard}ebur128=framelog=verbose[loudness];[sound]${tap}[tap]`;
  const samples = ['-map', '[tap]', '-c:a', 'pcm_f32le', '-f', 'f32le', ...limits(maxSeconds)];
  const loudness = ['-map', '[loudness]', ...limits(maxSeconds), '-f', 'null'];
  return {
    inputOptions: opening(source),
    source: source.path,
    outputs: [
      { options: ['-filter_complex', graph, ...samples], target: null },
      { options: loudness, target: '-' },
    ],
  };
}

/** How many channels of a source are looked at: two tell a dead one from a live one. */
export const tapChannels = ({ channels }: Pick<Source, 'channels'>): 1 | 2 => (channels === 1 ? 1 : 2);

/** Decodes once, levels once, and encodes every rendition. */
export function renditionsCall(
  source: Source,
  renditions: readonly { profile: Profile; target: string }[],
  level: { band: Band; gain: number; ceiling: number; maxSeconds: number },
): FfmpegCall {
  const filters = [...heardFilters(source.channels, level.band), ...levelFilters(level.gain, level.ceiling)];
  const split = renditions.map(({ profile }) => `[to-${profile.name}]`).join('');
  const branches = renditions.map(({ profile }) => `[to-${profile.name}]${profile.filters.join(',')}[${profile.name}]`);
  const graph = [`[0:a:0]${filters.join(',')},asplit=${renditions.length}${split}`, ...branches].join(';');
  const outputs = renditions.map(({ profile, target }, index) => ({
    options: [
      ...(index === 0 ? ['-filter_complex', graph] : []),
      '-map',
      `[${profile.name}]`,
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
