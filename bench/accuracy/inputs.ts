import type { RefusalCode } from '../../src/transcoding/refusal.js';

/** How an input is made of speech. */
export interface Input {
  format: Format;
  /** Integrated, in LUFS, before it is encoded; above about −12 the loudest peaks are cut off, as on bad recordings. */
  lufs: number;
  channels: 1 | 2 | 4 | 6 | 8;
  /** Samples per second. */
  rate: number;
  seconds: number;
  /** What is unusual about it. */
  oddity?: Oddity;
}

export const GAP_SECONDS = 20;

/** What files of offices and phones hold besides plain speech, by what ffmpeg does to make it. */
export const ODDITIES = {
  /** The timestamps jump midway. */
  gapped: `asetpts=PTS+gte(T\\,1.5)*${GAP_SECONDS}/TB`,
  /** One channel is the other one upside down, and a little softer. */
  'opposite polarity': 'aeval=val(0)|-0.9*val(1):c=same',
  /** Speech on the last channel only, as from a recorder with several inputs; ffmpeg puts mono on the third of eight. */
  'one microphone': 'aeval=0|0|0|0|0|0|0|val(2):c=same',
  /** Half of full scale is an offset. */
  offset: 'dcshift=0.4',
  /** A tenth of a second of a louder part every two seconds. */
  peaks: 'volume=volume=if(lt(mod(t\\,2)\\,0.1)\\,4\\,1):eval=frame',
  /** Twice the same recording, one after the other in one file. */
  joined: 'anull',
} as const;
export type Oddity = keyof typeof ODDITIES;

/** Something that is to be refused, and why. */
export interface Refused {
  what: 'silence for too long' | 'pictures only' | 'a text' | 'twelve channels';
  because: RefusalCode;
}

/** The encoder of each format, and the end of its name. */
export const FORMATS = {
  'wav 8 bit': ['wav', '-c:a', 'pcm_u8'],
  'wav 16 bit': ['wav', '-c:a', 'pcm_s16le'],
  'wav 24 bit': ['wav', '-c:a', 'pcm_s24le'],
  'wav 32 bit': ['wav', '-c:a', 'pcm_s32le'],
  'wav float': ['wav', '-c:a', 'pcm_f32le'],
  'wav double': ['wav', '-c:a', 'pcm_f64le'],
  flac: ['flac', '-c:a', 'flac'],
  mp3: ['mp3', '-c:a', 'libmp3lame', '-q:a', '4'],
  'm4a aac': ['m4a', '-c:a', 'aac'],
  'm4a alac': ['m4a', '-c:a', 'alac'],
  'm4a with a cover': ['m4a', '-c:a', 'aac', '-c:v', 'mjpeg', '-disposition:v', 'attached_pic'],
  'mp4 with film': ['mp4', '-c:a', 'aac', '-c:v', 'mpeg4'],
  'bare aac': ['aac', '-c:a', 'aac'],
  'ogg vorbis': ['ogg', '-c:a', 'libvorbis'],
  'ogg opus': ['opus', '-c:a', 'libopus'],
  wma: ['wma', '-c:a', 'wmav2'],
  '3gp aac': ['3gp', '-c:a', 'aac'],
  'webm opus': ['webm', '-c:a', 'libopus'],
  'webm vorbis': ['webm', '-c:a', 'libvorbis'],
  'mka ac3': ['mka', '-c:a', 'ac3'],
  'mka flac': ['mka', '-c:a', 'flac'],
} satisfies Record<string, [string, ...string[]]>;
export type Format = keyof typeof FORMATS;

const made = (format: Format, lufs: number, channels: Input['channels'], rate: number, seconds: number): Input => ({
  format,
  lufs,
  channels,
  rate,
  seconds,
});

const odd = (oddity: Oddity, input: Input): Input => ({ ...input, oddity });

/** Telephones' recordings, and Speex, in `test/fixtures`: few builds of ffmpeg can make them. */
export const RECORDED = ['speech-nb.amr', 'speech-wb.amr', 'speech-nb.3gp', 'speech.spx'];

/** One of each format, four seconds or one, levels and channels mixed. */
export const FEW: Input[] = [
  made('wav 8 bit', -20, 1, 8_000, 4),
  made('wav 16 bit', -35, 2, 44_100, 4),
  made('wav 24 bit', -27, 6, 96_000, 4),
  made('wav 32 bit', -45, 1, 192_000, 4),
  made('wav float', -3, 2, 48_000, 4),
  made('flac', -23, 2, 48_000, 4),
  made('mp3', -9, 2, 44_100, 4),
  made('mp3', -40, 1, 22_050, 4),
  made('m4a with a cover', -18, 2, 44_100, 4),
  made('mp4 with film', -24, 1, 48_000, 4),
  made('ogg vorbis', -30, 2, 32_000, 4),
  made('ogg opus', -14, 6, 48_000, 4),
  made('wma', -22, 2, 44_100, 4),
  made('3gp aac', -26, 1, 16_000, 4),
  made('webm opus', -33, 2, 48_000, 4),
  made('bare aac', -21, 2, 44_100, 1),
  made('m4a aac', -19, 1, 44_100, 1),
  made('m4a alac', -25, 2, 48_000, 1),
  made('wav double', -28, 1, 44_100, 1),
  made('webm vorbis', -17, 1, 48_000, 1),
];

/** What `npm run bench:accuracy` tries besides. */
export const MORE: Input[] = [
  made('wav 8 bit', -12, 2, 11_025, 20),
  made('wav 16 bit', -16, 1, 8_000, 30),
  made('wav 24 bit', -40, 2, 48_000, 20),
  made('wav 32 bit', -18, 2, 88_200, 20),
  made('wav float', -20, 6, 48_000, 20),
  made('wav float', -6, 1, 192_000, 20),
  made('wav double', -31, 1, 44_100, 20),
  made('flac', -45, 1, 44_100, 20),
  made('flac', -28, 6, 96_000, 20),
  made('flac', -16, 1, 8_000, 20),
  made('flac', -33, 2, 192_000, 20),
  made('mp3', -3, 2, 48_000, 20),
  made('mp3', -25, 1, 8_000, 20),
  made('mp3', -45, 1, 32_000, 20),
  made('mp3', -16, 2, 44_100, 60),
  made('m4a aac', -38, 1, 16_000, 20),
  made('m4a aac', -21, 6, 48_000, 20),
  made('m4a aac', -29, 2, 96_000, 20),
  made('m4a alac', -24, 2, 44_100, 20),
  made('bare aac', -17, 2, 24_000, 20),
  made('ogg vorbis', -42, 1, 44_100, 20),
  made('ogg vorbis', -19, 6, 48_000, 20),
  made('ogg opus', -45, 1, 48_000, 20),
  made('ogg opus', -5, 2, 48_000, 20),
  made('wma', -37, 1, 22_050, 20),
  made('webm vorbis', -31, 1, 44_100, 20),
  made('wav 16 bit', -23, 1, 44_100, 1),
  made('mp3', -20, 2, 44_100, 1),
  made('m4a aac', -27, 1, 48_000, 2),
  made('ogg opus', -30, 1, 48_000, 3),
  made('mp3', -22, 2, 44_100, 600),
  odd('joined', made('mp3', -24, 2, 44_100, 20)),
  odd('joined', made('bare aac', -30, 1, 48_000, 20)),
  odd('joined', made('ogg opus', -20, 1, 48_000, 20)),
  odd('joined', made('webm opus', -27, 2, 48_000, 20)),
  odd('gapped', made('m4a aac', -25, 1, 44_100, 20)),
  odd('gapped', made('webm opus', -31, 1, 48_000, 20)),
  odd('gapped', made('wma', -19, 2, 44_100, 20)),
  odd('gapped', made('mka flac', -23, 1, 44_100, 20)),
  odd('opposite polarity', made('wav 16 bit', -22, 2, 44_100, 20)),
  odd('opposite polarity', made('mp3', -28, 2, 44_100, 20)),
  odd('opposite polarity', made('m4a aac', -17, 2, 48_000, 20)),
  odd('one microphone', made('wav 24 bit', -29, 8, 48_000, 20)),
  odd('one microphone', made('flac', -40, 8, 44_100, 20)),
  made('wav float', -26, 4, 44_100, 20),
  made('mka ac3', -24, 6, 48_000, 20),
  made('ogg vorbis', -23, 8, 44_100, 20),
  odd('offset', made('wav float', -32, 1, 44_100, 20)),
  odd('peaks', made('wav 16 bit', -28, 2, 48_000, 20)),
  odd('peaks', made('mp3', -34, 1, 44_100, 60)),
];

/** An hour and two hours. */
export const LONG: Input[] = [made('ogg opus', -26, 1, 48_000, 3_600), made('mp3', -21, 1, 44_100, 7_200)];

export const REFUSALS: Refused[] = [
  { what: 'silence for too long', because: 'too-long' },
  { what: 'pictures only', because: 'no-sound' },
  { what: 'a text', because: 'not-audio' },
  { what: 'twelve channels', because: 'too-many-channels' },
];
