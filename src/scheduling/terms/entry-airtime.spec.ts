import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../platform/clock/local-day.js';
import { airClock, airDayOf } from '../recurrence/air-day.js';
import { clockTimesOf } from '../recurrence/clock-times.js';
import { parseRule } from '../recurrence/rule.js';
import { type EntryException, type EntryTerms, exceptionsAt } from './definition.js';
import { airtimeOf, multirangeOf } from './entry-airtime.js';

const day = fc.nat(60).map((days) => addDays('2026-03-01', days));
const time = fc.constantFrom('00:10', '02:59', '03:00', '05:15', '23:45');
const terms: fc.Arbitrary<EntryTerms> = fc
  .record({
    rrule: fc.constantFrom(null, 'FREQ=DAILY', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR', 'FREQ=MONTHLY;BYMONTHDAY=-1'),
    startsOn: day,
    extraDays: fc.uniqueArray(day, { maxLength: 3 }),
    times: fc.uniqueArray(time, { minLength: 1 }),
  })
  .map(({ rrule, startsOn, extraDays, times }) => ({
    id: 'terms',
    programId: 'own',
    everywhere: true,
    stationIds: [],
    groupIds: [],
    leftOut: [],
    rrule,
    startsOn,
    extraDays,
    rule: parseRule(rrule, startsOn),
    times: times.toSorted(),
    valid: { from: '2026-03-01', until: null },
  }));
const exception: fc.Arbitrary<EntryException> = fc
  .record({
    from: day,
    slot: fc.option(fc.nat(2)),
    stationId: fc.constantFrom(null, 'a'),
    what: fc.constantFrom(
      { action: 'skip' as const, toDay: null, toTime: null, programId: null },
      { action: 'move' as const, toDay: '2026-04-15', toTime: '12:00', programId: null },
      { action: 'replace' as const, toDay: null, toTime: null, programId: 'another' },
    ),
  })
  .map(({ from, slot, stationId, what }) => ({
    id: 'exception',
    note: null,
    by: 'somebody',
    at: new Date(0),
    slot,
    stationId,
    ...what,
    days: { from, until: from },
  }));
const SPAN = { first: '2026-03-10', last: '2026-04-20' };
const lengthOf = (programId: string) =>
  programId === 'own' ? { seconds: 60, expiresOn: '2026-04-01' } : { seconds: 90, expiresOn: null };

describe('the airtime of an entry', () => {
  it('is what it airs, day by day, at each station', () => {
    fc.assert(
      fc.property(terms, fc.array(exception, { maxLength: 5 }), (one, exceptions) => {
        const rows = airtimeOf({ terms: [one], exceptions }, lengthOf, SPAN);
        for (const station of ['a', 'b']) {
          const there = rows.filter(({ stationId, butStations }) =>
            stationId === null ? !butStations.includes(station) : stationId === station,
          );
          const taken = there.flatMap(({ days, clockFrom, clockUntil, programId }) =>
            days.map((airDay) => `${airDay} ${clockFrom}-${clockUntil} ${programId}`),
          );
          const aired = clockTimesOf([one], exceptionsAt(exceptions, station), SPAN)
            .map((found) => ({ ...found, program: found.programId ?? 'own' }))
            .filter((found) => found.program === 'another' || found.day <= '2026-04-01')
            .map(({ day: local, time: at, program }) => {
              const clock = airClock(at);
              return `${airDayOf(local, at)} ${clock}-${clock + (program === 'own' ? 60 : 90)} ${program}`;
            });
          expect(taken.toSorted()).toEqual(aired.toSorted());
        }
      }),
      { numRuns: 200 },
    );
  });

  it('has days that lie side by side as one range', () => {
    expect(multirangeOf(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-03'])).toBe(
      '{[2026-02-27,2026-03-02),[2026-03-03,2026-03-04)}',
    );
    expect(multirangeOf([])).toBe('{}');
  });
});
