import { confinement, enclosure, type Demuxer } from '../ffmpeg/confinement.js';
import { type Band, heardFilters, levelFilters, MIXED_DOWN, WORKING_RATE } from './filters.js';
import type { Level } from './level-plan.js';
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
  /** When it was made here, not handed in: what a receiver decodes it to, in samples per second. */
  madeAt?: number;
}

/** Opens a file and stops: ffmpeg writes what is in it. */
export function describeCall(path: string, demuxer: Demuxer): FfmpegCall {
  const options = ['-map', '0:a:0', '-c', 'copy', ...BARE, '-t', '0', '-f', 'null'];
  return { inputOptions: ['-hide_banner', ...confinement(demuxer)], source: path, outputs: [{ options, target: '-' }] };
}

/** Takes one picture out of a file as it is, and hands it out. @param stream its number in the file */
export function pictureCall({ path, demuxer }: Pick<Source, 'path' | 'demuxer'>, stream: number): FfmpegCall {
  const options = ['-map', `0:${stream}`, '-c', 'copy', '-frames:v', '1', ...BARE, '-f', 'image2pipe'];
  return { inputOptions: ['-hide_banner', ...enclosure(demuxer)], source: path, outputs: [{ options, target: null }] };
}

/**
 * Decodes once and measures loudness, and writes the samples to a named pipe: 32-bit float, at the rate that `tapOf` says,
 * as many channels as it says.
 * @param band to measure what will be heard of an original; null for a rendition, which is measured as it is
 */
export function measureCall(source: Source, band: Band | null, { maxSeconds, samples }: MeasureLimits): FfmpegCall {
  const heard = band ? `${heardFilters(source.channels, band).join(',')},` : '';
  const { channels, sampleRate } = tapOf(source);
  const tap = `aresample=${sampleRate},${channels === 1 ? MIXED_DOWN : 'aformat=channel_layouts=stereo'}`;
  const graph = `[0:a:0]asplit[loud][sound];[loud]${heard}ebur128=framelog=verbose[loudness];[sound]${tap}[tap]`;
  const tapped = ['-map', '[tap]', ...SAMPLES, ...BARE, ...limits(maxSeconds)];
  const loudness = ['-map', '[loudness]', ...BARE, ...limits(maxSeconds), '-f', 'null'];
  return {
    inputOptions: opening(source),
    source: source.path,
    outputs: [
      { options: ['-filter_complex', graph, ...tapped], target: samples },
      { options: loudness, target: '-' },
    ],
  };
}

export interface MeasureLimits {
  /** Of audio, at which it stops. */
  maxSeconds: number;
  /** Path of the named pipe. */
  samples: string;
}

/**
 * How a source is looked at. Two channels tell a dead one from a live one. More are mixed down as they will be heard:
 * mixed down to two first, they would be louder than that.
 */
export const tapOf = ({ channels, madeAt }: Source): { channels: 1 | 2; sampleRate: number } => ({
  channels: channels === 2 ? 2 : 1,
  sampleRate: madeAt ?? WORKING_RATE,
});

/** A rendition to be made: as what, and where. */
export interface Wanted {
  profile: Profile;
  target: string;
}

/**
 * Decodes and levels once, encodes one rendition of it, which is handed out, and writes the levelled samples to named
 * pipes, for others to be encoded of.
 * @param samples paths of those pipes
 */
export function levelCall(
  source: Source,
  { gain, ceiling }: Level,
  profile: Profile,
  { band, maxSeconds, samples }: { band: Band; maxSeconds: number; samples: readonly string[] },
): FfmpegCall {
  const levelled = [...heardFilters(source.channels, band), ...levelFilters(gain, ceiling)];
  const taps = samples.map((_, index) => `[samples${index}]`);
  const graph = [
    `[0:a:0]${[...levelled, `asplit=${1 + taps.length}`].join(',')}[levelled]${taps.join('')}`,
    `[levelled]${profile.filters.join(',')}[encoded]`,
  ].join(';');
  const encoded = ['-filter_complex', graph, '-map', '[encoded]', ...encoding(profile, maxSeconds)];
  const handedOver = samples.map((target, index) => ({
    options: ['-map', `[samples${index}]`, ...LEVELLED, ...BARE, ...limits(maxSeconds)],
    target,
  }));
  const outputs = [{ options: encoded, target: null }, ...handedOver];
  return { inputOptions: opening(source), source: source.path, outputs };
}

/** Encodes samples that `levelCall` writes to a named pipe, and hands out the rendition. */
export function encodeCall(profile: Profile, samples: string, maxSeconds: number): FfmpegCall {
  const form = ['-f', 's16le', '-ar', String(WORKING_RATE), '-ac', '1'];
  const inputOptions = ['-hide_banner', '-nostats', '-progress', 'pipe:2', '-protocol_whitelist', 'file', ...form];
  const options = ['-af', profile.filters.join(','), ...encoding(profile, maxSeconds)];
  return { inputOptions, source: samples, outputs: [{ options, target: null }] };
}

/** The source of a call that is given its audio as it runs. */
export const HANDED_OVER = 'pipe:0';

/** Handed out by the block: one by one, packets of a few hundred bytes keep both ends busy with fetching them. */
const BY_THE_BLOCK = ['-flush_packets', '0'];
const SAMPLES = ['-c:a', 'pcm_f32le', '-f', 'f32le', ...BY_THE_BLOCK];
/** What is levelled stays below full scale: 16 bits, half of what 32 would cost to hand over, are enough. */
const LEVELLED = ['-c:a', 'pcm_s16le', '-f', 's16le', ...BY_THE_BLOCK];

const encoding = (profile: Profile, maxSeconds: number) => [
  ...profile.encoder,
  ...BY_THE_BLOCK,
  ...repeatable,
  ...limits(maxSeconds),
  '-fs',
  String(maxBytes(profile, maxSeconds)),
];

/** Without the tags and chapters of the source: ffmpeg writes a line about each, again for each output. */
const BARE = ['-map_metadata', '-1', '-map_chapters', '-1'];

/** Nothing in the file says when or by which version it was made. */
export const repeatable = [...BARE, '-fflags', '+bitexact', '-flags:a', '+bitexact'];

/**
 * Options before a source. ffmpeg's own decoder turns some Opus into loud noise (seen in 4.0 and 5.1): libopus reads what
 * is handed in. What was made here is read as most players do it, which takes half the time and would find such noise.
 */
export const opening = ({ path, demuxer, codec, madeAt }: Source) => [
  '-hide_banner',
  '-nostats',
  '-progress',
  'pipe:2',
  ...confinement(demuxer, path === HANDED_OVER ? 'pipe' : 'file'),
  ...(codec === 'opus' && !madeAt ? ['-c:a', 'libopus'] : []),
];

const limits = (maxSeconds: number) => ['-t', String(maxSeconds)];

/** Twice what the bit rate asks for, and some for a very short file. */
const maxBytes = ({ bitsPerSecond }: Profile, seconds: number) => Math.ceil((2 * bitsPerSecond * seconds) / 8) + 65_536;
