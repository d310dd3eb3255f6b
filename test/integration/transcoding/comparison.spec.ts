import { describe, expect, it } from '@jest/globals';
import { differencesOf, isTrue, type RenditionSound, type Sound } from '../../../bench/accuracy/random/comparison.js';
import { Draw } from '../../../bench/accuracy/random/draw.js';
import { nameOf, randomInput, simplerThan } from '../../../bench/accuracy/random/random-input.js';

const RATE = 8_000;
const SECONDS = 5;

/** Syllables of noise, and the mean of two voices with `second`. */
function voice(seed: number, level = 0.2): Float32Array {
  const draw = new Draw(seed);
  const loud = Array.from({ length: 8 * SECONDS }, () => (draw.chance(0.3) ? 0 : draw.between(0.1, 1)));
  return Float32Array.from({ length: SECONDS * RATE }, (_, at) => {
    return level * (loud[Math.floor((8 * at) / RATE)] ?? 0) * draw.between(-1, 1);
  });
}
const mean = (one: Float32Array, other: Float32Array) => one.map((value, at) => (value + (other[at] ?? 0)) / 2);

const soundOf = (samples: Float32Array): Sound => ({ samples, rate: RATE });
const heard = (samples: Float32Array, lufs = -16): RenditionSound => ({
  ...soundOf(samples),
  lufs,
  truePeak: -2,
  mostPeak: -1,
});
const nothingSaid = { shortfall: null };

describe('comparing a rendition with a plain decode', () => {
  const [one, other] = [voice(1), voice(2)];
  const both = soundOf(mean(one, other));
  const delayed = (samples: Float32Array, by: number) => Float32Array.from([...new Float32Array(by), ...samples]);

  it('accepts another level and the delay of an encoder', () => {
    const louder = both.samples.map((value) => 3 * value);
    expect(differencesOf(both, heard(delayed(louder, 0.05 * RATE), -16.4), nothingSaid)).toEqual([]);
  });

  it.each([0, 1, 2.5, SECONDS - 0.3])('notices that 0.2 s are missing after %d s', (after) => {
    const cut = [...both.samples];
    cut.splice(after * RATE, 0.2 * RATE);
    expect(differencesOf(both, heard(Float32Array.from(cut)), nothingSaid)).not.toEqual([]);
  });

  it('notices that a part was replaced by another of the same length', () => {
    const wrong = both.samples.map((value, at) => (at > 4.2 * RATE ? (one[at - RATE] ?? 0) : value));
    expect(differencesOf(both, heard(wrong), nothingSaid).join()).toContain('last fifth');
  });

  it('notices that a channel is missing', () => expect(differencesOf(both, heard(one), nothingSaid)).not.toEqual([]));

  it('notices that the level is 1 LU off', () => {
    for (const lufs of [-17, -15]) {
      expect(differencesOf(both, heard(both.samples, lufs), nothingSaid)).toEqual([expect.stringContaining('LUFS')]);
    }
  });

  it.each(['too-quiet', 'too-dynamic', 'silent', 'too-short', 'loudness-missed', 'peaks-too-high'])(
    'does not believe that ordinary speech is %s',
    (shortfall) => expect(differencesOf(both, heard(both.samples, -20), { shortfall })).toHaveLength(1),
  );

  it('believes what is true', () => {
    const quiet = soundOf(voice(3, 0.0005));
    expect(differencesOf(quiet, heard(quiet.samples, -22), { shortfall: 'too-quiet' })).toEqual([]);
    const bursts = voice(4, 0.01).map((value, at) => (at % (0.4 * RATE) === 0 ? 0.9 : value));
    expect(isTrue('too-dynamic', soundOf(bursts), heard(bursts, -22))).toBe(true);
  });
});

describe('random inputs', () => {
  it('are the same for the same number, and others for another', () => {
    expect(randomInput(7)).toEqual(randomInput(7));
    expect(new Set(Array.from({ length: 50 }, (_, seed) => nameOf(randomInput(seed)))).size).toBe(50);
  });

  it('become simpler until nothing can be taken away', () => {
    for (let seed = 0; seed < 200; seed++) {
      let [input, steps] = [randomInput(seed), 0];
      for (let next = simplerThan(input)[0]; next; next = simplerThan(input)[0]) [input, steps] = [next, steps + 1];
      expect(steps).toBeLessThan(10);
      expect(input.parts).toMatchObject([{ channels: ['a'], gap: null, louder: 0 }]);
    }
  });
});
