/** The demuxers that may ever be used. None of them opens anything but the file it is given. */
export const DEMUXERS = ['wav', 'w64', 'aiff', 'flac', 'mp3', 'aac', 'mov', 'ogg', 'asf', 'amr', 'matroska'] as const;
export type Demuxer = (typeof DEMUXERS)[number];

/** How many bytes of a file's beginning `demuxerOf` wants to see; shorter files are seen whole. */
export const HEAD_BYTES = 65_536;

const ASF_HEADER = Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex');
const W64_HEADER = Buffer.from('726966662e91cf11a5d628db04c10000', 'hex');
const EBML_HEADER = Buffer.from('1a45dfa3', 'hex');
const MOV_BOXES = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'];

/**
 * The demuxer for a file with these first bytes; undefined when they are not the beginning of any audio that is taken.
 * The content alone decides: a file's name says nothing, and playlists (HLS, ffconcat, SDP …) are no audio.
 */
export function demuxerOf(head: Buffer): Demuxer | undefined {
  return bySignature(head) ?? byFrames(head);
}

/** Where the audio begins after an ID3v2 tag, in bytes; 0 when there is none. The size is stored in 7-bit bytes. */
export function id3Length(head: Buffer): number {
  if (head.length < 10 || text(head, 0, 3) !== 'ID3') return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((head[at] ?? 0) & 0x7f), 0);
  const footer = (head[5] ?? 0) & 0x10 ? 10 : 0;
  return 10 + size + footer;
}

function bySignature(head: Buffer): Demuxer | undefined {
  const first = text(head, 0, 4);
  if (first === 'RIFF' || first === 'RF64') return text(head, 8, 12) === 'WAVE' ? 'wav' : undefined;
  if (first === 'FORM') return ['AIFF', 'AIFC'].includes(text(head, 8, 12)) ? 'aiff' : undefined;
  if (first === 'fLaC') return 'flac';
  if (first === 'OggS') return 'ogg';
  if (text(head, 0, 5) === '#!AMR') return 'amr';
  if (starts(head, EBML_HEADER)) return 'matroska';
  if (starts(head, ASF_HEADER)) return 'asf';
  if (starts(head, W64_HEADER)) return 'w64';
  return MOV_BOXES.includes(text(head, 4, 8)) ? 'mov' : undefined;
}

/** MP3 and ADTS have no signature: several frames in a row, each where the one before says, are proof enough. */
function byFrames(head: Buffer): Demuxer | undefined {
  for (let at = 0; at + 4 <= head.length; at++) {
    if (head[at] !== 0xff || ((head[at + 1] ?? 0) & 0xe0) !== 0xe0) continue;
    if (framesInARow(head, at, mpegFrameLength)) return 'mp3';
    if (framesInARow(head, at, adtsFrameLength)) return 'aac';
  }
  return undefined;
}

const ENOUGH_FRAMES = 3;

function framesInARow(head: Buffer, start: number, lengthAt: (head: Buffer, at: number) => number): boolean {
  let at = start;
  for (let frames = 0; frames < ENOUGH_FRAMES; frames++) {
    const length = lengthAt(head, at);
    if (length === 0) return false;
    at += length;
    // A file that ends with a whole frame is proof too, when it is that short.
    if (at >= head.length) return frames > 0 && start === 0;
  }
  return true;
}

// ISO/IEC 11172-3, 2.4.2.3 and 13818-3: kbit/s by bitrate index, for MPEG-1 and for MPEG-2/2.5, layers 3 and 2.
const MPEG1 = {
  3: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
};
const MPEG2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES = [44_100, 48_000, 32_000];

/** Bytes of the MPEG audio frame (layer 2 or 3) at `at`; 0 when there is none. */
export function mpegFrameLength(head: Buffer, at: number): number {
  const [sync, second, third] = [head[at] ?? 0, head[at + 1] ?? 0, head[at + 2] ?? 0];
  if (sync !== 0xff || (second & 0xe0) !== 0xe0) return 0;
  const version = (second >> 3) & 3; // 3 is MPEG-1, 2 is MPEG-2, 0 is MPEG-2.5
  const layer = 4 - ((second >> 1) & 3);
  if (version === 1 || (layer !== 2 && layer !== 3)) return 0;
  const isMpeg1 = version === 3;
  const kbits = (isMpeg1 ? MPEG1[layer] : MPEG2)[third >> 4];
  const rate = RATES[(third >> 2) & 3];
  if (!kbits || !rate) return 0;
  const samplesPer8Bits = layer === 3 && !isMpeg1 ? 72 : 144;
  const divisor = isMpeg1 ? 1 : version === 2 ? 2 : 4;
  return Math.floor((samplesPer8Bits * kbits * 1000 * divisor) / rate) + ((third >> 1) & 1);
}

/** Bytes of the ADTS (raw AAC) frame at `at`; 0 when there is none. */
function adtsFrameLength(head: Buffer, at: number): number {
  const bytes = head.subarray(at, at + 7);
  if (bytes.length < 7 || bytes[0] !== 0xff || ((bytes[1] ?? 0) & 0xf6) !== 0xf0) return 0;
  const length = (((bytes[3] ?? 0) & 3) << 11) | ((bytes[4] ?? 0) << 3) | ((bytes[5] ?? 0) >> 5);
  return length > 7 ? length : 0;
}

const text = (head: Buffer, from: number, until: number) => head.toString('latin1', from, until);
const starts = (head: Buffer, signature: Buffer) => head.subarray(0, signature.length).equals(signature);
