import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { addDays, agoWords, minutesAndSeconds, isDay, lengthWords, mondayOf, weekNumber } from './formats.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const days = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a day', () => {
  it('has the week that the calendar of ISO 8601 gives it, from Monday', () => {
    fc.assert(
      fc.property(days, (day) => {
        const known = DateTime.fromISO(day, { zone: 'utc' });
        expect(weekNumber(day)).toBe(known.weekNumber);
        expect(mondayOf(day)).toBe(known.startOf('week').toISODate());
      }),
    );
  });

  it('is found again after as many days forth and back', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -1_000, max: 1_000 }), (day, by) => {
        expect(addDays(addDays(day, by), -by)).toBe(day);
        expect(isDay(addDays(day, by))).toBe(true);
      }),
    );
  });

  it.each(['2026-02-30', '2026-13-01', '2026-1-1', '24/11/2026', 'hom-nay', ''])('is not %j', (text) => {
    expect(isDay(text)).toBe(false);
  });
});

describe('a length', () => {
  it.each([
    [0, '0 giây', '0:00'],
    [59.6, '1 phút', '1:00'],
    [23.2, '24 giây', '0:23'],
    [750, '12 phút 30 giây', '12:30'],
    [3_909, '1 giờ 5 phút', '65:09'],
  ])('of %d seconds is %s, in a column %s', (seconds, words, column) => {
    expect([lengthWords(seconds), minutesAndSeconds(seconds)]).toEqual([words, column]);
  });
});

describe('a moment that has passed', () => {
  const now = Date.parse('2026-11-24T10:15:00Z');
  it.each([
    ['2026-11-24T10:14:30Z', 'vừa xong'],
    ['2026-11-24T10:12:00Z', '3 phút trước'],
    ['2026-11-23T17:00:00Z', '00:00'],
    ['2026-11-23T16:59:00Z', '23:59 thứ Hai 23/11'],
  ])('%s is called %s at a quarter past five in the afternoon of the 24th', (instant, words) => {
    expect(agoWords(instant, now, ZONE)).toBe(words);
  });
});
