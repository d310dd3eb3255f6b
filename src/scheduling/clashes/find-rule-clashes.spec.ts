import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../platform/clock/local-day.js';
import { occurrences, type RecurrenceRule } from '../recurrence/occurrences.js';
import { findRuleClashes, type EntryTimes } from './find-rule-clashes.js';

const VIETNAM = 'Asia/Ho_Chi_Minh';
const FROM = new Date('2026-03-02T01:00:00Z');
const weekly = (more: Partial<RecurrenceRule> = {}, seconds = 60): EntryTimes => ({
  rule: { repeats: 'weekly', days: [1, 4], times: ['05:15'], validFrom: '2026-03-02', validUntil: null, ...more },
  seconds,
  expiresOn: null,
});
const once = (day: string, time = '05:15') => weekly({ repeats: 'once', days: [], times: [time], validFrom: day });
const days = (wanted: EntryTimes, planned: EntryTimes, zone = VIETNAM) =>
  findRuleClashes(wanted, planned, { zone, from: FROM }).map(({ wanted: { airsOn } }) => airsOn);

describe('two rules', () => {
  it('meet in the first weeks that both are valid, however far ahead', () => {
    expect(days(weekly({ validFrom: '2027-01-01' }), weekly())).toEqual([
      '2027-01-04',
      '2027-01-07',
      '2027-01-11',
      '2027-01-14',
    ]);
    expect(days(weekly(), weekly({ validFrom: '2027-01-01', validUntil: '2027-01-04' }))).toEqual(['2027-01-04']);
  });

  it('meet on the one date of an entry for one date', () => {
    expect(days(once('2026-12-24'), weekly())).toEqual(['2026-12-24']);
    expect(days(weekly(), once('2026-12-24'))).toEqual(['2026-12-24']);
    expect(days(once('2026-12-24'), once('2026-12-24'))).toEqual(['2026-12-24']);
    expect(days(once('2026-12-25'), weekly())).toEqual([]);
    expect(days(once('2026-12-24'), once('2026-12-31'))).toEqual([]);
  });

  it('do not meet on other weekdays, when they only touch, or when one is over before the other begins', () => {
    expect(days(weekly({ days: [2] }), weekly())).toEqual([]);
    expect(days(weekly({ times: ['05:16'] }), weekly())).toEqual([]);
    expect(days(weekly({ times: ['05:14'] }), weekly())).toEqual([]);
    expect(days(weekly({ validFrom: '2026-05-01' }), weekly({ validUntil: '2026-04-30' }))).toEqual([]);
    expect(days(weekly({ validFrom: '2026-05-01' }), { ...weekly(), expiresOn: '2026-04-30' })).toEqual([]);
  });

  it('are compared by their whole length', () => {
    expect(days(weekly({ times: ['05:20'] }), weekly({}, 301))).not.toEqual([]);
    expect(days(weekly({ times: ['05:20'] }), weekly({}, 300))).toEqual([]);
  });

  it('do not meet before the instant from which one looks', () => {
    const monday = weekly({ days: [1], validUntil: '2026-03-02' });
    expect(days(monday, monday)).toEqual([]);
  });

  it('meet in the week after one in which clocks skip their time', () => {
    const sunday = weekly({ days: [7], times: ['02:30'], validFrom: '2026-03-29' });
    expect(days(sunday, sunday, 'Europe/Berlin')).toEqual(['2026-04-05']);
  });
});

const day = fc.integer({ min: 0, max: 70 }).map((number) => addDays('2026-03-01', number));
const time = fc.integer({ min: 0, max: 59 }).map((minute) => `05:${String(minute).padStart(2, '0')}`);
const rule: fc.Arbitrary<RecurrenceRule> = fc
  .record({
    isOnce: fc.boolean(),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    times: fc.uniqueArray(time, { minLength: 1, maxLength: 2 }),
    validFrom: day,
    length: fc.option(fc.integer({ min: 0, max: 30 })),
  })
  .map(({ isOnce, validFrom, length, ...more }) =>
    isOnce
      ? { repeats: 'once', days: [], times: more.times, validFrom, validUntil: validFrom }
      : { repeats: 'weekly', ...more, validFrom, validUntil: length === null ? null : addDays(validFrom, length) },
  );
const times = fc.record({ rule, seconds: fc.integer({ min: 1, max: 600 }), expiresOn: fc.option(day) });

/** Every pair that overlaps in five months, looked for without cleverness. */
function everyClash(wanted: EntryTimes, planned: EntryTimes, zone: string): string[] {
  const span = { zone, from: FROM, until: new Date('2026-08-01T00:00:00Z') };
  const intervals = ({ rule, seconds, expiresOn }: EntryTimes) =>
    occurrences(rule, span)
      .filter(({ airsOn }) => expiresOn === null || airsOn <= expiresOn)
      .map(({ startsAt }) => ({ begin: startsAt.getTime(), end: startsAt.getTime() + seconds * 1_000 }));
  const there = intervals(planned);
  return intervals(wanted).flatMap(({ begin, end }) =>
    there.filter((other) => begin < other.end && other.begin < end).map((other) => `${begin} ${other.begin}`),
  );
}

describe('the clashes found in two weeks', () => {
  it.each([VIETNAM, 'Europe/Berlin', 'Asia/Kathmandu'])('are there whenever the rules ever meet (%s)', (zone) => {
    fc.assert(
      fc.property(times, times, (wanted, planned) => {
        // Times of one entry do not overlap one another; such an entry is refused before.
        fc.pre(apart(wanted) && apart(planned));
        const found = findRuleClashes(wanted, planned, { zone, from: FROM }).map(
          (clash) => `${clash.wanted.startsAt.getTime()} ${clash.planned.startsAt.getTime()}`,
        );
        const all = everyClash(wanted, planned, zone);
        expect(found.length > 0).toBe(all.length > 0);
        expect(all).toEqual(expect.arrayContaining(found));
        expect(found[0]).toBe(all[0]);
      }),
    );
  });
});

function apart({ rule: { times }, seconds }: EntryTimes): boolean {
  const minutes = times.map((text) => Number(text.slice(3))).toSorted((one, other) => one - other);
  return minutes.every((minute, index) => (minutes[index + 1] ?? Infinity) - minute >= seconds / 60);
}
