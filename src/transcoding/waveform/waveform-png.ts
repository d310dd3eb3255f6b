import { crc32, deflateSync } from 'node:zlib';

/** Pixels of a poster: fit for an e-mail, and for half the width of a printed page. */
export const WAVEFORM_PNG = { width: 1_800, height: 360 };

// Palette: paper, the middle line, the sound.
const PALETTE = Buffer.from([255, 255, 255, 200, 206, 214, 29, 78, 137]);
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** Draws a waveform as a PNG (ISO/IEC 15948) with three colours. */
export function waveformPng(waveform: Uint8Array): Buffer {
  const { width, height } = WAVEFORM_PNG;
  const rows = Array.from({ length: height }, (_, y) => rowOf(waveform, y));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const chunks = [chunk('IHDR', header), chunk('PLTE', PALETTE), chunk('IDAT', deflateSync(Buffer.concat(rows)))];
  return Buffer.concat([SIGNATURE, ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

/** One line of pixels, after a byte that says that it is not filtered. */
function rowOf(waveform: Uint8Array, y: number): Buffer {
  const middle = (WAVEFORM_PNG.height - 1) / 2;
  const row = Buffer.alloc(1 + WAVEFORM_PNG.width, Math.abs(y - middle) < 1 ? 1 : 0);
  row[0] = 0;
  for (let x = 0; x < WAVEFORM_PNG.width; x++) {
    const level = waveform[Math.floor((x * waveform.length) / WAVEFORM_PNG.width)] ?? 0;
    if (Math.abs(y - middle) <= (level / 255) * middle && level > 0) row[1 + x] = 2;
  }
  return row;
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
