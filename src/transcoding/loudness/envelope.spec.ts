import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alreadyNormalised } from '../normalise/normaliser.js';
import { BLOCK_SAMPLES, EnvelopeMeter } from './envelope.js';
import { limitingLoss, sustainedPeakOf } from './limiter-prediction.js';

const RATE = 44_100;

function envelopeOf(samples: Float32Array, pieces = 65_536) {
  const meter = new EnvelopeMeter(RATE);
  for (let at = 0; at < samples.length; at += pieces) meter.take(alreadyNormalised(samples.subarray(at, at + pieces)));
  return meter.result();
}

const tone = (frequency: number, amplitude: number, seconds: number, phase = 0) =>
  Float32Array.from(
    { length: RATE * seconds },
    (_, at) => amplitude * Math.sin((2 * Math.PI * frequency * at) / RATE + phase),
  );

describe('EnvelopeMeter', () => {
  it('measures length, peaks and power', () => {
    const envelope = envelopeOf(tone(441, 0.5, 2));
    expect(envelope.seconds).toBeCloseTo(2, 6);
    expect(envelope.peaks).toHaveLength(Math.ceil((2 * RATE) / BLOCK_SAMPLES));
    expect(Math.max(...envelope.peaks)).toBeCloseTo(0.5, 3);
    expect(envelope.powers[10]).toBeCloseTo(0.125, 2);
  });

  it('finds the peak between samples', () => {
    // A quarter of the rate, sampled 45° beside its peaks: the samples show 3 dB less than there is.
    const { truePeak, peaks } = envelopeOf(tone(RATE / 4, 0.8, 1, Math.PI / 4));
    expect(Math.max(...peaks)).toBeCloseTo(0.566, 2);
    expect(20 * Math.log10(truePeak / 0.8)).toBeGreaterThan(-0.5);
    expect(20 * Math.log10(truePeak / 0.8)).toBeLessThan(0.5);
  });

  it('does not care in which pieces the samples come', () => {
    const samples = tone(300, 0.7, 1);
    const whole = envelopeOf(samples);
    fc.assert(
      fc.property(fc.integer({ min: 1_001, max: 9_999 }), (pieces) =>
        expect(envelopeOf(samples, pieces)).toEqual(whole),
      ),
      { numRuns: 10 },
    );
  });

  it('takes no sound at all', () => expect(envelopeOf(new Float32Array(0))).toMatchObject({ seconds: 0, truePeak: 0 }));
});

describe('limitingLoss', () => {
  it('is nothing below the ceiling, and what a steady sound is above it', () => {
    const envelope = envelopeOf(tone(441, 0.5, 2));
    expect(limitingLoss(envelope, 0.6)).toBe(0);
    expect(limitingLoss(envelope, 0.25)).toBeCloseTo(6, 0);
  });

  it('grows as the ceiling comes down', () => {
    const envelope = envelopeOf(Float32Array.from(tone(441, 0.5, 2), (sample, at) => sample * Math.sin(at / 9_000)));
    const losses = [0.5, 0.4, 0.3, 0.2, 0.1].map((ceiling) => limitingLoss(envelope, ceiling));
    expect(losses).toEqual(losses.toSorted((a, b) => a - b));
  });

  it('is nothing for silence', () => expect(limitingLoss(envelopeOf(new Float32Array(RATE)), 0.1)).toBe(0));
});

describe('sustainedPeakOf', () => {
  const clicking = (clicks: number) => {
    const samples = tone(441, 0.1, 10);
    for (let click = 0; click < clicks; click++) samples.fill(1, 2_000 * click, 2_000 * click + 3);
    return envelopeOf(samples);
  };

  it('is the peak of a voice, whatever a few clicks are', () => {
    expect(sustainedPeakOf(clicking(0))).toBeCloseTo(0.1, 2);
    expect(sustainedPeakOf(clicking(3))).toBeCloseTo(0.1, 2);
    expect(sustainedPeakOf(clicking(60))).toBe(1);
  });

  it('does not count pauses as time without peaks', () => {
    const speech = Float32Array.from(tone(441, 0.1, 10), (sample, at) => (at < RATE ? 10 * sample : sample / 1e4));
    expect(sustainedPeakOf(envelopeOf(speech))).toBeCloseTo(1, 2);
  });

  it('is nothing for silence', () => expect(sustainedPeakOf(envelopeOf(new Float32Array(RATE)))).toBe(0));
});
