import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Outcome } from '../../playback/outcomes/outcomes.service.js';
import { outcomeNumbers } from './outcome-numbers.js';
import type { OutcomeCount } from './outcomes-report.queries.js';

const alike = (more: Partial<OutcomeCount>): OutcomeCount => ({
  stationId: 's',
  from: '2026-11-23',
  outcome: 'aired',
  isOver: true,
  heard: false,
  reason: null,
  count: 1,
  ...more,
});

describe('the numbers of a week', () => {
  it('tell what aired, what people heard instead, and why the rest did not air', () => {
    const numbers = outcomeNumbers([
      alike({ count: 9 }),
      alike({ outcome: 'unconfirmed', heard: true, count: 2 }),
      alike({ outcome: 'missed' }),
      alike({ outcome: 'failed', reason: 'power-cut', count: 3 }),
      alike({ outcome: 'missed', reason: 'power-cut' }),
      alike({ outcome: null }),
      alike({ outcome: null, isOver: false, count: 4 }),
    ]);
    expect(numbers).toMatchObject({ planned: 21, aired: 9, heard: 2, notAired: 5, missed: 2, open: 1, upcoming: 4 });
    expect(numbers.reasons).toEqual([
      { reason: 'power-cut', count: 4 },
      { reason: null, count: 1 },
    ]);
  });

  it('add up', () => {
    const counts = fc.array(
      fc.record({
        outcome: fc.option(fc.constantFrom(...Outcome.options)),
        isOver: fc.boolean(),
        heard: fc.boolean(),
        reason: fc.option(fc.constantFrom('power-cut', 'other')),
        count: fc.integer({ min: 1, max: 20 }),
      }),
    );
    fc.assert(
      fc.property(counts, (some) => {
        const { planned, aired, late, open, upcoming, heard, notAired, reasons } = outcomeNumbers(some.map(alike));
        expect(planned).toBe(some.reduce((sum, { count }) => sum + count, 0));
        expect(aired + late + heard + notAired + open + upcoming).toBe(planned);
        expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(notAired);
      }),
    );
  });
});
