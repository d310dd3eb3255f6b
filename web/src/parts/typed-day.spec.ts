import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shortTypedDay, typedDay } from './typed-day.ts';

describe('a day that is typed', () => {
  it('is read with slashes, dashes and points, with and without leading zeros', () => {
    const dates = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, fc.constantFrom('/', '-', '.'), fc.boolean(), (date, between, isPadded) => {
        const written = date.toISOString().slice(0, 10);
        const parts = written.split('-').toReversed();
        const typed = parts.map((part) => (isPadded ? part : String(Number(part)))).join(between);
        expect(typedDay(` ${typed} `)).toBe(written);
      }),
    );
  });

  it.each(['', '24', '24/11', '24/11/26', '31/4/2026', '29/2/2026', '0/1/2026', '11/24/2026', '2026-11-24', 'mai'])(
    'is none while it reads %j',
    (typed) => {
      expect(typedDay(typed)).toBeUndefined();
    },
  );

  it.each([
    ['3/12', '2026-11-30', '2026-12-03'],
    ['03.12', '2026-11-30', '2026-12-03'],
    ['0312', '2026-11-30', '2026-12-03'],
    ['2/1', '2026-11-30', '2027-01-02'],
    ['28/12', '2027-01-02', '2026-12-28'],
    ['29/2', '2027-06-01', '2028-02-29'],
    ['3/12/27', '2026-11-30', '2027-12-03'],
    ['031227', '2026-11-30', '2027-12-03'],
    ['31/4', '2026-11-30', undefined],
    ['3', '2026-11-30', undefined],
    ['', '2026-11-30', undefined],
  ])('in short as %j is read from %s on as %s', (typed, near, day) => {
    expect(shortTypedDay(typed, near)).toBe(day);
  });
});
