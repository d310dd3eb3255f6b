import { describe, expect, it } from '@jest/globals';
import { draftOf, heldBy, inForce, quietAhead, type RulesView, rulesWith, wallClock } from './rules.ts';

const window = { days: [1, 2, 3, 4, 5, 6, 7], from: '05:00', to: '21:00' };
const rules: RulesView = {
  kind: 'hours',
  periods: [
    { from: null, until: '2026-11-30', windows: [window] },
    { from: '2026-12-01', until: null, windows: [window] },
  ],
  revision: '1',
};

describe('the rules of a centre', () => {
  it.each([
    ['2026-11-30', 0],
    ['2026-12-01', 1],
  ])('of %s are those of the period at place %d, its first and last day included', (today, place) => {
    expect(inForce(rules.periods, today)).toBe(place);
  });

  it('change in one period, and keep the days of it and all others', () => {
    const shorter = { ...window, to: '20:00' };
    expect(rulesWith(rules, 1, { ...draftOf(rules.periods[1]), windows: [shorter] })).toEqual({
      kind: 'hours',
      periods: [rules.periods[0], { from: '2026-12-01', until: null, windows: [shorter] }],
    });
  });

  it('lose a period that holds nothing, and get one where there was none', () => {
    expect(rulesWith(rules, 0, draftOf(undefined)).periods).toEqual([rules.periods[1]]);
    const none: RulesView = { ...rules, periods: [] };
    expect(rulesWith(none, inForce([], '2026-11-24'), { ...draftOf(undefined), windows: [window] }).periods).toEqual([
      { from: null, until: null, windows: [window] },
    ]);
  });
});

describe('what holds at a station without rules of its own', () => {
  const centre = { periods: [{ from: null, until: null, windows: [window] }] };

  it('is of its commune while that has rules in force, else of the centre, else of the service', () => {
    const earlier = { ...window, to: '20:00' };
    const commune = { periods: [{ from: '2026-12-01', until: null, windows: [earlier] }] };
    const levels = [['unit', commune] as const, ['centre', centre] as const];
    expect(heldBy(levels, '2026-11-30')).toMatchObject({ level: 'centre', draft: { windows: [window] } });
    expect(heldBy(levels, '2026-12-01')).toMatchObject({ level: 'unit', draft: { windows: [earlier] } });
    expect(heldBy([['centre', { periods: [] }]], '2026-12-01')).toBeUndefined();
  });

  it('are the shared quiet days that are not over, the soonest first', () => {
    const quiet = (name: string, from: string, until: string) => ({ name, from, until, windows: [] });
    const days = [
      quiet('Tết', '2027-02-05', '2027-02-10'),
      quiet('Quốc tang', '2026-11-23', '2026-11-24'),
      quiet('Lễ', '2026-09-02', '2026-09-02'),
    ];
    const ahead = quietAhead({ periods: [{ from: null, until: null, days }] }, '2026-11-24');
    expect(ahead.map(({ name }) => name)).toEqual(['Quốc tang', 'Tết']);
  });
});

describe('a time by the clock on the wall', () => {
  it.each([
    ['5', '05:00'],
    ['5h', '05:00'],
    ['5h30', '05:30'],
    ['0530', '05:30'],
    [' 24:00 ', '24:00'],
    ['sáng', 'sáng'],
  ])('typed as %j is %j', (typed, time) => {
    expect(wallClock(typed)).toBe(time);
  });
});
