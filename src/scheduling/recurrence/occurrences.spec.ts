import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { addDays, startOfDay } from '../../platform/clock/local-day.js';
import type { Terms, TermsException } from './clock-times.js';
import { occurrences } from './occurrences.js';
import { parseRule } from './rule.js';

const VIETNAM = 'Asia/Ho_Chi_Minh';
const ZONES = [VIETNAM, 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
const WEEKLY = 'FREQ=WEEKLY;BYDAY=MO,WE';
const termsOf = (text: string | null = WEEKLY, more: Partial<Terms> = {}): Terms => ({
  valid: { from: '2026-03-01', until: null },
  rule: parseRule(text, '2026-03-02'),
  extraDays: [],
  times: ['05:15', '17:15'],
  ...more,
});
const exception = (day: string, more: Partial<TermsException>): TermsException => ({
  stationId: null,
  days: { from: day, until: day },
  slot: null,
  action: 'skip',
  toDay: null,
  toTime: null,
  programId: null,
  ...more,
});
const spanOf = (from: string, until: string, zone = VIETNAM) => ({
  zone,
  from: startOfDay(from, zone),
  until: startOfDay(addDays(until, 1), zone),
});
/** In the week of Monday, 2 March. */
const week = (terms: Terms[], exceptions: TermsException[] = []) =>
  occurrences(terms, exceptions, spanOf('2026-03-02', '2026-03-08')).airing.map(
    ({ onDay, slot, airsOn, time }) => `${onDay}/${slot} ${airsOn === onDay ? '' : `${airsOn} `}${time}`,
  );

describe('an entry', () => {
  it('airs on the days of its rule and on extra days, each once, at all its times', () => {
    expect(week([termsOf(WEEKLY, { extraDays: ['2026-03-04', '2026-03-06'] })])).toEqual([
      '2026-03-02/0 05:15',
      '2026-03-02/1 17:15',
      '2026-03-04/0 05:15',
      '2026-03-04/1 17:15',
      '2026-03-06/0 05:15',
      '2026-03-06/1 17:15',
    ]);
  });

  it('airs by the terms of the day, extra days too', () => {
    const before = termsOf(WEEKLY, { valid: { from: '2026-03-01', until: '2026-03-03' }, times: ['05:15'] });
    const after = termsOf(WEEKLY, {
      valid: { from: '2026-03-04', until: null },
      times: ['06:00'],
      extraDays: ['2026-03-03'],
    });
    expect(week([before, after])).toEqual(['2026-03-02/0 05:15', '2026-03-04/0 06:00']);
  });

  it('airs without what an exception skips: a day, or one time of it', () => {
    const skips = [exception('2026-03-02', {}), exception('2026-03-04', { slot: 1 })];
    expect(week([termsOf()], skips)).toEqual(['2026-03-04/0 05:15']);
  });

  it('keeps the name of an occurrence that is moved, also out of the span and into it', () => {
    const moves = [
      exception('2026-03-02', { action: 'move', slot: 0, toTime: '06:00' }),
      exception('2026-03-02', { action: 'move', slot: 1, toDay: '2026-03-09' }),
      exception('2026-03-04', { action: 'move', toDay: '2026-03-05' }),
      exception('2026-03-11', { action: 'move', slot: 0, toDay: '2026-03-08', toTime: '08:00' }),
    ];
    expect(week([termsOf()], moves)).toEqual([
      '2026-03-02/0 06:00',
      '2026-03-04/0 2026-03-05 05:15',
      '2026-03-04/1 2026-03-05 17:15',
      '2026-03-11/0 2026-03-08 08:00',
    ]);
  });

  it('plays another program where an exception says so', () => {
    const replaced = exception('2026-03-04', { action: 'replace', programId: 'another' });
    const { airing } = occurrences([termsOf()], [replaced], spanOf('2026-03-02', '2026-03-08'));
    expect(airing.map(({ programId }) => programId)).toEqual([null, null, 'another', 'another']);
  });

  it('goes by the last exception for the occurrence: whether it airs, when, and what', () => {
    const all = exception('2026-03-02', { days: { from: '2026-03-01', until: '2026-03-31' } });
    const move = exception('2026-03-04', { action: 'move', slot: 1, toTime: '18:00' });
    const replace = exception('2026-03-04', { action: 'replace', programId: 'another' });
    expect(week([termsOf()], [all, move])).toEqual(['2026-03-04/1 18:00']);
    expect(week([termsOf()], [move, replace])).toEqual(week([termsOf()], [replace, move]));
    expect(week([termsOf()], [all, move, replace])).toEqual(['2026-03-04/0 05:15', '2026-03-04/1 18:00']);
    expect(week([termsOf()], [move, replace, all])).toEqual([]);
    const again = { ...move, toTime: '19:00' };
    expect(week([termsOf()], [all, move, again])).toEqual(['2026-03-04/1 19:00']);
  });

  it("goes by a station's own exception before one for all, for the same occurrence", () => {
    const all = exception('2026-03-02', { days: { from: '2026-03-01', until: '2026-03-31' } });
    const own = exception('2026-03-02', { stationId: 'a', action: 'move', slot: 0, toTime: '06:00' });
    expect(week([termsOf()], [all, own])).toEqual(['2026-03-02/0 06:00']);
  });

  it('has a gap where the clocks skip its time, and says where a time comes twice', () => {
    const terms = [termsOf('FREQ=DAILY', { times: ['02:30'] })];
    const spring = occurrences(terms, [], spanOf('2026-03-28', '2026-03-30', 'Europe/Berlin'));
    expect(spring.airing.map(({ airsOn }) => airsOn)).toEqual(['2026-03-28', '2026-03-30']);
    expect(spring.skipped).toMatchObject([{ onDay: '2026-03-29', skippedAt: new Date('2026-03-29T01:00:00Z') }]);
    const autumn = occurrences(terms, [], spanOf('2026-10-24', '2026-10-26', 'Europe/Berlin'));
    expect(autumn.airing.map(({ note }) => note)).toEqual([undefined, 'clock-twice', undefined]);
  });

  it('after midnight belongs to the broadcasting day before', () => {
    const night = termsOf(null, { times: ['00:15'], rule: parseRule(null, '2027-01-01') });
    const { airing } = occurrences([night], [], spanOf('2026-12-31', '2027-01-01'));
    expect(airing).toMatchObject([{ airDay: '2026-12-31', airsOn: '2027-01-01', onDay: '2027-01-01' }]);
  });
});

const two = (number: number) => String(number).padStart(2, '0');
const time = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
const day = fc.nat(730).map((days) => addDays('2025-06-01', days));
const text = fc.constantFrom(null, WEEKLY, 'FREQ=DAILY;INTERVAL=3', 'FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=DAILY');
const terms = fc
  .record({
    text,
    startsOn: day,
    from: day,
    times: fc.uniqueArray(time, { minLength: 1, maxLength: 3 }),
    extraDays: fc.array(day, { maxLength: 2 }),
  })
  .map(({ text, startsOn, from, times, extraDays }): Terms => ({
    valid: { from, until: null },
    rule: parseRule(text, startsOn),
    times: times.toSorted(),
    extraDays,
  }));
const some = fc.array(
  fc
    .record({
      day,
      slot: fc.option(fc.nat(2)),
      action: fc.constantFrom('skip' as const, 'move' as const),
      by: fc.integer({ min: -9, max: 9 }),
      toTime: fc.option(time),
    })
    .map(({ day, by, ...more }) =>
      exception(day, { ...more, toDay: more.action === 'move' ? addDays(day, by) : null }),
    ),
  { maxLength: 6 },
);
const span = fc.tuple(fc.constantFrom(...ZONES), day, fc.nat(40)).map(([zone, from, days]) => ({
  zone,
  from: DateTime.fromISO(`${from}T11:07`, { zone }).toJSDate(),
  until: DateTime.fromISO(`${addDays(from, days)}T04:55`, { zone }).toJSDate(),
}));

describe('the occurrences of every entry', () => {
  it('show their time on the clock of the zone, are named once, in order and within the span', () => {
    fc.assert(
      fc.property(terms, some, span, (terms, exceptions, span) => {
        const { airing } = occurrences([terms], exceptions, span);
        for (const { airsOn, time, startsAt } of airing) {
          const local = DateTime.fromJSDate(startsAt, { zone: span.zone });
          expect(local.toFormat('yyyy-MM-dd HH:mm')).toBe(`${airsOn} ${time}`);
          expect(startsAt >= span.from && startsAt < span.until).toBe(true);
        }
        expect(new Set(airing.map(({ onDay, slot }) => `${onDay} ${slot}`)).size).toBe(airing.length);
        expect(airing).toEqual(airing.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime()));
      }),
      { numRuns: 200 },
    );
  });

  it('are the same whether a span is asked for whole or in two parts', () => {
    fc.assert(
      fc.property(terms, some, span, fc.double({ min: 0, max: 1, noNaN: true }), (terms, exceptions, span, share) => {
        fc.pre(span.until > span.from);
        const cut = new Date(span.from.getTime() + Math.floor((span.until.getTime() - span.from.getTime()) * share));
        const [before, after] = [
          { ...span, until: cut },
          { ...span, from: cut },
        ].map((part) => occurrences([terms], exceptions, part));
        const whole = occurrences([terms], exceptions, span);
        const key = ({ onDay, slot }: { onDay: string; slot: number }) => `${onDay} ${slot}`;
        for (const kind of ['airing', 'skipped'] as const) {
          const parts = [...(before?.[kind] ?? []), ...(after?.[kind] ?? [])].map(key);
          expect(parts.toSorted()).toEqual(whole[kind].map(key).toSorted());
        }
      }),
      { numRuns: 200 },
    );
  });
});
