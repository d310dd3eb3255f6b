import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DatedReach, eachOnce, inBoth } from './dated-reach.js';

const id = fc.constantFrom('a', 'b', 'c');
const reach: fc.Arbitrary<DatedReach[]> = fc.array(fc.record({ centreId: fc.option(id), stationId: fc.option(id) }), {
  maxLength: 4,
});
/** The centre that serves a station on some day; null when none does. */
const served = fc.record({ centreId: fc.option(id), stationId: id });

const reaches = (all: readonly DatedReach[], day: DatedReach): boolean =>
  all.some(
    ({ centreId, stationId }) =>
      (centreId === null || centreId === day.centreId) && (stationId === null || stationId === day.stationId),
  );

describe('a reach by day', () => {
  it('has in common with another, on any day at any station, exactly what both include then and there', () => {
    fc.assert(
      fc.property(reach, reach, served, (one, other, day) => {
        expect(reaches(inBoth(one, other), day)).toBe(reaches(one, day) && reaches(other, day));
      }),
      { numRuns: 200 },
    );
  });

  it('names nothing twice, and loses nothing by that', () => {
    fc.assert(
      fc.property(reach, served, (all, day) => {
        const once = eachOnce(all);
        expect(reaches(once, day)).toBe(reaches(all, day));
        expect(new Set(once.map((each) => JSON.stringify(each))).size).toBe(once.length);
      }),
      { numRuns: 200 },
    );
  });
});
