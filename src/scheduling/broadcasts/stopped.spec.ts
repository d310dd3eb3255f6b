import { describe, expect, it } from '@jest/globals';
import { isStopped } from './stopped.js';

const airing = (startsAt: string, endsAt: string) => ({
  startsAt: new Date(`2026-03-02T${startsAt}Z`),
  endsAt: new Date(`2026-03-02T${endsAt}Z`),
});
const TIMES = [
  { from: '2026-03-02T05:00:00+00:00', until: '2026-03-02T06:00:00+00:00' },
  { from: '2026-03-02T20:00:00+00:00', until: null },
];

describe('what is stopped for a time', () => {
  it.each([
    ['ends as the stop begins', '04:30:00', '05:00:00', false],
    ['is on the air when it begins', '04:30:00', '05:00:01', true],
    ['is on the air when it ends', '05:59:59', '06:30:00', true],
    ['begins as it ends', '06:00:00', '06:30:00', false],
    ['falls into one that has no end', '23:00:00', '23:30:00', true],
  ])('counts what %s: %s to %s', (_, startsAt, endsAt, expected) => {
    expect(isStopped(TIMES, airing(startsAt, endsAt))).toBe(expected);
  });

  it('is not what has no sound, e.g. a time that the clocks skip', () => {
    expect(isStopped(TIMES, airing('05:30:00', '05:30:00'))).toBe(false);
  });
});
