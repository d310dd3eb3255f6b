import { describe, expect, it } from '@jest/globals';
import { airClock, airDayOf, localOf } from './air-day.js';
import { instantOf } from './instants.js';

describe('a time on the wall', () => {
  it.each([
    ['is an instant', '2026-03-02', '05:15', 'Asia/Ho_Chi_Minh', { at: new Date('2026-03-01T22:15:00Z') }],
    [
      'that the clocks skip is none',
      '2026-03-29',
      '02:30',
      'Europe/Berlin',
      { skippedAt: new Date('2026-03-29T01:00:00Z') },
    ],
    [
      'at the jump itself is none',
      '2026-03-29',
      '02:00',
      'Europe/Berlin',
      { skippedAt: new Date('2026-03-29T01:00:00Z') },
    ],
    [
      'just after a jump is an instant',
      '2026-03-29',
      '03:00',
      'Europe/Berlin',
      { at: new Date('2026-03-29T01:00:00Z') },
    ],
    [
      'that comes twice is the first',
      '2026-10-25',
      '02:30',
      'Europe/Berlin',
      { at: new Date('2026-10-25T00:30:00Z'), note: 'clock-twice' },
    ],
    [
      'in a jump of half an hour is none',
      '2026-10-04',
      '02:15',
      'Australia/Lord_Howe',
      { skippedAt: new Date('2026-10-03T15:30:00Z') },
    ],
    [
      'that comes twice within half an hour is the first',
      '2026-04-05',
      '01:45',
      'Australia/Lord_Howe',
      { at: new Date('2026-04-04T14:45:00Z'), note: 'clock-twice' },
    ],
    [
      'on a day that a zone leaves out is none',
      '2011-12-30',
      '12:00',
      'Pacific/Apia',
      { skippedAt: new Date('2011-12-30T10:00:00Z') },
    ],
    [
      'in a jump at midnight is none',
      '2026-09-06',
      '00:30',
      'America/Santiago',
      { skippedAt: new Date('2026-09-06T04:00:00Z') },
    ],
  ])('%s', (_, day, time, zone, wall) => {
    expect(instantOf(day, time, zone)).toEqual(wall);
  });
});

describe('the broadcasting day', () => {
  it('goes from 03:00 to 03:00, so that 23:45 and 00:15 of a night are one', () => {
    expect([airDayOf('2026-12-31', '23:45'), airDayOf('2027-01-01', '00:15')]).toEqual(['2026-12-31', '2026-12-31']);
    expect(airClock('00:15') - airClock('23:45')).toBe(30 * 60);
    expect([airDayOf('2026-12-31', '02:59'), airDayOf('2026-12-31', '03:00')]).toEqual(['2026-12-30', '2026-12-31']);
  });

  it('gives back the local day and time', () => {
    for (const time of ['00:00', '02:59', '03:00', '12:07', '23:59']) {
      const clock = { airDay: airDayOf('2026-03-02', time), clock: airClock(time) };
      expect(localOf(clock)).toEqual({ day: '2026-03-02', time });
    }
  });
});
