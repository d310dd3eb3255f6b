import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../platform/clock/local-day.js';
import { daysOf } from './days.js';
import { daysBetween, parseRule } from './rule.js';

const RULES = ['FREQ=DAILY', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', 'FREQ=MONTHLY;BYMONTHDAY=31'];
const day = fc.nat(900).map((after) => addDays('2026-01-01', after));

describe('the days of a rule', () => {
  it('are the same whatever was asked for before', () => {
    const asked = fc.array(fc.record({ from: day, days: fc.nat(600) }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...RULES), asked, (text, spans) => {
        const rule = parseRule(text, '2026-03-02');
        for (const { from, days } of spans) {
          const until = addDays(from, days);
          const expected = rule.expand ? daysBetween(rule.expand, from, until) : [];
          expect(daysOf(rule, from, until)).toEqual(expected);
        }
      }),
      { numRuns: 40 },
    );
  });
});
