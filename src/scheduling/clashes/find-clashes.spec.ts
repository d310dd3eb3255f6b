import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findClashes, findSelfClashes, type TimeSlot } from './find-clashes.js';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2) + minute * 60_000);
const airingOf = (stationId: string, start: number, minutes: number): TimeSlot => ({
  stationId,
  startsAt: at(start),
  endsAt: at(start + minutes),
});
const overlap = (one: TimeSlot, other: TimeSlot) =>
  one.stationId === other.stationId && one.startsAt < other.endsAt && other.startsAt < one.endsAt;
const airing = fc
  .tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 }))
  .map((parts) => airingOf(...parts));

describe('clashes', () => {
  it('are found at the same station only', () => {
    expect(findClashes([airingOf('a', 0, 10)], [airingOf('b', 0, 10)])).toEqual([]);
    expect(findClashes([airingOf('a', 0, 10)], [airingOf('a', 9, 10)])).toHaveLength(1);
  });

  it('are not found between airings that touch', () => {
    expect(findClashes([airingOf('a', 10, 10)], [airingOf('a', 0, 10), airingOf('a', 20, 5)])).toEqual([]);
  });

  it('are exactly the overlapping pairs', () => {
    fc.assert(
      fc.property(fc.array(airing, { maxLength: 15 }), fc.array(airing, { maxLength: 30 }), (wanted, tried) => {
        const planned = tried.filter((one, index) => !tried.slice(0, index).some((other) => overlap(one, other)));
        const apart = planned.filter((one) => !planned.some((other) => other !== one && overlap(one, other)));
        const expected = wanted.flatMap((one) =>
          apart
            .filter((other) => overlap(one, other))
            .toSorted((first, second) => first.startsAt.getTime() - second.startsAt.getTime())
            .map((other) => ({ wanted: one, planned: other })),
        );
        expect(findClashes(wanted, apart)).toEqual(expected);
      }),
    );
  });
});

describe('clashes within one list', () => {
  it('leave a list of which no two overlap', () => {
    fc.assert(
      fc.property(fc.array(airing, { maxLength: 20 }), (wanted) => {
        const refused = new Set(findSelfClashes(wanted).map((clash) => clash.wanted));
        const left = wanted.filter((one) => !refused.has(one));
        expect(left.some((one) => left.some((other) => other !== one && overlap(one, other)))).toBe(false);
        expect(refused.size === 0).toBe(
          !wanted.some((one) => wanted.some((other) => other !== one && overlap(one, other))),
        );
      }),
    );
  });
});
