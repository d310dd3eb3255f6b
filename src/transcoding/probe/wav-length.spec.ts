import { describe, expect, it } from '@jest/globals';
import { declaredIn } from './wav-length.js';

const BYTES_PER_SECOND = 88_200;

function chunk(name: string, size: number, body = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, body]);
}

/** The head of a WAV whose sound begins after 12 + 24 + 12 + 8 bytes. */
function headOf(dataBytes: number, format = 1): Buffer {
  const form = Buffer.alloc(16);
  form.writeUInt16LE(format, 0);
  form.writeUInt32LE(BYTES_PER_SECOND, 8);
  const riff = chunk('RIFF', dataBytes, Buffer.from('WAVE'));
  return Buffer.concat([riff, chunk('fmt ', 16, form), chunk('LIST', 3, Buffer.alloc(4)), chunk('data', dataBytes)]);
}

const HEAD = 56;

describe('the length that a WAV declares', () => {
  it('is read when the file is truncated', () =>
    expect(declaredIn(headOf(10 * BYTES_PER_SECOND), HEAD + 4 * BYTES_PER_SECOND)).toBe(10));

  it.each([
    ['the sound is whole', headOf(1_000), HEAD + 1_000],
    ['the writer did not know it', headOf(0xffff_ffff), HEAD + 1_000],
    ['the writer of the pipe put the largest number', headOf(0x7fff_f000), HEAD + 1_000],
    ['the codec has no constant rate', headOf(9_000, 0x55), HEAD + 1_000],
    ['there is no sound in the head', headOf(9_000).subarray(0, HEAD - 8), HEAD],
    ['the head ends within a chunk', headOf(9_000).subarray(0, 30), HEAD],
    ['it is another form of RIFF', Buffer.from('RF64'), HEAD],
    ['there is nothing', Buffer.alloc(0), 0],
  ])('is not used when %s', (_, head, fileBytes) => expect(declaredIn(head, fileBytes)).toBeNull());

  it('ends with any sizes of chunks', () => {
    const zeros = Buffer.concat([headOf(0).subarray(0, 12), Buffer.alloc(60_000)]);
    expect(declaredIn(zeros, zeros.length)).toBeNull();
  });
});
