import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findClashes, findSelfClashes, type Slot } from './find-clashes.js';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2) + minute * 60_000);
const slotOf = (stationId: string, start: number, minutes: number): Slot => ({
  stationId,
  startsAt: at(start),
  endsAt: at(start + minutes),
});
const overlap = (one: Slot, other: Slot) =>
  one.stationId === other.stationId && one.startsAt < other.endsAt && other.startsAt < one.endsAt;
const slot = fc
  .tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 }))
  .map((parts) => slotOf(...parts));

describe('clashes', () => {
  it('are found at the same station only', () => {
    expect(findClashes([slotOf('a', 0, 10)], [slotOf('b', 0, 10)])).toEqual([]);
    expect(findClashes([slotOf('a', 0, 10)], [slotOf('a', 9, 10)])).toHaveLength(1);
  });

  it('are not found between slots that touch', () => {
    expect(findClashes([slotOf('a', 10, 10)], [slotOf('a', 0, 10), slotOf('a', 20, 5)])).toEqual([]);
  });

  it('are exactly the overlapping pairs', () => {
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 15 }), fc.array(slot, { maxLength: 30 }), (wanted, tried) => {
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
      fc.property(fc.array(slot, { maxLength: 20 }), (wanted) => {
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
