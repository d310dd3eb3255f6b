import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { occurrences, type RecurrenceRule } from './occurrences.js';
import { planningSpan } from './planning-span.js';

const VIETNAM = 'Asia/Ho_Chi_Minh';
const ZONES = [VIETNAM, 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu'];
const weekly: RecurrenceRule = {
  repeats: 'weekly',
  days: [1, 3],
  times: ['05:15', '17:15'],
  validFrom: '2026-03-01',
  validUntil: null,
};
const instants = (rule: RecurrenceRule, zone: string, from: string, until: string) =>
  occurrences(rule, { zone, from: new Date(from), until: new Date(until) }).map(({ startsAt }) =>
    startsAt.toISOString().slice(0, 16),
  );

describe('a weekly rule', () => {
  it('airs on its days at its local times', () => {
    expect(instants(weekly, VIETNAM, '2026-03-01T00:00Z', '2026-03-08T00:00Z')).toEqual([
      '2026-03-01T22:15',
      '2026-03-02T10:15',
      '2026-03-03T22:15',
      '2026-03-04T10:15',
    ]);
  });

  it('keeps to its first and its last day', () => {
    const rule = { ...weekly, days: [1, 2, 3, 4, 5, 6, 7], times: ['05:15'], validUntil: '2026-03-03' };
    const found = occurrences(rule, {
      zone: VIETNAM,
      from: new Date('2026-01-01T00:00Z'),
      until: new Date('2027-01-01T00:00Z'),
    });
    expect(found.map(({ airsOn }) => airsOn)).toEqual(['2026-03-01', '2026-03-02', '2026-03-03']);
  });

  it('includes the first instant and excludes the last one', () => {
    expect(instants(weekly, VIETNAM, '2026-03-02T10:15Z', '2026-03-03T22:15Z')).toEqual(['2026-03-02T10:15']);
  });

  it('keeps the wall-clock time when clocks change', () => {
    const sunday = { ...weekly, days: [6, 7], times: ['05:15'] };
    expect(instants(sunday, 'Europe/Berlin', '2026-03-28T00:00Z', '2026-03-30T00:00Z')).toEqual([
      '2026-03-28T04:15',
      '2026-03-29T03:15',
    ]);
  });

  it('skips a time that the clocks skip', () => {
    const sunday = { ...weekly, days: [7], times: ['02:30', '03:30'] };
    expect(instants(sunday, 'Europe/Berlin', '2026-03-29T00:00Z', '2026-03-30T00:00Z')).toEqual(['2026-03-29T01:30']);
  });

  it('airs once, the first time, when a time comes twice', () => {
    const sunday = { ...weekly, days: [7], times: ['02:30'] };
    expect(instants(sunday, 'Europe/Berlin', '2026-10-24T12:00Z', '2026-10-25T12:00Z')).toEqual(['2026-10-25T00:30']);
  });
});

describe('a rule for one date', () => {
  it('airs on that date only, whatever weekday it is', () => {
    const once: RecurrenceRule = {
      ...weekly,
      repeats: 'once',
      days: [],
      validFrom: '2026-03-05',
      validUntil: '2026-03-05',
    };
    expect(instants(once, VIETNAM, '2026-03-01T00:00Z', '2026-04-01T00:00Z')).toEqual([
      '2026-03-04T22:15',
      '2026-03-05T10:15',
    ]);
  });
});

describe('every rule', () => {
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${twoDigits(hour)}:${twoDigits(minute)}`);
  const day = fc.integer({ min: 0, max: 730 }).map((days) => addTo('2025-06-01', days));
  const rule = fc.record({
    repeats: fc.constant('weekly' as const),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    times: fc.array(time, { minLength: 1, maxLength: 4 }),
    validFrom: day,
    validUntil: fc.option(day),
  });
  const span = fc.tuple(fc.constantFrom(...ZONES), day, fc.integer({ min: 0, max: 40 })).map(([zone, from, days]) => ({
    zone,
    from: DateTime.fromISO(`${from}T11:07`, { zone }).toJSDate(),
    until: DateTime.fromISO(`${addTo(from, days)}T04:55`, { zone }).toJSDate(),
  }));

  it('gives only what it says, in order, and once for each time and day', () => {
    fc.assert(
      fc.property(rule, span, (rule, span) => {
        const found = occurrences(rule, span);
        for (const { airsOn, time, startsAt } of found) {
          const local = DateTime.fromJSDate(startsAt, { zone: span.zone });
          expect(local.toFormat('yyyy-MM-dd HH:mm')).toBe(`${airsOn} ${time}`);
          expect(rule.days).toContain(local.weekday);
          expect(rule.times).toContain(time);
          expect(startsAt >= span.from && startsAt < span.until).toBe(true);
          expect(airsOn >= rule.validFrom && (rule.validUntil === null || airsOn <= rule.validUntil)).toBe(true);
        }
        const keys = found.map(({ airsOn, time }) => `${airsOn} ${time}`);
        expect(new Set(keys).size).toBe(keys.length);
        expect(found).toEqual(found.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime()));
      }),
    );
  });

  it('misses no day: every minute that shows a rule time on a rule day is an occurrence', () => {
    fc.assert(
      fc.property(rule, fc.constantFrom(...ZONES), day, (rule, zone, from) => {
        const span = {
          zone,
          from: DateTime.fromISO(from, { zone }).toJSDate(),
          until: DateTime.fromISO(addTo(from, 2), { zone }).toJSDate(),
        };
        const shown = new Set<string>();
        for (let at = span.from.getTime(); at < span.until.getTime(); at += 60_000) {
          const local = DateTime.fromMillis(at, { zone });
          const isDay = rule.days.includes(local.weekday) && local.toFormat('yyyy-MM-dd') >= rule.validFrom;
          const isTime = rule.times.includes(local.toFormat('HH:mm'));
          if (isDay && isTime && local.toFormat('yyyy-MM-dd') <= (rule.validUntil ?? '9999')) {
            shown.add(local.toFormat('yyyy-MM-dd HH:mm'));
          }
        }
        expect(occurrences(rule, span).map(({ airsOn, time }) => `${airsOn} ${time}`)).toEqual([...shown].toSorted());
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same whether a span is asked for whole or in two parts', () => {
    fc.assert(
      fc.property(rule, span, fc.double({ min: 0, max: 1, noNaN: true }), (rule, span, share) => {
        fc.pre(span.until > span.from);
        const cut = new Date(span.from.getTime() + Math.floor((span.until.getTime() - span.from.getTime()) * share));
        const parts = [...occurrences(rule, { ...span, until: cut }), ...occurrences(rule, { ...span, from: cut })];
        expect(parts).toEqual(occurrences(rule, span));
      }),
    );
  });
});

describe('the planning span', () => {
  it('reaches to the end of the last local day', () => {
    const span = planningSpan(new Date('2026-03-01T18:00:00Z'), VIETNAM, 14);
    expect(span.until.toISOString()).toBe('2026-03-16T17:00:00.000Z');
  });
});

const addTo = (day: string, days: number): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
