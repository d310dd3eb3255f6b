import { altered, chunk, ebml, hex, id3Tag, le32, u32, box } from './bytes.js';
import { EITHER, type End, type HostileFile, REFUSED } from './hostile-file.js';
import { sound } from './sounds.js';

interface WavForm {
  tag?: number;
  channels?: number;
  rate?: number;
  bits?: number;
  align?: number;
}

/** A WAV whose header declares arbitrary values. */
export function wav(form: WavForm, samples: Buffer, lengths: { riff?: number; data?: number } = {}): Buffer {
  const { tag = 1, channels = 1, rate = 8_000, bits = 16, align = (channels * bits) / 8 } = form;
  const format = Buffer.alloc(16);
  format.writeUInt16LE(tag, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE((rate * align) % 2 ** 32, 8);
  format.writeUInt16LE(align & 0xffff, 12);
  format.writeUInt16LE(bits, 14);
  const body = Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format), chunk('data', samples, lengths.data)]);
  return chunk('RIFF', body, lengths.riff);
}

export const hiss = (bytes: number) => Buffer.from(Array.from({ length: bytes }, (_, at) => (at * at * 31) & 0x7f));

const FORMS: Record<string, [WavForm, readonly End[]]> = {
  'a rate of 0 Hz': [{ rate: 0 }, REFUSED],
  'a rate of 1 Hz': [{ rate: 1 }, ['rate-out-of-range']],
  'a rate of 4 GHz': [{ rate: 0xffffffff }, ['rate-out-of-range', ...REFUSED]],
  'a rate of 2 GHz': [{ rate: 0x7fffffff }, ['rate-out-of-range']],
  'no channels': [{ channels: 0 }, REFUSED],
  '255 channels': [{ channels: 255 }, ['too-many-channels', ...REFUSED]],
  '65,535 channels': [{ channels: 65_535 }, ['too-many-channels', ...REFUSED]],
  '0 bits': [{ bits: 0, align: 2 }, EITHER],
  '64 bits of whole numbers': [{ bits: 64 }, ['codec-not-taken', ...EITHER]],
  '65,535 bits': [{ bits: 65_535, align: 1 }, EITHER],
  'samples of no bytes': [{ align: 0 }, EITHER],
  'an encoding that nobody knows': [{ tag: 0x7777 }, REFUSED],
};

const floats = (value: number) => {
  const samples = new Float32Array(16_000).map((_, at) => (at % 3 === 0 ? value : Math.sin(at / 9) / 4));
  return wav({ tag: 3, bits: 32 }, Buffer.from(samples.buffer));
};

/** Files that declare sizes, lengths, rates and numbers that are not true, or that nobody should believe. */
export const DECLARED: HostileFile[] = [
  ...Object.entries(FORMS).map(([what, [form, ends]]): HostileFile => ({
    title: `a WAV with ${what}`,
    ends,
    make: () => wav(form, hiss(32_000)),
  })),
  { title: 'a WAV of NaN', ends: EITHER, make: () => floats(NaN) },
  { title: 'a WAV of Infinity', ends: EITHER, make: () => floats(Infinity) },
  { title: 'a WAV of -Infinity', ends: EITHER, make: () => floats(-Infinity) },
  { title: 'a WAV of 1e38', ends: EITHER, make: () => floats(1e38) },
  { title: 'a WAV of numbers too small', ends: EITHER, make: () => floats(1e-42) },
  {
    title: 'a WAV of 4 GB in 40 kB',
    ends: ['ready'],
    make: () => wav({}, hiss(40_000), { riff: 0xffffffff, data: 0xffffffff }),
  },
  { title: 'a WAV whose format is 2 GB long', ends: EITHER, make: () => longFormat() },
  { title: 'an ID3 tag of 256 MB that is not there', ends: EITHER, make: () => id3Tag(hiss(9_000), 2 ** 28 - 1) },
  {
    title: 'an ID3 tag that says it is longer than the file, before an MP3',
    ends: EITHER,
    make: async () => Buffer.concat([id3Tag(Buffer.alloc(10), 2 ** 27), await sound('mp3')]),
  },
  { title: 'an MP4 with 2^62 bytes of sound', ends: EITHER, make: () => hugeMdat() },
  { title: 'an MP4 of 27,000 hours', ends: EITHER, make: async () => longMovie(await sound('m4a')) },
  { title: 'an MP4 with 4,000,000,000 samples', ends: EITHER, make: async () => manySamples(await sound('m4a')) },
  { title: 'an MP4 of boxes in boxes', ends: REFUSED, make: () => nested(3_000) },
  { title: 'a FLAC of 2^36 samples', ends: EITHER, make: async () => longFlac(await sound('flac')) },
  { title: 'an Ogg whose last page is at 2^62', ends: EITHER, make: async () => lateOgg(await sound('ogg')) },
  { title: 'a Matroska without any length', ends: EITHER, make: () => endless() },
  { title: 'a Matroska with an element of 2^55 bytes', ends: REFUSED, make: () => ebmlOf('01ff000000000000') },
];

const longFormat = () =>
  Buffer.concat([Buffer.from('RIFF'), le32(0x7fffffff), Buffer.from('WAVE'), chunk('fmt ', hiss(400), 0x7fffffff)]);
const hugeMdat = () =>
  Buffer.concat([
    box('ftyp', 'M4A ', u32(0), 'M4A '),
    u32(1),
    Buffer.from('mdat'),
    hex('4000000000000000'),
    hiss(9_000),
  ]);
const longMovie = (m4a: Buffer) =>
  ['mvhd', 'mdhd'].reduce(
    (file, name) => altered(file, name, (copy, at) => copy.writeUInt32BE(0xfffffffe, at + 20)),
    m4a,
  );
const manySamples = (m4a: Buffer) => altered(m4a, 'stsz', (copy, at) => copy.writeUInt32BE(0xefffffff, at + 12));
const longFlac = (flac: Buffer) => altered(flac, 'fLaC', (copy, at) => copy.fill(0xff, at + 22, at + 26));

function nested(depth: number): Buffer {
  let inner: Buffer = Buffer.alloc(0);
  for (let level = 0; level < depth; level++) inner = box(level % 2 ? 'trak' : 'mdia', inner);
  return Buffer.concat([box('ftyp', 'M4A ', u32(0), 'M4A '), box('moov', inner)]);
}

/** The checksum stays wrong: some decoders refuse that, others do not. */
function lateOgg(ogg: Buffer): Buffer {
  const copy = Buffer.from(ogg);
  copy.writeBigUInt64LE(2n ** 62n, copy.lastIndexOf('OggS') + 6);
  return copy;
}

const endless = () => Buffer.concat([hex('1a45dfa3 01ffffffffffffff'), hex('18538067 01ffffffffffffff'), hiss(9_000)]);
const ebmlOf = (length: string) =>
  Buffer.concat([hex('1a45dfa3'), ebml('4282', Buffer.from('webm')), ebml('18538067', hiss(99), length)]);
