import { randomBytes } from 'node:crypto';
import { EITHER, type HostileFile, REFUSED } from './hostile-file.js';
import { amr, type Kind, sound } from './sounds.js';
import { hex } from './bytes.js';

const CUT: Kind[] = ['mp3', 'wav', 'w64', 'aiff', 'flac', 'aac', 'm4a', 'm4a-streamed', 'ogg', 'opus', 'wma', '3gp'];

const HEADS: Record<string, Buffer> = {
  WAV: Buffer.from('RIFF\xff\xff\x00\x00WAVEfmt ', 'latin1'),
  FLAC: Buffer.from('fLaC'),
  Ogg: Buffer.from('OggS'),
  ID3: Buffer.from('ID3\x04\x00\x00\x00\x00\x01\x00', 'latin1'),
  MP4: hex('00000018 66747970 4d344120 00000000 4d344120 69736f6d'),
  Matroska: hex('1a45dfa3'),
  WMA: hex('3026b2758e66cf11a6d900aa0062ce6c'),
  AMR: Buffer.from('#!AMR\n'),
};

/** Files that were cut off, or never were what they begin like. */
export const DAMAGED: HostileFile[] = [
  ...[...CUT, 'webm' as const].flatMap((kind): HostileFile[] => [
    { title: `${kind}, cut in the middle`, ends: EITHER, make: async () => half(await sound(kind)) },
    { title: `${kind}, cut after 40 bytes`, ends: EITHER, make: async () => (await sound(kind)).subarray(0, 40) },
  ]),
  { title: 'amr, cut in a frame', ends: EITHER, make: () => amr(60).subarray(0, 1_000) },
  ...Object.entries(HEADS).map(([name, head]): HostileFile => ({
    title: `random bytes that begin like ${name}`,
    ends: EITHER,
    make: () => Buffer.concat([head, randomBytes(60_000)]),
  })),
  { title: 'nothing', ends: ['audio-empty'], make: () => Buffer.alloc(0) },
  { title: 'one byte', ends: REFUSED, make: () => Buffer.from([0xff]) },
  { title: 'zeros', ends: REFUSED, make: () => Buffer.alloc(100_000) },
  { title: 'ones', ends: REFUSED, make: () => Buffer.alloc(100_000, 0xff) },
  { title: 'random bytes', ends: EITHER, make: () => randomBytes(200_000) },
  { title: 'an MP3 with bits turned here and there', ends: EITHER, make: async () => scratched(await sound('mp3')) },
  { title: 'a FLAC with bits turned here and there', ends: EITHER, make: async () => scratched(await sound('flac')) },
  { title: 'an M4A with bits turned here and there', ends: EITHER, make: async () => scratched(await sound('m4a')) },
  { title: 'an MP3 called .wav', fileName: 'a.wav', ends: ['ready'], make: () => sound('mp3') },
  { title: 'a WAV called .mp3', fileName: 'a.mp3', ends: ['ready'], make: () => sound('wav') },
  { title: 'an Ogg called .exe', fileName: 'a.exe', ends: ['ready'], make: () => sound('ogg') },
  { title: 'an M4A called .m3u8', fileName: 'a.m3u8', ends: ['ready'], make: () => sound('m4a') },
  { title: 'a text called .mp3', ends: REFUSED, make: () => Buffer.from('Kính gửi Uỷ ban nhân dân xã\n'.repeat(99)) },
];

const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);

function scratched(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = 97; at < copy.length; at += 997) copy[at] = (copy[at] ?? 0) ^ 0x55;
  return copy;
}
