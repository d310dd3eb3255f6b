import { describe, expect, it } from '@jest/globals';
import { draftOf, inForce, type RulesView, rulesWith, wallClock } from './rules.ts';

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
