import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asTheyCameOut, MAX_GAIN_DB, planGain } from './gain.js';

const target = { lufs: -16, truePeak: -1.5 };
const speech = { lufs: -23, range: 5, truePeak: -6 };

describe('planGain', () => {
  it('is the difference to the target', () => expect(planGain(speech, target).gain).toBeCloseTo(7, 1));

  it('makes up for what limiter and encoder take away', () => {
    const { gain } = planGain(speech, target, (gain) => gain / 4);
    expect(gain - gain / 4).toBeCloseTo(7, 1);
  });

  it('turns loud audio down', () => expect(planGain({ ...speech, lufs: -9 }, target).gain).toBeCloseTo(-7, 1));

  it.each([
    ['silent', { lufs: null, range: 0, truePeak: null }],
    ['too-short', { lufs: null, range: 0, truePeak: -6 }],
    ['too-quiet', { lufs: -65, range: 3, truePeak: -50 }],
    ['too-dynamic', { lufs: -40, range: 20, truePeak: -3 }],
  ] as const)('says when audio is %s', (shortfall, measured) =>
    expect(planGain(measured, target).shortfall).toBe(shortfall),
  );

  it('never asks for more than the most gain there is', () => {
    const figure = fc.option(fc.double({ min: -90, max: 10, noNaN: true }));
    fc.assert(
      fc.property(figure, figure, (lufs, truePeak) => {
        expect(planGain({ lufs, truePeak, range: 0 }, target).gain).toBeLessThanOrEqual(MAX_GAIN_DB);
      }),
    );
  });
});

describe('asTheyCameOut', () => {
  const plan = { gain: 20, shortfall: 'too-dynamic' } as const;
  const near = { ...speech, lufs: -16.3 };
  const far = { ...speech, lufs: -17 };

  it('flags nothing that reached the target after all', () =>
    expect(asTheyCameOut([{ level: plan, measured: near }], target)).toEqual({ gain: 20, shortfall: null }));

  it('flags what did not', () => expect(asTheyCameOut([{ level: plan, measured: far }], target)).toEqual(plan));

  it('flags audio of which only the second rendition is short of the target', () => {
    const first = { level: { gain: 20, shortfall: null }, measured: near };
    expect(asTheyCameOut([first, { level: { ...plan, gain: 21 }, measured: far }], target)).toEqual(plan);
  });
});
