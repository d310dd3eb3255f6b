import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../findings/findings.js';
import { trimBounds } from './trim-bounds.js';

const silences: Finding[] = [
  { code: 'silence-at-start', seconds: 2 },
  { code: 'silence-inside', from: 10, seconds: 6 },
  { code: 'silence-at-end', seconds: 3.5 },
];

describe('trimBounds', () => {
  it('leaves a breath of the silences at both ends, and those inside alone', () =>
    expect(trimBounds({}, silences, 60)).toEqual({ fromSeconds: 1.7, untilSeconds: 56.8 }));

  it('does as it is told where it is told', () => {
    expect(trimBounds({ fromSeconds: 0 }, silences, 60)).toEqual({ fromSeconds: 0, untilSeconds: 56.8 });
    expect(trimBounds({ fromSeconds: 5, untilSeconds: 20 }, silences, 60)).toEqual({
      fromSeconds: 5,
      untilSeconds: 20,
    });
    expect(trimBounds({ fromSeconds: 5, untilSeconds: 99 }, [], 60)).toEqual({ fromSeconds: 5, untilSeconds: 60 });
  });

  it('tells when there is nothing to do, or nothing would be left', () => {
    expect(trimBounds({}, [], 60)).toBe('nothing');
    expect(trimBounds({ fromSeconds: 0, untilSeconds: 60 }, silences, 60)).toBe('nothing');
    expect(trimBounds({ fromSeconds: 0.0001 }, [], 60)).toBe('nothing');
    expect(trimBounds({ untilSeconds: 59.9999 }, [], 60)).toBe('nothing');
    expect(trimBounds({ fromSeconds: 0.0004, untilSeconds: 60.1234 }, silences, 60.1234)).toBe('nothing');
    expect(trimBounds({ fromSeconds: 0.001 }, [], 60)).toEqual({ fromSeconds: 0.001, untilSeconds: 60 });
    expect(trimBounds({ fromSeconds: 20, untilSeconds: 20.4 }, silences, 60)).toBe('too-little');
    expect(trimBounds({ fromSeconds: 99 }, silences, 60)).toBe('too-little');
  });

  it('never reaches outside the audio', () => {
    const second = fc.double({ min: 0, max: 200, noNaN: true });
    const wish = fc.record({ fromSeconds: second, untilSeconds: second }, { requiredKeys: [] });
    fc.assert(
      fc.property(wish, fc.double({ min: 0.001, max: 100, noNaN: true }), (wished, seconds) => {
        const bounds = trimBounds(wished, silences, seconds);
        if (typeof bounds === 'string') return;
        expect(bounds.fromSeconds).toBeGreaterThanOrEqual(0);
        expect(bounds.untilSeconds).toBeGreaterThan(bounds.fromSeconds);
        expect(bounds.untilSeconds).toBeLessThanOrEqual(seconds + 0.001);
      }),
    );
  });
});
