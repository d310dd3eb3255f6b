import { confinement } from '../source/confinement.js';
import type { Demuxer } from '../source/container.js';
import { type Band, heardFilters, levelFilters, WORKING_RATE } from './filters.js';
import type { Level } from './level.js';
import type { Profile } from './profiles.js';

/** One call of ffmpeg: a file in, any number of outputs. `source` and targets are paths that this service made up. */
export interface FfmpegCall {
  inputOptions: string[];
  source: string;
  /** At most one target is null: it is handed to the caller as it comes, instead of being written to a file. */
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
  const samples = ['-map', '[tap]', ...SAMPLES, ...limits(maxSeconds)];
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

/** A rendition to be made: as what, where, and how it is levelled. */
export interface Wanted {
  profile: Profile;
  target: string;
  level: Level;
}

/**
 * Decodes once for every rendition. All but the last are levelled and encoded at once; the last, when there are several,
 * is handed out as samples, for `encodeCall` to do the same on another core.
 */
export function renditionsCall(
  source: Source,
  wanted: readonly Wanted[],
  { band, maxSeconds }: { band: Band; maxSeconds: number },
): FfmpegCall {
  const handedOut = wanted.length > 1 ? wanted.at(-1) : undefined;
  const ways = wanted.map((rendition) => {
    const { name } = rendition.profile;
    const isHandedOut = rendition === handedOut;
    const branch = `[to-${name}]${isHandedOut ? 'anull' : levelling(rendition)}[${name}]`;
    const output = isHandedOut
      ? { options: [...SAMPLES, ...limits(maxSeconds)], target: null }
      : { options: encoding(rendition.profile, maxSeconds), target: rendition.target };
    return { name, branch, output };
  });
  const split = `asplit=${ways.length}${ways.map(({ name }) => `[to-${name}]`).join('')}`;
  const heard = heardFilters(source.channels, band).join(',');
  const graph = [`[0:a:0]${heard},${split}`, ...ways.map(({ branch }) => branch)].join(';');
  const outputs = ways.map(({ name, output: { options, target } }, index) => ({
    options: [...(index === 0 ? ['-filter_complex', graph] : []), '-map', `[${name}]`, ...options],
    target,
  }));
  return { inputOptions: opening(source), source: source.path, outputs };
}

/** Levels and encodes samples that `renditionsCall` hands out, and hands out the rendition. */
export function encodeCall(wanted: Wanted, maxSeconds: number): FfmpegCall {
  const form = ['-f', 'f32le', '-ar', String(WORKING_RATE), '-ac', '1'];
  const inputOptions = ['-hide_banner', '-nostats', '-progress', 'pipe:2', '-protocol_whitelist', 'pipe', ...form];
  const options = ['-af', levelling(wanted), ...encoding(wanted.profile, maxSeconds)];
  return { inputOptions, source: HANDED_OVER, outputs: [{ options, target: null }] };
}

const levelling = ({ level, profile }: Wanted) =>
  [...levelFilters(level.gain, level.ceiling), ...profile.filters].join(',');

/** The source of a call that is given its samples as it runs. */
export const HANDED_OVER = 'pipe:0';

const SAMPLES = ['-c:a', 'pcm_f32le', '-f', 'f32le'];

const encoding = (profile: Profile, maxSeconds: number) => [
  ...profile.encoder,
  ...repeatable,
  ...limits(maxSeconds),
  '-fs',
  String(maxBytes(profile, maxSeconds)),
];

/** Nothing in the file says when or by which version it was made. */
export const repeatable = [
  '-map_metadata',
  '-1',
  '-map_chapters',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:a',
  '+bitexact',
];

/** Options before a source. ffmpeg's own decoder turns some Opus into loud noise (seen in 4.0 and 5.1): libopus reads it. */
export const opening = ({ path, demuxer, codec }: Source) => [
  '-hide_banner',
  '-nostats',
  '-progress',
  'pipe:2',
  ...confinement(demuxer, path === HANDED_OVER ? 'pipe' : 'file'),
  ...(codec === 'opus' ? ['-c:a', 'libopus'] : []),
];

const limits = (maxSeconds: number) => ['-t', String(maxSeconds)];

/** Twice what the bit rate asks for, and some for a very short file. */
const maxBytes = ({ bitsPerSecond }: Profile, seconds: number) => Math.ceil((2 * bitsPerSecond * seconds) / 8) + 65_536;
