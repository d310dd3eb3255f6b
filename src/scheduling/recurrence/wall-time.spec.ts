import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { addDays } from '../../platform/clock/local-day.js';
import { instantOf } from './instants.js';
import { localTime, steadyOffset } from './wall-time.js';

const zone = fc.constantFrom(
  'Asia/Ho_Chi_Minh',
  'Europe/Berlin',
  'America/St_Johns',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Antarctica/Troll',
  'Pacific/Apia',
  'Asia/Pyongyang',
);
const instant = fc.date({
  min: new Date('1970-02-01T00:00:00Z'),
  max: new Date('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('the time on the wall, looked up once for days without a change of the clocks', () => {
  it('is the one that Luxon finds each time', () => {
    fc.assert(
      fc.property(instant, zone, (at, zone) => {
        expect(localTime(at, zone)).toBe(DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd HH:mm'));
      }),
      { numRuns: 500 },
    );
  });

  it('leads back to its instant, or to the first of two', () => {
    fc.assert(
      fc.property(instant, zone, (at, zone) => {
        const [day = '', time = ''] = localTime(at, zone).split(' ');
        const [first] = DateTime.fromISO(`${day}T${time}`, { zone })
          .getPossibleOffsets()
          .toSorted((one, other) => one.toMillis() - other.toMillis());
        expect(instantOf(day, time, zone)).toMatchObject({ at: first?.toJSDate() });
      }),
      { numRuns: 500 },
    );
  });

  it('is looked up each time around a change', () => {
    expect(steadyOffset('2026-03-02', 'Asia/Ho_Chi_Minh')).toBe(420);
    expect(steadyOffset('2026-03-29', 'Europe/Berlin')).toBeUndefined();
    expect(steadyOffset('2011-12-30', 'Pacific/Apia')).toBeUndefined();
  });
});

describe('a day so many days later', () => {
  it('is the one that Luxon finds', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -4_000, max: 4_000 }), (at, days) => {
        const day = at.toISOString().slice(0, 10);
        const expected = DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
        expect(addDays(day, days)).toBe(expected);
      }),
      { numRuns: 500 },
    );
    expect(addDays('9999-12-31', -1)).toBe('9999-12-30');
    expect(addDays('0001-01-02', -1)).toBe('0001-01-01');
  });
});
