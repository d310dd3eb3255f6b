import { frameLength } from './mpeg-frames.js';

/** How much of a file's beginning is looked at, in bytes. */
export const HEAD_BYTES = 65_536;

// Frames in a row that make it MPEG audio; random bytes hold as many less than once in 100,000 heads.
const FRAMES_IN_A_ROW = 3;

type Sign = (head: Buffer) => boolean;

const at =
  (offset: number, text: string): Sign =>
  (head) =>
    head.subarray(offset, offset + text.length).toString('latin1') === text;
const both =
  (...signs: Sign[]): Sign =>
  (head) =>
    signs.every((sign) => sign(head));
// The same box holds photos (HEIC, AVIF).
const isPicture: Sign = (head) => /^(hei[cxms]|mif1|msf1|avi[fs])$/.test(head.subarray(8, 12).toString('latin1'));

const CONTAINERS: Sign[] = [
  both(at(0, 'RIFF'), at(8, 'WAVE')),
  both(at(0, 'RF64'), at(8, 'WAVE')),
  both(at(0, 'BW64'), at(8, 'WAVE')),
  at(0, 'riff\x2e\x91\xcf\x11'),
  both(at(0, 'FORM'), at(8, 'AIF')),
  at(0, 'ID3'),
  at(0, 'fLaC'),
  at(0, 'OggS'),
  at(0, '#!AMR'),
  at(0, 'caff'),
  at(0, 'wvpk'),
  both(at(4, 'ftyp'), (head) => !isPicture(head)),
  at(4, 'moov'),
  at(4, 'mdat'),
  // Matroska and WebM; ASF (WMA).
  at(0, '\x1a\x45\xdf\xa3'),
  at(0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11'),
];

/**
 * Whether the beginning of a file is that of a kind of audio that people hand in. The name plays no part.
 * Cheap and generous: whether it can really be decoded is found out when it is processed.
 */
export function looksLikeAudio(head: Buffer): boolean {
  return CONTAINERS.some((sign) => sign(head)) || hasFrames(head);
}

/** Bare MP3 and AAC, also behind a tag or some bytes of another kind. */
function hasFrames(head: Buffer): boolean {
  for (let start = head.indexOf(0xff); start >= 0; start = head.indexOf(0xff, start + 1)) {
    let next = start;
    let frames = 0;
    for (let length = frameLength(head, next); length && frames < FRAMES_IN_A_ROW; length = frameLength(head, next)) {
      next += length;
      frames += 1;
    }
    if (frames === FRAMES_IN_A_ROW) return true;
  }
  return false;
}
