import { id3Frame, id3Tag, u32 } from './bytes.js';
import { EITHER, type HostileFile } from './hostile-file.js';
import { silence, soundFile } from '../support/sound.js';
import { wav } from './declared.js';
import { quickTime } from './quick-time.js';
import { amr, sound } from './sounds.js';

/** Small files that become very long ones; more is decoded of none of them than the longest audio allowed. */
export const BOMBS: HostileFile[] = [
  { title: 'AMR: 28 hours in 5 MB', ends: ['too-long', 'damaged', 'no-sound'], make: () => quietAmr(5_000_000) },
  { title: 'FLAC: 3 hours of silence', ends: ['too-long'], make: () => soundFile(quiet(10_800), 'a.flac') },
  { title: 'WavPack: an hour of silence', ends: ['not-audio'], make: () => soundFile(quiet(3_600), 'a.wv') },
  { title: 'MP3: three hours at 8 kbit/s', ends: ['too-long'], make: () => again(2_000, 'a.mp3', MP3) },
  {
    title: 'QuickTime: more than a gigabyte of index in 20 kB',
    ends: ['transcoding-failed', ...EITHER],
    make: () => indexes(4, 15_000_000),
  },
  { title: 'MP4: the same second 30,000 times', ends: ['too-long', ...EITHER], make: () => repeatedMp4(30_000) },
  {
    title: 'WAV: nine hours at 1 Hz',
    ends: ['rate-out-of-range'],
    make: () => wav({ rate: 1 }, Buffer.alloc(64_800)),
  },
];

/** Sound that carries, or is made of, very many things. */
export const CROWDS: HostileFile[] = [
  { title: 'an MP3 with 5,000 chapters', ends: EITHER, make: () => chapters(5_000) },
  { title: 'an MP3 with 1,201 titled chapters', ends: ['ready'], make: () => chapters(1_201, 'Phần') },
  { title: 'an MP3 with 5,000 titled chapters', ends: ['ready'], make: () => chapters(5_000, 'Phần') },
  { title: 'an MP3 with 3,000 tags', ends: EITHER, make: () => tags(3_000) },
  { title: 'an MP3 with 100,000 tags', ends: ['damaged', 'no-sound'], make: () => tags(100_000) },
  { title: 'an MP3 with a title of a million letters', ends: ['ready'], make: () => longTitle(1_000_000) },
  { title: 'an Ogg that starts again with another rate', ends: EITHER, make: () => glued(['ogg', 'ogg-low', 'opus']) },
  { title: 'an Ogg of 40 streams one after the other', ends: EITHER, make: () => glued(Array(40).fill('ogg')) },
  { title: 'an MP3 whose rate and channels change', ends: EITHER, make: () => glued(['mp3', 'mp3-low', 'mp3-stereo']) },
  { title: 'an AAC whose rate and channels change', ends: EITHER, make: () => glued(['aac', 'aac-stereo', 'aac']) },
  { title: 'a FLAC with an MP3 behind it', ends: EITHER, make: () => glued(['flac', 'mp3', 'wav']) },
  { title: 'an AMR whose frames are broken', ends: EITHER, make: () => amr(100).fill(0xff, 400, 900) },
  { title: 'pictures, and no sound', ends: ['no-sound'], make: () => film() },
];

const MP3 = ['-c:a', 'libmp3lame', '-b:a', '8k', '-ar', '8000', '-write_xing', '0', '-id3v2_version', '0'];
const quiet = (seconds: number) => silence(seconds, 8_000);

/** Five seconds of silence, so many times. */
async function again(times: number, name: string, options: string[]): Promise<Buffer> {
  const once = await soundFile(quiet(5), name, options);
  return Buffer.concat(Array.from({ length: times }, () => once));
}

/** Frames of AMR without anything in them: one byte each, 20 ms long. */
const quietAmr = (frames: number) => Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(frames, 0x7c)]);

/** PCM of which every chunk is the same 8,000 bytes. */
function repeatedMp4(times: number): Buffer {
  return quickTime({ codec: 'sowt', samples: 8_000 * times, length: 1, bytes: 2, perChunk: 8_000, chunks: times });
}

/** Each sample of one byte costs 24 in the index that ffmpeg makes of it. */
function indexes(tracks: number, samples: number): Buffer {
  const track = { codec: '.mp3', samples, length: 1_152, bytes: 1, perChunk: samples, chunks: 1 };
  return quickTime(track, ...Array.from({ length: tracks - 1 }, () => track));
}

async function chapters(count: number, title?: string): Promise<Buffer> {
  // 3 is UTF-8.
  const name = (number: number) => id3Frame('TIT2', Buffer.concat([Buffer.of(3), Buffer.from(`${title} ${number}`)]));
  const chapter = (number: number) => {
    const times = [u32(number), u32(number + 1), Buffer.alloc(8, 0xff)];
    const titled = title ? [name(number)] : [];
    return id3Frame('CHAP', Buffer.concat([Buffer.from(`c${number}\0`), ...times, ...titled]));
  };
  return Buffer.concat([
    id3Tag(Buffer.concat(Array.from({ length: count }, (_, at) => chapter(at)))),
    await sound('mp3'),
  ]);
}

async function tags(count: number): Promise<Buffer> {
  const tag = (number: number) => id3Frame('TXXX', Buffer.from(`\0name ${number}\0value`, 'latin1'));
  return Buffer.concat([id3Tag(Buffer.concat(Array.from({ length: count }, (_, at) => tag(at)))), await sound('mp3')]);
}

const longTitle = async (letters: number) =>
  Buffer.concat([
    id3Tag(id3Frame('TIT2', Buffer.concat([Buffer.alloc(1), Buffer.alloc(letters, 'a')]))),
    await sound('mp3'),
  ]);

const glued = async (kinds: Parameters<typeof sound>[0][]) => Buffer.concat(await Promise.all(kinds.map(sound)));

const film = () => soundFile('testsrc=size=64x64:rate=5:duration=1', 'a.mkv', ['-c:v', 'mpeg4']);
