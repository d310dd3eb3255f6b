import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Said } from '../deciding/play.js';
import { sayableAt, sayableFrom, timeOfTap } from './sayable.js';

const broadcast = { startsAt: new Date('2026-11-15T22:00:00Z'), endsAt: new Date('2026-11-15T22:30:00Z') };
const nearIt = fc.date({
  min: new Date('2026-11-15T21:00:00Z'),
  max: new Date('2026-11-15T23:30:00Z'),
  noInvalidDate: true,
});

describe('what can be said of a broadcast', () => {
  it.each([
    ['before it', '21:59:59.999', []],
    ['when it begins', '22:00:00.000', ['not-aired']],
    ['a second after it began', '22:00:01.000', ['not-aired']],
    ['just before its end', '22:29:59.999', ['not-aired']],
    ['at its end', '22:30:00.000', ['heard', 'partly', 'not-aired']],
  ])('%s', (_, time, words) => {
    expect(sayableAt(broadcast, new Date(`2026-11-15T${time}Z`))).toEqual(words);
  });

  it('only grows with time', () => {
    fc.assert(
      fc.property(nearIt, nearIt, (one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        expect(sayableAt(broadcast, later)).toEqual(expect.arrayContaining(sayableAt(broadcast, earlier)));
      }),
    );
  });

  it('never is that it was heard, before its end', () => {
    for (const said of Said.options.filter((word) => word !== 'not-aired')) {
      expect(sayableFrom(said, broadcast)).toEqual(broadcast.endsAt);
    }
  });
});

describe('the time of a tap', () => {
  it('is what the device says, however far ahead its clock is, but never after the arrival', () => {
    fc.assert(
      fc.property(nearIt, nearIt, (saidAt, arrivedAt) => {
        const tappedAt = timeOfTap(saidAt, arrivedAt);
        expect(tappedAt.getTime()).toBe(Math.min(saidAt.getTime(), arrivedAt.getTime()));
      }),
    );
  });
});
