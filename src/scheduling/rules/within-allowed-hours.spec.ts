import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AllowedHours, withinAllowedHours } from './within-allowed-hours.js';

const ZONE = 'Asia/Ho_Chi_Minh';
const MONDAY = '2026-03-02';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const DAYTIME: AllowedHours[] = [{ days: EVERY_DAY, from: '05:00', to: '21:00' }];
const airing = (from: string, to: string, day = MONDAY, endDay = day) => ({
  startsAt: new Date(`${day}T${from}+07:00`),
  endsAt: new Date(`${endDay}T${to}+07:00`),
});

describe('allowed hours', () => {
  it('let a broadcast begin and end with the window', () => {
    expect(withinAllowedHours(DAYTIME, airing('05:00:00', '21:00:00'), ZONE)).toBe(true);
  });

  it('refuse a second too early and a second too late', () => {
    expect(withinAllowedHours(DAYTIME, airing('04:59:59', '06:00:00'), ZONE)).toBe(false);
    expect(withinAllowedHours(DAYTIME, airing('20:00:00', '21:00:01'), ZONE)).toBe(false);
  });

  it('refuse the wrong setting that woke a commune at 03:15', () => {
    expect(withinAllowedHours(DAYTIME, airing('03:15:00', '03:30:00'), ZONE)).toBe(false);
  });

  it('hold for the days they name', () => {
    const weekdays = [{ days: [1, 2, 3, 4, 5], from: '05:00', to: '21:00' }];
    expect(withinAllowedHours(weekdays, airing('05:15:00', '05:30:00', '2026-03-06'), ZONE)).toBe(true);
    expect(withinAllowedHours(weekdays, airing('05:15:00', '05:30:00', '2026-03-07'), ZONE)).toBe(false);
  });

  it('do not let a broadcast sound across the pause between two windows', () => {
    const sessions = [
      { days: EVERY_DAY, from: '05:00', to: '06:00' },
      { days: EVERY_DAY, from: '06:30', to: '08:00' },
    ];
    expect(withinAllowedHours(sessions, airing('05:50:00', '06:40:00'), ZONE)).toBe(false);
  });

  it('never let a broadcast cross midnight, though it may end there', () => {
    const always = [{ days: EVERY_DAY, from: '00:00', to: '24:00' }];
    expect(withinAllowedHours(always, airing('23:30:00', '00:00:00', MONDAY, '2026-03-03'), ZONE)).toBe(true);
    expect(withinAllowedHours(always, airing('23:30:00', '00:00:01', MONDAY, '2026-03-03'), ZONE)).toBe(false);
  });

  it('agree with listening at every second of the broadcast', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const window = fc
      .record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), one: minute, other: minute })
      .filter(({ one, other }) => one !== other)
      .map(({ days, one, other }) => ({ days, from: wall(Math.min(one, other)), to: wall(Math.max(one, other)) }));
    fc.assert(
      fc.property(window, minute, fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 6 }), (...given) => {
        const [allowed, startMinute, minutes, dayOffset] = given;
        fc.pre(startMinute + minutes < 1440);
        const begin = new Date(`${MONDAY}T00:00:00+07:00`).getTime() + (dayOffset * 1440 + startMinute) * 60_000;
        const heard = Array.from({ length: minutes }, (_, index) => wall(startMinute + index));
        const expected =
          allowed.days.includes(dayOffset + 1) && heard.every((at) => at >= allowed.from && at < allowed.to);
        const broadcast = { startsAt: new Date(begin), endsAt: new Date(begin + minutes * 60_000) };
        expect(withinAllowedHours([allowed], broadcast, ZONE)).toBe(expected);
      }),
    );
  });
});

const wall = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
