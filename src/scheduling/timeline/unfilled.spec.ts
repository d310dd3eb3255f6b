import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../platform/clock/local-day.js';
import type { AirtimeRule } from '../airtime/rules.js';
import { ruleSet } from '../airtime/rule-set.js';
import { timelineDays } from './timeline-days.js';
import { type FillingItem, unfilledDays, unfilledWeeks } from './unfilled.js';

const ZONE = 'Asia/Ho_Chi_Minh';
const MONDAY = '2026-03-02';
const HOUR = 3_600;
const always = { from: null, until: null };
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const hours = (from: string, to: string): AirtimeRule => ({
  level: 'settings',
  kind: 'hours',
  body: { windows: [{ days: EVERY_DAY, from, to }] },
  ...always,
});
const dayparts = (
  minutesPerDay: number | null,
  ...parts: [name: string, from: string, to: string, minutes: number][]
): AirtimeRule => ({
  level: 'centre',
  kind: 'dayparts',
  body: {
    minutesPerDay,
    dayparts: parts.map(([name, from, to, minutes]) => ({ name, days: EVERY_DAY, from, to, minutes })),
  },
  ...always,
});
const quiet = (name: string, day: string): AirtimeRule => ({
  level: 'centre',
  kind: 'quiet',
  body: { days: [{ name, from: day, until: day, windows: [] }] },
  ...always,
});

const at = (day: string, time: string, minutes: number, state: FillingItem['state'] = 'planned'): FillingItem => ({
  airsOn: day,
  startsAt: new Date(`${day}T${time}:00+07:00`),
  seconds: minutes * 60,
  state,
  priority: 'normal',
});
const unfilled = (rules: AirtimeRule[], items: FillingItem[], days = 1) =>
  unfilledDays(
    timelineDays(
      items,
      { zone: ZONE, on: (day) => ruleSet(rules, day, ZONE) },
      { from: MONDAY, until: addDays(MONDAY, days - 1) },
    ),
  );

describe('time that may sound and does not', () => {
  it('is what the hours leave, without what is planned', () => {
    expect(unfilled([hours('05:00', '07:00')], [at(MONDAY, '05:30', 10), at(MONDAY, '06:00', 5, 'gap')])).toEqual([
      {
        day: MONDAY,
        quietDay: null,
        openSeconds: 2 * HOUR,
        plannedSeconds: 600,
        unfilledSeconds: 2 * HOUR - 600,
        gaps: 1,
        remedies: ['place-entry', 'settle-gaps'],
      },
    ]);
  });

  it('is no more than the daypart and the day have minutes left', () => {
    const morning = dayparts(null, ['Buổi sáng', '05:00', '06:00', 15]);
    expect(unfilled([hours('05:00', '07:00'), morning], [at(MONDAY, '05:30', 10)])).toMatchObject([
      { unfilledSeconds: 300 + HOUR, remedies: ['place-entry', 'raise-limit'] },
    ]);
    expect(unfilled([hours('05:00', '07:00'), dayparts(10)], [at(MONDAY, '05:30', 10)])).toMatchObject([
      { unfilledSeconds: 0, remedies: ['raise-limit'] },
    ]);
  });

  it('belongs, in a daypart over midnight, to the day on which that begins', () => {
    const night = dayparts(null, ['Buổi tối', '23:00', '01:00', 30]);
    const found = unfilled([hours('00:00', '24:00'), night], [at('2026-03-03', '00:30', 10)], 2);
    expect(found.map(({ unfilledSeconds }) => unfilledSeconds)).toEqual([
      22 * HOUR + 20 * 60 + HOUR,
      22 * HOUR + 30 * 60,
    ]);
  });

  it('is none on a quiet day, which could be opened', () => {
    expect(unfilled([hours('05:00', '07:00'), quiet('Giỗ Tổ', MONDAY)], [])).toMatchObject([
      { quietDay: 'Giỗ Tổ', openSeconds: 0, unfilledSeconds: 0, remedies: ['open-quiet-day'] },
    ]);
  });

  it('does not count what sounds on from the evening before', () => {
    const found = unfilled([hours('00:00', '24:00')], [at(MONDAY, '23:50', 20)], 2);
    expect(found.map(({ unfilledSeconds }) => unfilledSeconds)).toEqual([24 * HOUR - 600, 24 * HOUR - 600]);
  });

  it('is never negative, never more than is open, and adds up by week', () => {
    const items = fc.array(
      fc
        .tuple(fc.nat(9), fc.nat(23), fc.integer({ min: 1, max: 90 }))
        .map(([day, hour, minutes]) => at(addDays(MONDAY, day), `${String(hour).padStart(2, '0')}:00`, minutes)),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(items, fc.nat(200), fc.nat(60), (placed, perDay, morning) => {
        const days = unfilled(
          [hours('04:00', '22:00'), dayparts(perDay, ['Sáng', '04:00', '09:00', morning])],
          placed,
          10,
        );
        expect(
          days.every(({ unfilledSeconds, openSeconds }) => unfilledSeconds >= 0 && unfilledSeconds <= openSeconds),
        ).toBe(true);
        const sum = (all: { unfilledSeconds: number }[]) => all.reduce((total, one) => total + one.unfilledSeconds, 0);
        const weeks = unfilledWeeks(days);
        expect([sum(weeks), weeks.map(({ week }) => week)]).toEqual([sum(days), [MONDAY, '2026-03-09']]);
      }),
    );
  });
});
