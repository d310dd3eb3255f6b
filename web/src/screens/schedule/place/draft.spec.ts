import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { addDays } from '../../../words/formats.ts';
import { type Draft, emptyDraft, firstDayOf, MONTHLY, placeOf, REPEATS, ruleOf, WEEKDAYS, weekdayOf } from './draft.ts';

const CENTRE = { centreId: 'centre', stationIds: [] };
const filled: Partial<Draft> = { programId: 'program', where: ['all'], times: ['05:15'] };
const draft = (changes: Partial<Draft> = {}): Draft => emptyDraft('2026-11-24', { ...filled, ...changes });

/** The first days of a rule, by the library that the service uses. */
function firstDays(rule: string, day: string, count: number): string[] {
  const start = `DTSTART;TZID=Asia/Ho_Chi_Minh:${day.replaceAll('-', '')}T051500`;
  const occurrences = new RRuleTemporal({ rruleString: `${start}\nRRULE:${rule}` }).all((_, index) => index < count);
  return occurrences.map((occurrence) => occurrence.toPlainDate().toString());
}

const days = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('what is filled in to place a program', () => {
  it('begins today while its times are ahead, else tomorrow', () => {
    const first = (...times: string[]) => firstDayOf(times, '2026-11-30', '17:03');
    expect(first('')).toBe('2026-11-30');
    expect(first('17:15')).toBe('2026-11-30');
    expect(first('17:15', '05:15')).toBe('2026-12-01');
  });

  it('begins on its first day, however it repeats', () => {
    const forms = fc.record({
      day: days,
      repeat: fc.constantFrom(...REPEATS.filter((repeat) => repeat !== 'once')),
      others: fc.subarray([...WEEKDAYS]),
      everyWeeks: fc.integer({ min: 2, max: 52 }),
      monthly: fc.constantFrom(...MONTHLY),
    });
    fc.assert(
      fc.property(forms, ({ day, others, ...form }) => {
        const isLast = addDays(day, 7).slice(0, 7) !== day.slice(0, 7);
        fc.pre(form.monthly !== 'last-weekday' || isLast);
        const rule = ruleOf(draft({ ...form, day, weekdays: [...others, weekdayOf(day)] })) ?? '';
        expect(firstDays(rule, day, 1)).toEqual([day]);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [{ repeat: 'daily' }, ['2026-11-24', '2026-11-25', '2026-11-26']],
    [{ repeat: 'weekly', weekdays: ['TH', 'TU'] }, ['2026-11-24', '2026-11-26', '2026-12-01']],
    [{ repeat: 'weeks', everyWeeks: 2 }, ['2026-11-24', '2026-12-08', '2026-12-22']],
    [{ repeat: 'monthly', monthly: 'day' }, ['2026-11-24', '2026-12-24', '2027-01-24']],
    [{ repeat: 'monthly', monthly: 'weekday' }, ['2026-11-24', '2026-12-22', '2027-01-26']],
    [{ repeat: 'monthly', monthly: 'last-weekday' }, ['2026-11-24', '2026-12-29', '2027-01-26']],
  ] satisfies [Partial<Draft>, string[]][])('with %j airs from Tuesday 24 November on %j', (changes, expected) => {
    expect(firstDays(ruleOf(draft(changes)) ?? '', '2026-11-24', 3)).toEqual(expected);
  });

  it.each([{ programId: null }, { where: [] }, { times: ['', '5:1'] }])('is not sent while it lacks %j', (changes) => {
    expect(placeOf(draft(changes), CENTRE)).toBeUndefined();
  });

  it('names stations and groups apart, and each time once', () => {
    const where = ['station:one', 'group:coast', 'station:two'];
    expect(placeOf(draft({ where, times: ['05:15', '17:15', '05:15', '17:'] }), CENTRE)?.entry).toMatchObject({
      centreId: 'centre',
      everywhere: false,
      stationIds: ['one', 'two'],
      groupIds: ['coast'],
      times: ['05:15', '17:15'],
    });
  });

  it('belongs to the station of somebody who has no centre', () => {
    const placed = placeOf(draft({ where: ['station:own'] }), { centreId: undefined, stationIds: ['own'] });
    expect(placed?.entry).toMatchObject({ stationId: 'own' });
  });

  it('has no last day when it airs once, or when none is chosen', () => {
    const untilOf = (changes: Partial<Draft>) => placeOf(draft(changes), CENTRE)?.entry.until;
    expect(untilOf({ repeat: 'once', until: '2026-12-31' })).toBeNull();
    expect(untilOf({ repeat: 'daily' })).toBeNull();
    expect(untilOf({ repeat: 'daily', until: '2026-12-31' })).toBe('2026-12-31');
  });
});
