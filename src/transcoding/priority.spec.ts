import { describe, expect, it } from '@jest/globals';
import { priorityOf, RENEWAL } from './priority.js';

const asked = new Date('2026-11-23T08:00:00Z');
const airing = (startsAt: string, isEmergency = false) =>
  priorityOf({ startsAt: new Date(startsAt), isEmergency }, asked);

describe('priorityOf', () => {
  it('puts emergencies first, then what airs soonest, what is on no schedule before what is days away, and renewals last', () => {
    const inTurn = [
      airing('2026-12-24T00:00:00Z', true),
      airing('2026-11-23T07:59:00Z'),
      airing('2026-11-23T08:10:00Z'),
      airing('2026-11-24T07:50:00Z'),
      priorityOf(undefined, asked),
      airing('2026-11-24T08:10:00Z'),
      airing('2100-01-01T00:00:00Z'),
      RENEWAL,
    ];
    expect(inTurn.toSorted((one, other) => one - other)).toEqual(inTurn);
    expect(new Set(inTurn).size).toBe(inTurn.length);
  });

  it('is the same whenever it is asked, so what came at different times can be compared', () => {
    const next = { startsAt: new Date('2026-11-23T17:00:00Z'), isEmergency: false };
    expect(priorityOf(next, new Date('2026-11-23T16:00:00Z'))).toBe(priorityOf(next, asked));
  });

  it('fits into the integer that is stored', () => expect(RENEWAL).toBeLessThan(2 ** 31));
});
