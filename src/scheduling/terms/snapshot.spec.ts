import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../platform/clock/local-day.js';
import { clockTimesOf } from '../recurrence/clock-times.js';
import { parseRule } from '../recurrence/rule.js';
import type { EntryTerms } from './definition.js';
import { Entry } from './entry.entity.js';
import { restoredTerms, snapshotOf } from './snapshot.js';

const FIRST = '2026-03-02';
const SPAN = { first: FIRST, last: addDays(FIRST, 40) };
let made = 0;
const newId = () => `new ${(made += 1)}`;

const termsFrom = (valid: EntryTerms['valid'], time: string, rrule = 'FREQ=DAILY'): EntryTerms => ({
  id: newId(),
  valid,
  rrule,
  rule: parseRule(rrule, FIRST),
  startsOn: FIRST,
  extraDays: [],
  times: [time],
  programId: 'p',
  everywhere: true,
  stationIds: [],
  groupIds: [],
  leftOut: [],
});
const snapshot = (terms: readonly EntryTerms[]) =>
  snapshotOf({ entry: Object.assign(new Entry(), { withdrawnAt: null }), terms, exceptions: [] });
const airs = (terms: readonly EntryTerms[]) => clockTimesOf(terms, [], SPAN).map(({ day, time }) => `${day} ${time}`);

/** Terms that follow on one another. */
const history = fc
  .array(
    fc.record({
      days: fc.integer({ min: 1, max: 12 }),
      time: fc.constantFrom('05:15', '06:00'),
      isWeekly: fc.boolean(),
    }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => {
    let from = FIRST;
    return parts.map(({ days, time, isWeekly }, index) => {
      const until = index === parts.length - 1 ? null : addDays(from, days - 1);
      const terms = termsFrom({ from, until }, time, isWeekly ? 'FREQ=WEEKLY;BYDAY=MO' : 'FREQ=DAILY');
      from = addDays(from, days);
      return terms;
    });
  });

describe('undoing a change of terms', () => {
  it('leaves what is before the day as it is, and from the day on lets air what did before', () => {
    fc.assert(
      fc.property(history, history, fc.nat(30), (before, now, days) => {
        const from = addDays(FIRST, days);
        const restored = airs(restoredTerms(now, snapshot(before), from, newId));
        const expected = [...airs(now).filter((one) => one < from), ...airs(before).filter((one) => one >= from)];
        expect(restored).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('makes no new terms of what goes on as before', () => {
    const was = termsFrom({ from: FIRST, until: null }, '05:15');
    const ended = { ...was, valid: { from: FIRST, until: '2026-03-09' } };
    const now = [ended, termsFrom({ from: '2026-03-10', until: null }, '06:00')];
    expect(restoredTerms(now, snapshot([was]), '2026-03-04', newId)).toEqual([was]);
  });

  it('has them apart where they differ', () => {
    const was = termsFrom({ from: FIRST, until: null }, '05:15');
    const now = [termsFrom({ from: FIRST, until: null }, '06:00')];
    const valid = restoredTerms(now, snapshot([was]), '2026-03-04', newId).map((one) => [one.valid, one.times]);
    expect(valid).toEqual([
      [{ from: FIRST, until: '2026-03-03' }, ['06:00']],
      [{ from: '2026-03-04', until: null }, ['05:15']],
    ]);
  });
});
