import { describe, expect, it } from '@jest/globals';
import { priorityOf, RENEWAL } from './priority.js';

const now = new Date('2026-11-23T08:00:00Z');
const airing = (startsAt: string, isEmergency = false) =>
  priorityOf({ startsAt: new Date(startsAt), isEmergency }, now);

describe('priorityOf', () => {
  it('puts emergencies first, then what airs soonest, then what is not on the schedule, then renewals', () => {
    const inTurn = [
      airing('2026-12-24T00:00:00Z', true),
      airing('2026-11-23T07:59:00Z'),
      airing('2026-11-23T08:10:00Z'),
      airing('2026-11-24T08:10:00Z'),
      priorityOf(undefined, now),
      RENEWAL,
    ];
    expect(inTurn.toSorted((one, other) => one - other)).toEqual(inTurn);
    expect(new Set(inTurn).size).toBe(inTurn.length);
  });

  it('stays within what the queue takes, however far away', () =>
    expect(RENEWAL + airing('2099-01-01T00:00:00Z')).toBeLessThan(2 ** 21));
});
