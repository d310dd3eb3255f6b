import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';
import type { Envelope } from '../loudness/envelope.js';

const compress = promisify(deflate);

/** Points of a waveform, however long the audio is: a little more than the width of a console. */
export const WAVEFORM_POINTS = 1_800;

/** The highest sample of each of up to 1,800 equal parts of the audio; 255 is full scale. */
export function waveformOf({ peaks }: Envelope): Uint8Array {
  const points = Math.min(WAVEFORM_POINTS, peaks.length);
  return Uint8Array.from({ length: points }, (_, point) => {
    const from = Math.floor((point * peaks.length) / points);
    const until = Math.max(from + 1, Math.floor(((point + 1) * peaks.length) / points));
    let highest = 0;
    for (let block = from; block < until; block++) highest = Math.max(highest, peaks[block] ?? 0);
    return Math.min(255, Math.round(255 * highest));
  });
}

/** The size of the picture in pixels: enough for an e-mail, or half the width of a printed page. */
export const WAVEFORM_PNG = { width: 1_800, height: 360 };

// Palette: background, centre line, waveform.
const PALETTE = Buffer.from([255, 255, 255, 200, 206, 214, 29, 78, 137]);
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * Draws a waveform as a PNG (ISO/IEC 15948) with three colours. It takes too long for a request: workers draw it once.
 * @param peaks as `waveformOf` returns them
 */
export async function waveformPng(peaks: Uint8Array): Promise<Buffer> {
  const { width, height } = WAVEFORM_PNG;
  const rows = Array.from({ length: height }, (_, y) => rowOf(peaks, y));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const data = await compress(Buffer.concat(rows));
  const chunks = [chunk('IHDR', header), chunk('PLTE', PALETTE), chunk('IDAT', data)];
  return Buffer.concat([SIGNATURE, ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

/** One line of pixels, after a byte that stands for "no filter". */
function rowOf(peaks: Uint8Array, y: number): Buffer {
  const middle = (WAVEFORM_PNG.height - 1) / 2;
  const row = Buffer.alloc(1 + WAVEFORM_PNG.width, Math.abs(y - middle) < 1 ? 1 : 0);
  row[0] = 0;
  for (let x = 0; x < WAVEFORM_PNG.width; x++) {
    const level = peaks[Math.floor((x * peaks.length) / WAVEFORM_PNG.width)] ?? 0;
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
