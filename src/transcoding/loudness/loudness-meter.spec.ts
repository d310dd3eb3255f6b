import { describe, expect, it } from '@jest/globals';
import { alreadyNormalised } from '../normalise/normaliser.js';
import { LoudnessMeter } from './loudness-meter.js';

/** A tone of 1 kHz, in turns of seconds and dBFS. */
function tone(sampleRate: number, ...turns: (readonly [seconds: number, level: number])[]): Float32Array {
  return Float32Array.from(
    turns.flatMap(([seconds, level]) =>
      Array.from(
        { length: seconds * sampleRate },
        (_, at) => 10 ** (level / 20) * Math.sin((2 * Math.PI * 1_000 * at) / sampleRate),
      ),
    ),
  );
}

function measured(sampleRate: number, samples: Float32Array, piece = samples.length) {
  const meter = new LoudnessMeter(sampleRate);
  for (let at = 0; at < samples.length; at += piece) meter.take(alreadyNormalised(samples.subarray(at, at + piece)));
  return meter.result();
}

// EBU Tech 3341 and 3342 state these for stereo, which is 3.01 LU louder than one channel of it.
const MONO = -3.01;

describe('LoudnessMeter', () => {
  it.each([44_100, 48_000])('measures a tone of -23 dBFS as EBU Tech 3341 asks, at %d Hz', (rate) =>
    expect(measured(rate, tone(rate, [20, -23])).lufs).toBeCloseTo(-23 + MONO, 1),
  );

  it('gates what is quieter', () => {
    const samples = tone(48_000, [10, -36], [60, -23], [10, -36]);
    expect(measured(48_000, samples).lufs).toBeCloseTo(-23 + MONO, 1);
    const quieter = tone(48_000, [10, -72], [10, -36], [60, -23], [10, -36], [10, -72]);
    expect(measured(48_000, quieter).lufs).toBeCloseTo(-23 + MONO, 1);
  });

  it.each([
    [[20, -20], [20, -30], 10],
    [[20, -20], [20, -15], 5],
    [[20, -40], [20, -20], 20],
  ] as const)('measures the range of %j and %j as %d LU', (one, other, range) =>
    expect(Math.abs(measured(48_000, tone(48_000, one, other)).range - range)).toBeLessThan(1),
  );

  it('does not depend on how the samples are cut', () => {
    const samples = tone(44_100, [4, -20]);
    expect(measured(44_100, samples, 1_237)).toEqual(measured(44_100, samples));
  });

  it('has nothing to say about silence, and about what is shorter than a block', () => {
    expect(measured(44_100, new Float32Array(44_100))).toEqual({ lufs: null, range: 0 });
    expect(measured(44_100, tone(44_100, [0.3, -10]))).toEqual({ lufs: null, range: 0 });
  });
});
