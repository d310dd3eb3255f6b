import { describe, expect, it } from '@jest/globals';
import { periodName, periodsOf } from './periods.js';

describe('the periods of a report', () => {
  it('are whole months, also over the turn of the year and in a leap year', () => {
    expect(periodsOf({ from: '2027-12-15', until: '2028-02-01' }, 'month')).toEqual([
      { from: '2027-12-01', until: '2027-12-31' },
      { from: '2028-01-01', until: '2028-01-31' },
      { from: '2028-02-01', until: '2028-02-29' },
    ]);
  });

  it('end with the last month that can be written', () => {
    const last = { from: '9999-12-01', until: '9999-12-31' };
    expect(periodsOf(last, 'month')).toEqual([last]);
    expect(periodName(last)).toBe('9999-12');
  });

  it('are whole weeks, from Monday to Sunday', () => {
    expect(periodsOf({ from: '2026-11-01', until: '2026-11-02' }, 'week')).toEqual([
      { from: '2026-10-26', until: '2026-11-01' },
      { from: '2026-11-02', until: '2026-11-08' },
    ]);
  });

  it.each([
    ['2026-11-01', '2026-11-30', '2026-11'],
    ['2026-06-01', '2026-11-30', '2026-06-den-2026-11'],
    ['2026-11-16', '2026-11-22', '2026-tuan-47'],
    ['2026-12-28', '2027-01-03', '2026-tuan-53'],
    ['2026-09-28', '2026-11-22', '2026-tuan-40-den-2026-tuan-47'],
    ['2026-11-02', '2026-11-02', '2026-11-02'],
    ['2026-11-01', '2026-11-15', '2026-11-01-den-2026-11-15'],
  ])('from %s to %s are called %s in the name of a file', (from, until, name) => {
    expect(periodName({ from, until })).toBe(name);
  });
});
