/** What random inputs are made as, and what that kind of file can hold. */
export interface Kind {
  name: string;
  ending: string;
  /** Options of ffmpeg. */
  encoder: readonly string[];
  rates: readonly number[];
  maxChannels: number;
  /** The format of its samples, for a WAV whose header is written by the bench, without channel mask. */
  bare?: { pcm: string; bits: number; isFloat: boolean };
  /** Whether it has timestamps, and can have a gap in them. */
  hasTimestamps?: boolean;
  /** Whether files can be joined, byte after byte: only of one rate and one number of channels, or of any. */
  joins?: 'alike' | 'any';
  /** Whether quiet sound is lost in it: noise of few bits, or a codec that drops what is hardly heard. */
  leastLufs?: number;
}

const ALL = [8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000];
const UP_TO_48 = ALL.filter((rate) => rate <= 48_000);
const MPEG = [16_000, 22_050, 24_000, 32_000, 44_100, 48_000];
const OPUS = [48_000];

const aac = ['-c:a', 'aac'];
const opus = ['-c:a', 'libopus'];
const vorbis = ['-c:a', 'libvorbis'];
const film = [
  '-f',
  'lavfi',
  '-i',
  'testsrc=size=64x64:rate=2',
  '-map',
  '0:a',
  '-map',
  '1:v',
  '-c:v',
  'mpeg4',
  '-shortest',
];
const bare = (pcm: string, bits: number, isFloat = false) => ({ bare: { pcm, bits, isFloat } });
const wav = { ending: 'wav', rates: ALL, maxChannels: 8 };

export const KINDS: readonly Kind[] = [
  { ...wav, name: 'wav s16', encoder: ['-c:a', 'pcm_s16le'], leastLufs: -50 },
  { ...wav, name: 'wav u8', encoder: ['-c:a', 'pcm_u8'], leastLufs: -22 },
  { ...wav, name: 'wav s24', encoder: ['-c:a', 'pcm_s24le'] },
  { ...wav, name: 'wav f32', encoder: ['-c:a', 'pcm_f32le'] },
  { ...wav, name: 'wav f64', encoder: ['-c:a', 'pcm_f64le'] },
  { ...wav, name: 'wav s16 without mask', encoder: [], ...bare('s16le', 16), leastLufs: -50 },
  { ...wav, name: 'wav s32 without mask', encoder: [], ...bare('s32le', 32) },
  { ...wav, name: 'wav f32 without mask', encoder: [], ...bare('f32le', 32, true) },
  { ...wav, name: 'aiff', ending: 'aiff', encoder: ['-c:a', 'pcm_s16be'], leastLufs: -50 },
  { name: 'flac', ending: 'flac', encoder: ['-c:a', 'flac'], rates: ALL, maxChannels: 8, leastLufs: -50 },
  {
    name: 'mp3',
    ending: 'mp3',
    encoder: ['-c:a', 'libmp3lame', '-b:a', '96k'],
    rates: MPEG,
    maxChannels: 2,
    joins: 'any',
  },
  { name: 'aac', ending: 'aac', encoder: aac, rates: MPEG, maxChannels: 6, joins: 'any' },
  { name: 'm4a aac', ending: 'm4a', encoder: aac, rates: MPEG, maxChannels: 6, hasTimestamps: true },
  {
    name: 'm4a alac',
    ending: 'm4a',
    encoder: ['-c:a', 'alac'],
    rates: UP_TO_48,
    maxChannels: 8,
    hasTimestamps: true,
    leastLufs: -50,
  },
  { name: 'mp4 with film', ending: 'mp4', encoder: [...film, ...aac], rates: MPEG, maxChannels: 2 },
  { name: '3gp aac', ending: '3gp', encoder: aac, rates: MPEG, maxChannels: 2, hasTimestamps: true },
  { name: 'ogg vorbis', ending: 'ogg', encoder: vorbis, rates: UP_TO_48, maxChannels: 8, joins: 'alike' },
  {
    name: 'ogg opus',
    ending: 'opus',
    encoder: opus,
    rates: OPUS,
    maxChannels: 8,
    hasTimestamps: true,
    joins: 'alike',
  },
  { name: 'ogg flac', ending: 'ogg', encoder: ['-c:a', 'flac'], rates: UP_TO_48, maxChannels: 8, leastLufs: -50 },
  {
    name: 'webm opus',
    ending: 'webm',
    encoder: opus,
    rates: OPUS,
    maxChannels: 8,
    hasTimestamps: true,
    joins: 'alike',
  },
  {
    name: 'webm vorbis',
    ending: 'webm',
    encoder: vorbis,
    rates: UP_TO_48,
    maxChannels: 8,
    hasTimestamps: true,
    joins: 'alike',
  },
  {
    name: 'mka ac3',
    ending: 'mka',
    encoder: ['-c:a', 'ac3', '-b:a', '256k'],
    rates: [32_000, 44_100, 48_000],
    maxChannels: 6,
    hasTimestamps: true,
  },
  { name: 'mka aac', ending: 'mka', encoder: aac, rates: MPEG, maxChannels: 6, hasTimestamps: true },
  {
    name: 'wma',
    ending: 'wma',
    encoder: ['-c:a', 'wmav2', '-b:a', '128k'],
    rates: [22_050, 32_000, 44_100, 48_000],
    maxChannels: 2,
    hasTimestamps: true,
  },
];
