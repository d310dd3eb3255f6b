import { box, u32 } from './bytes.js';

/** One audio track, one channel at 8 kHz, whose header declares more samples than the file has bytes. */
export interface Track {
  codec: string;
  samples: number;
  /** How long each sample sounds, in 8,000ths of a second. */
  length: number;
  /** Bytes of each. */
  bytes: number;
  perChunk: number;
  /** All of which lie at the same place. */
  chunks: number;
}

/** A QuickTime file with 16 kB of sound, which all its tracks are about. */
export function quickTime(...tracks: readonly [Track, ...Track[]]): Buffer {
  const [{ samples }] = tracks;
  const mvhd = box('mvhd', u32(0), u32(0), u32(0), u32(8_000), u32(samples), Buffer.alloc(80));
  const moov = box('moov', mvhd, ...tracks.map(trackBox));
  return Buffer.concat([box('ftyp', 'qt  ', u32(0), 'qt  '), box('mdat', Buffer.alloc(16_000, 0x11)), moov]);
}

function trackBox({ codec, samples, length, bytes, perChunk, chunks }: Track): Buffer {
  const entry = Buffer.alloc(28);
  entry.writeUInt16BE(1, 6);
  entry.writeUInt16BE(1, 16);
  entry.writeUInt16BE(16, 18);
  entry.writeUInt32BE(8_000 * 65_536, 24);
  const table = box(
    'stbl',
    box('stsd', u32(0), u32(1), box(codec, entry)),
    box('stts', u32(0), u32(1), u32(samples), u32(length)),
    box('stsc', u32(0), u32(1), u32(1), u32(perChunk), u32(1)),
    box('stsz', u32(0), u32(bytes), u32(samples)),
    box('stco', u32(0), u32(chunks), Buffer.concat(Array.from({ length: chunks }, () => u32(28)))),
  );
  const mdhd = box('mdhd', u32(0), u32(0), u32(0), u32(8_000), u32(samples), u32(0));
  const hdlr = box('hdlr', u32(0), u32(0), 'soun', Buffer.alloc(13));
  const media = box('mdia', mdhd, hdlr, box('minf', box('smhd', u32(0), u32(0)), table));
  return box('trak', box('tkhd', u32(7), Buffer.alloc(80)), media);
}
