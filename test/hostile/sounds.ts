import { babble, soundFile } from '../support/sound.js';

const SECONDS = 1;

/** How each kind is made of a second of babble. */
const KINDS = {
  mp3: ['a.mp3', '-c:a', 'libmp3lame', '-b:a', '64k'],
  wav: ['a.wav'],
  w64: ['a.w64'],
  aiff: ['a.aiff'],
  flac: ['a.flac'],
  aac: ['a.aac'],
  m4a: ['a.m4a'],
  'm4a-streamed': ['a.m4a', '-movflags', '+faststart'],
  ogg: ['a.ogg', '-c:a', 'libvorbis'],
  'ogg-low': ['a.ogg', '-c:a', 'libvorbis', '-ar', '16000', '-ac', '2'],
  opus: ['a.opus', '-c:a', 'libopus'],
  wma: ['a.wma', '-c:a', 'wmav2'],
  '3gp': ['a.3gp', '-c:a', 'aac'],
  webm: ['a.webm', '-c:a', 'libopus'],
  mka: ['a.mka', '-c:a', 'flac'],
  'mp3-low': ['a.mp3', '-c:a', 'libmp3lame', '-ar', '16000', '-b:a', '24k'],
  'mp3-stereo': ['a.mp3', '-c:a', 'libmp3lame', '-ac', '2', '-b:a', '192k'],
  'aac-stereo': ['a.aac', '-ac', '2', '-ar', '22050'],
} satisfies Record<string, string[]>;

export type Kind = keyof typeof KINDS;

const made = new Map<Kind, Promise<Buffer>>();

/** A second of something like speech; made once. */
export function sound(kind: Kind): Promise<Buffer> {
  const [name, ...options] = KINDS[kind];
  const bytes = made.get(kind) ?? soundFile(babble(SECONDS), name ?? kind, options);
  made.set(kind, bytes);
  return bytes;
}

/** AMR-NB at 12.2 kbit/s; its frames hold noise, as no ffmpeg is sure to have an encoder. */
export function amr(frames: number): Buffer {
  const frame = (number: number) =>
    Buffer.from(Array.from({ length: 32 }, (_, at) => (at === 0 ? 0x3c : (number * 7 + at * 37) & 0xff)));
  return Buffer.concat([Buffer.from('#!AMR\n'), ...Array.from({ length: frames }, (_, number) => frame(number))]);
}
