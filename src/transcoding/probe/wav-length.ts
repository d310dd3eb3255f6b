import { open } from 'node:fs/promises';

/** Chunks before the sound, such as the broadcast extension or a picture in its tags, rarely exceed this. */
const HEAD_BYTES = 65_536;
/** `RIFF`, a size and `WAVE`. */
const FILE_HEAD = 12;
const CHUNK_HEAD = 8;
/** PCM, floats, A-law, µ-law and the extensible form of them: formats with a constant number of bytes per second. */
const CONSTANT_RATE: readonly number[] = [1, 3, 6, 7, 0xfffe];
/** Programs that write to a pipe declare sizes from here on, up to 0xffffffff, when they do not know the length. */
const UNKNOWN_FROM = 0x7fff_0000;

/**
 * The length that the header of a truncated WAV declares. ffmpeg takes the length from what is there.
 * @returns seconds, or null when the sound is as long as declared, or nothing reliable is declared
 */
export async function declaredByWav(path: string): Promise<number | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return declaredIn(buffer.subarray(0, bytesRead), (await file.stat()).size);
  } finally {
    await file.close();
  }
}

/** @param head the first bytes of the file @param fileBytes size of the whole file */
export function declaredIn(head: Buffer, fileBytes: number): number | null {
  let bytesPerSecond = 0;
  if (head.toString('latin1', 0, 4) !== 'RIFF') return null;
  for (let at = FILE_HEAD; at + CHUNK_HEAD <= head.length;) {
    const name = head.toString('latin1', at, at + 4);
    const size = head.readUInt32LE(at + 4);
    const body = at + CHUNK_HEAD;
    if (name === 'data') {
      const isTruncated = size < UNKNOWN_FROM && body + size > fileBytes;
      return isTruncated && bytesPerSecond > 0 ? size / bytesPerSecond : null;
    }
    if (name === 'fmt ' && size >= 16 && body + 12 <= head.length && CONSTANT_RATE.includes(head.readUInt16LE(body))) {
      bytesPerSecond = head.readUInt32LE(body + 8);
    }
    at = body + size + (size % 2);
  }
  return null;
}
