import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FloatWav } from './float-wav.js';

/** As ffmpeg writes it: an extensible header, a chunk that nobody needs, sizes that are unknown. */
function wavOf(samples: Float32Array, channels: number, sampleRate: number): Buffer {
  const format = Buffer.alloc(8 + 40);
  format.write('fmt ', 'latin1');
  format.writeUInt32LE(40, 4);
  format.writeUInt16LE(channels, 10);
  format.writeUInt32LE(sampleRate, 12);
  const fact = Buffer.from('fact\x04\0\0\0\xff\xff\xff\xff', 'latin1');
  const data = Buffer.from('data\xff\xff\xff\xff', 'latin1');
  const head = Buffer.from('RIFF\xff\xff\xff\xffWAVE', 'latin1');
  return Buffer.concat([head, format, fact, data, Buffer.from(samples.buffer)]);
}

describe('FloatWav', () => {
  it('returns whole frames in order, however the bytes are cut', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), sizes, (channels, pieces) => {
        const samples = Float32Array.from({ length: channels * 60 }, (_, at) => at);
        const bytes = wavOf(samples, channels, 44_100);
        const reader = new FloatWav();
        const read: number[] = [];
        for (let at = 0, piece = 0; at < bytes.length; piece++) {
          const size = pieces[piece % pieces.length] ?? 1;
          const frames = reader.take(bytes.subarray(at, at + size));
          expect(frames.length % channels).toBe(0);
          read.push(...frames);
          at += size;
        }
        expect(reader.form).toEqual({ channels, sampleRate: 44_100 });
        expect(read).toEqual([...samples]);
      }),
    );
  });

  it('takes pieces larger than its buffer', () => {
    const samples = Float32Array.from({ length: 500_000 }, (_, at) => at);
    expect(new FloatWav().take(wavOf(samples, 2, 8_000))).toEqual(samples);
  });
});
