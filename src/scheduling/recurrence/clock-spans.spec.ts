import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { addDays } from '../../platform/clock/local-day.js';
import { instantsOf, merged } from './clock-spans.js';

/** Days on which clocks change: by an hour, by half an hour, and at midnight. */
const CHANGES = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['America/Santiago', '2026-09-06'],
  ['America/Santiago', '2026-04-04'],
  ['Asia/Ho_Chi_Minh', '2026-03-02'],
] as const;
const minute = fc.integer({ min: 0, max: 1_440 });
const span = fc
  .tuple(minute, minute)
  .map(([one, other]) => ({ from: Math.min(one, other), until: Math.max(one, other) }));
const aDay = fc.tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -1, max: 1 }));

describe('the instants of a span of the day', () => {
  it('are all those at which a wall clock shows a time inside it, also when clocks change', () => {
    fc.assert(
      fc.property(aDay, span, ([[zone, change], more], given) => {
        const day = addDays(change, more);
        const intervals = instantsOf(day, given, zone);
        const begin = DateTime.fromISO(day, { zone }).startOf('day');
        for (let at = begin; at.toISODate() === day; at = at.plus({ minutes: 7 })) {
          const shown = at.hour * 60 + at.minute;
          const isInside = intervals.some(({ from, until }) => from <= at.toJSDate() && at.toJSDate() < until);
          expect([at.toISO(), isInside]).toEqual([at.toISO(), given.from <= shown && shown < given.until]);
        }
      }),
    );
  });

  it('are of that day only, and of the whole day without a hole', () => {
    fc.assert(
      fc.property(aDay, ([[zone, change], more]) => {
        const day = addDays(change, more);
        expect(merged(instantsOf(day, { from: 0, until: 1_440 }, zone))).toEqual([
          {
            from: DateTime.fromISO(day, { zone }).startOf('day').toJSDate(),
            until: DateTime.fromISO(addDays(day, 1), { zone }).startOf('day').toJSDate(),
          },
        ]);
      }),
    );
  });
});
