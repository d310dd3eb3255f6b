import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ChannelMeter } from './channel-meter.js';
import { chooseMix, evenMix } from './mix.js';
import { Normaliser } from './normaliser.js';

const RATE = 44_100;
const LENGTH = RATE / 10;
const band = { lowest: 100, sampleRate: RATE };
const voice = (at: number) => 0.3 * Math.sin((2 * Math.PI * 500 * at) / RATE);
const other = (at: number) => 0.2 * Math.sin((2 * Math.PI * 730 * at) / RATE);

function framesOf(...channels: ((at: number) => number)[]): Float32Array {
  return Float32Array.from({ length: LENGTH * channels.length }, (_, index) => {
    const channel = channels[index % channels.length];
    return channel?.(Math.floor(index / channels.length)) ?? 0;
  });
}

function mixOf(...channels: ((at: number) => number)[]): readonly number[] {
  const meter = new ChannelMeter(channels.length);
  meter.take(framesOf(...channels));
  return chooseMix(meter.result()).weights;
}

const powerOf = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;
const peakOf = (samples: Float32Array) => samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);

describe('chooseMix', () => {
  it('takes the one channel that speaks, wherever it is', () => {
    const anywhere = fc.integer({ min: 1, max: 8 }).chain((of) => fc.tuple(fc.constant(of), fc.nat(of - 1)));
    fc.assert(
      fc.property(anywhere, ([of, speaking]) => {
        const channels = Array.from({ length: of }, (_, index) => (index === speaking ? voice : () => 0));
        expect(mixOf(...channels)).toEqual(channels.map((channel) => (channel === voice ? 1 : 0)));
      }),
      { numRuns: 30 },
    );
  });

  it.each([-1, -0.9, -1.1])('takes the louder of two channels, when one is the other times %d', (factor) =>
    expect(mixOf(voice, (at) => factor * voice(at))).toEqual(factor < -1 ? [0, 1] : [1, 0]),
  );

  it('mixes all that are heard, and is not misled by an offset', () => {
    expect(mixOf(voice, other)).toEqual([0.5, 0.5]);
    expect(mixOf(voice, (at) => 0.5 + 0.001 * voice(at), other)).toEqual([0.5, 0, 0.5]);
    expect(
      mixOf(
        (at) => 0.4 + voice(at),
        (at) => 0.4 - 0.9 * voice(at),
      ),
    ).toEqual([1, 0]);
  });

  it('takes one of two channels that are opposite for a while only', () => {
    const turning = (at: number) => (at < LENGTH / 2 ? -1 : 1) * voice(at);
    const meter = new ChannelMeter(2);
    for (let second = 0; second < 10; second++) meter.take(framesOf(voice, second < 3 ? turning : voice));
    expect(chooseMix(meter.result()).weights).toEqual([0.5, 0.5]);
    for (let second = 0; second < 10; second++) meter.take(framesOf(voice, (at) => -voice(at)));
    expect(chooseMix(meter.result()).weights).toEqual([1, 0]);
  });

  it('mixes two microphones, though each hears the other voice softly and late', () => {
    const bleeding = (at: number) => other(at) - 0.25 * voice(at);
    expect(mixOf((at) => voice(at) - 0.25 * other(at), bleeding)).toEqual([0.5, 0.5]);
  });

  it('mixes each group of channels by itself', () => {
    const [left, right] = [(at: number) => voice(at), (at: number) => -0.9 * voice(at)];
    const meter = new ChannelMeter(3);
    meter.take(framesOf(other, left, right));
    expect(chooseMix(meter.result(), [[0], [1, 2]]).weights).toEqual([1, 1, 0]);
  });

  it('does not mix channels that cancel each other, though neither cancels the loudest', () => {
    const louder = (at: number) => 2 * other(at);
    expect(mixOf(louder, voice, (at) => -0.9 * voice(at))).toEqual([0.5, 0.5, 0]);
  });

  it('hears somebody who speaks only once, softly, on a channel of their own', () => {
    const meter = new ChannelMeter(2);
    for (let second = 0; second < 300; second++)
      meter.take(framesOf(voice, (at) => (second === 200 ? 0.15 * other(at) : 0)));
    expect(chooseMix(meter.result()).weights).toEqual([0.5, 0.5]);
  });

  it('mixes silence evenly', () =>
    expect(
      mixOf(
        () => 0,
        () => 0,
      ),
    ).toEqual([0.5, 0.5]));
});

describe('Normaliser', () => {
  const normalised = (frames: Float32Array, channels = 1) =>
    new Normaliser(evenMix(channels), band).take(frames).values;

  it.each([NaN, Infinity, -Infinity, 1e30])('takes %d for silence, at any place in any channel', (bad) => {
    const whole = powerOf(normalised(framesOf(voice, other), 2));
    fc.assert(
      fc.property(fc.nat(2 * LENGTH - 1), (place) => {
        const frames = framesOf(voice, other);
        frames[place] = bad;
        const samples = normalised(frames, 2);
        expect(samples.every(Number.isFinite)).toBe(true);
        expect(powerOf(samples) / whole).toBeCloseTo(1, 2);
      }),
      { numRuns: 20 },
    );
  });

  it.each([0.4, -0.4, 0.9])('removes an offset of %d without a click at the beginning', (offset) => {
    const samples = normalised(framesOf((at) => offset + 0.01 * voice(at)));
    expect(peakOf(samples)).toBeLessThan(0.01);
  });

  it('gives the same, however the frames are cut', () => {
    const whole = normalised(framesOf(voice, other), 2);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: LENGTH }), (length) => {
        const normaliser = new Normaliser(evenMix(2), band);
        const frames = framesOf(voice, other);
        const parts = [frames.subarray(0, 2 * length), frames.subarray(2 * length)];
        const values = parts.flatMap((part) => [...normaliser.take(part).values]);
        expect(values).toEqual([...whole]);
      }),
      { numRuns: 10 },
    );
  });

  it('gives the same whether a meter listens or not', () => {
    const take = (meter?: ChannelMeter) =>
      new Normaliser(evenMix(3), band, meter).take(framesOf((at) => 0.4 + voice(at), other, voice)).values;
    const [listened, plain] = [take(new ChannelMeter(3)), take()];
    expect(peakOf(plain)).toBeGreaterThan(0.2);
    expect(peakOf(listened.map((sample, at) => sample - (plain[at] ?? 0)))).toBeLessThan(1e-6);
  });
});

describe('ChannelMeter', () => {
  const heard = (...channels: ((at: number) => number)[]) => {
    const meter = new ChannelMeter(channels.length);
    meter.take(framesOf(...channels));
    return meter.result();
  };

  it('hears the same of two channels, whether there is a third one or not', () => {
    const [left, right] = [(at: number) => 0.1 + voice(at), (at: number) => other(at) - 0.97 * voice(at)];
    const [two, three] = [heard(left, right), heard(left, right, () => 0)];
    expect(two.channels).toEqual(three.channels.slice(0, 2));
    expect(two.cancelled(0, 1)).toBe(three.cancelled(0, 1));
    const opposite = (at: number) => -left(at);
    expect([heard(left, opposite), heard(left, opposite, right)].map(({ cancelled }) => cancelled(0, 1))).toEqual([
      1, 1,
    ]);
  });

  it('counts what is at full scale in one piece after another, unless anything lower is between', () => {
    const meter = new ChannelMeter(1);
    for (const piece of [[0.5, 1, 1], [1, 0.5], [-1, -1], [0.2, 0.1], [-1]]) meter.countClips(Float32Array.from(piece));
    expect(meter.result().channels[0]?.clips).toBe(1);
  });
});

describe('what a horn cannot sound', () => {
  const hum = (at: number) => Math.sin((2 * Math.PI * 20 * at) / RATE);
  const weightsOf = (left: (at: number) => number, right: (at: number) => number) => {
    const meter = new ChannelMeter(2);
    new Normaliser(evenMix(2), { lowest: 100, sampleRate: RATE }, meter).take(framesOf(left, right));
    return chooseMix(meter.result()).weights;
  };

  it('does not hide that two channels are opposite', () =>
    expect(
      weightsOf(
        (at) => hum(at) + voice(at),
        (at) => hum(at) - 0.9 * voice(at),
      ),
    ).toEqual([1, 0]));

  it('is not taken for the channel that speaks', () => expect(weightsOf(hum, voice)[1]).toBeGreaterThan(0));
});

describe('ChannelMeter', () => {
  it('counts how often a channel is clipped', () => {
    const meter = new ChannelMeter(2);
    meter.countClips(framesOf(voice, (at) => Math.max(-1, Math.min(1, 9 * voice(at)))));
    const [clean, clipped] = meter.result().channels;
    expect(clean?.clips).toBe(0);
    expect(clipped?.clips).toBeGreaterThan(50);
  });
});
