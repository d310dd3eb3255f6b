import { frameAt } from './mpeg-frames.js';

/** The kinds of audio that are accepted, by the names of ffmpeg's demuxers. No file of these kinds refers to another file. */
export const AUDIO_KINDS = [
  'wav',
  'w64',
  'aiff',
  'flac',
  'mp3',
  'aac',
  'mov',
  'ogg',
  'asf',
  'amr',
  'matroska',
] as const;
export type AudioKind = (typeof AUDIO_KINDS)[number];

/** How many of the first bytes of a file `audioKindOf` needs; all of them in a shorter file. */
export const HEAD_BYTES = 65_536;

// Consecutive frames that identify MPEG audio; fewer than one in 100,000 heads of random bytes contains as many.
const FRAMES_IN_A_ROW = 3;

const ASF_HEADER = Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex');
const W64_HEADER = Buffer.from('726966662e91cf11a5d628db04c10000', 'hex');
const EBML_HEADER = Buffer.from('1a45dfa3', 'hex');
const MOV_BOXES = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot'];
// HEIC and AVIF use the same boxes.
const PICTURE_BRANDS = /^(hei[cxms]|mif1|msf1|avi[fs])$/;

/**
 * The kind of a file with these first bytes; undefined when the file is not audio of an accepted kind.
 * Only the content counts: file names are ignored, and playlists (HLS, ffconcat, SDP …) are not audio.
 */
export function audioKindOf(head: Buffer): AudioKind | undefined {
  return bySignature(head) ?? (isTransportStream(head) ? undefined : byFrames(head));
}

/** The length of the ID3v2 tag at the beginning of `head`, in bytes; 0 without one. The size is stored in 7-bit bytes. */
export function id3Length(head: Buffer): number {
  if (head.length < 10 || text(head, 0, 3) !== 'ID3') return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((head[at] ?? 0) & 0x7f), 0);
  const footer = (head[5] ?? 0) & 0x10 ? 10 : 0;
  return 10 + size + footer;
}

/** MPEG-TS (broadcast captures, HLS segments) consists of packets of 188 bytes that begin with G; frames in them are cut up. */
const isTransportStream = (head: Buffer) => [0, 1, 2, 3].every((packet) => head[188 * packet] === 0x47);

function bySignature(head: Buffer): AudioKind | undefined {
  const first = text(head, 0, 4);
  if (first === 'RIFF' || first === 'RF64') return text(head, 8, 12) === 'WAVE' ? 'wav' : undefined;
  if (first === 'FORM') return ['AIFF', 'AIFC'].includes(text(head, 8, 12)) ? 'aiff' : undefined;
  if (first === 'fLaC') return 'flac';
  if (first === 'OggS') return 'ogg';
  if (text(head, 0, 5) === '#!AMR') return 'amr';
  if (starts(head, EBML_HEADER)) return 'matroska';
  if (starts(head, ASF_HEADER)) return 'asf';
  if (starts(head, W64_HEADER)) return 'w64';
  if (PICTURE_BRANDS.test(text(head, 8, 12))) return undefined;
  return MOV_BOXES.includes(text(head, 4, 8)) ? 'mov' : undefined;
}

/** MP3 and ADTS have no signature; they are identified by consecutive frames, each at the offset that follows from the last. */
function byFrames(head: Buffer): AudioKind | undefined {
  for (let at = head.indexOf(0xff); at >= 0; at = head.indexOf(0xff, at + 1)) {
    const first = frameAt(head, at);
    if (first && framesInARow(head, at)) return first.kind;
  }
  return undefined;
}

function framesInARow(head: Buffer, start: number): boolean {
  let at = start;
  for (let frames = 0; frames < FRAMES_IN_A_ROW; frames++) {
    const frame = frameAt(head, at);
    if (!frame) return false;
    at += frame.bytes;
    // A shorter file counts too if it ends with a complete frame.
    if (at >= head.length) return frames > 0 && start === 0;
  }
  return true;
}

const text = (head: Buffer, from: number, until: number) => head.toString('latin1', from, until);
const starts = (head: Buffer, signature: Buffer) => head.subarray(0, signature.length).equals(signature);
