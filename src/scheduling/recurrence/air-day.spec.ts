import { describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import { airDayAt, isWithinAirDay } from './air-day.js';

const at = (local: string, zone: string) => DateTime.fromISO(local, { zone }).toJSDate();
const sound = (from: string, until: string, zone = 'Asia/Ho_Chi_Minh') =>
  isWithinAirDay({ startsAt: at(from, zone), endsAt: at(until, zone) }, zone);

describe('the broadcasting day', () => {
  it('begins at 03:00, so that New Year’s Eve goes on after midnight', () => {
    expect(airDayAt(at('2027-01-01T02:59:59', 'Asia/Ho_Chi_Minh'), 'Asia/Ho_Chi_Minh')).toBe('2026-12-31');
    expect(airDayAt(at('2027-01-01T03:00', 'Asia/Ho_Chi_Minh'), 'Asia/Ho_Chi_Minh')).toBe('2027-01-01');
    expect(sound('2026-12-31T23:45', '2027-01-01T00:20')).toBe(true);
  });

  it('ends at 03:00: sound may end then, and none goes on', () => {
    expect(sound('2026-03-02T02:30', '2026-03-02T03:00')).toBe(true);
    expect(sound('2026-03-02T02:58', '2026-03-02T03:02')).toBe(false);
    expect(sound('2026-03-02T03:00', '2026-03-02T03:02')).toBe(true);
  });

  it('goes by the clock on the wall where clocks change in the night', () => {
    expect(sound('2026-03-29T01:30', '2026-03-29T03:00', 'Europe/Berlin')).toBe(true);
    expect(sound('2026-03-29T01:30', '2026-03-29T03:10', 'Europe/Berlin')).toBe(false);
    expect(sound('2026-10-25T02:30', '2026-10-25T02:59', 'Europe/Berlin')).toBe(true);
  });
});
