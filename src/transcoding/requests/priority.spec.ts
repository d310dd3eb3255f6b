import { describe, expect, it } from '@jest/globals';
import type { Priority } from '../../programs/program.entity.js';
import { priorityOf, RENEWAL } from './priority.js';

const asked = new Date('2026-11-23T08:00:00Z');
const airing = (startsAt: string | undefined, priority: Priority = 'normal') =>
  priorityOf({ priority, airsAt: startsAt === undefined ? undefined : new Date(startsAt) }, asked);

describe('priorityOf', () => {
  it('puts emergencies first, then what airs soonest, what is on no schedule before what is days away, and renewals last', () => {
    const inTurn = [
      airing('2026-11-23T07:58:00Z', 'emergency'),
      airing(undefined, 'emergency'),
      airing('2026-11-23T07:59:00Z'),
      airing('2026-11-23T08:10:00Z'),
      airing('2026-11-24T08:10:00Z', 'priority'),
      airing('2026-11-23T09:10:00Z'),
      airing('2026-11-24T07:50:00Z'),
      airing(undefined),
      airing('2026-11-24T08:10:00Z'),
      airing('2100-01-01T00:00:00Z'),
      RENEWAL,
    ];
    expect(inTurn.toSorted((one, other) => one - other)).toEqual(inTurn);
    expect(new Set(inTurn).size).toBe(inTurn.length);
  });

  it('is the same whenever it is asked, so what came at different times can be compared', () => {
    const urgency = { priority: 'normal' as const, airsAt: new Date('2026-11-23T17:00:00Z') };
    expect(priorityOf(urgency, new Date('2026-11-23T16:00:00Z'))).toBe(priorityOf(urgency, asked));
  });

  it('fits into the integer that is stored', () => expect(RENEWAL).toBeLessThan(2 ** 31));
});
