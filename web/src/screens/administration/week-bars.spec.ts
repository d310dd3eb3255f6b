import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { barsOf } from './week-bars.ts';

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

describe('the bars of a week', () => {
  it('are together as long as the hours, over midnight as well', () => {
    const windows = fc.record({
      days: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
      from: fc.integer({ min: 0, max: 1_439 }),
      to: fc.integer({ min: 1, max: 1_440 }),
    });
    fc.assert(
      fc.property(windows, ({ days, from, to }) => {
        const bars = barsOf({ days, from: clock(from), to: clock(to) });
        const drawn = bars.reduce((sum, { start, end }) => sum + (end - start) * 1_440, 0);
        expect(drawn).toBeCloseTo(days.length * (to > from ? to - from : to - from + 1_440), 6);
      }),
    );
  });

  it('go on at the beginning of Monday after Sunday night', () => {
    expect(barsOf({ days: [7], from: '18:00', to: '06:00' })).toEqual([
      { day: 7, start: 0.75, end: 1 },
      { day: 1, start: 0, end: 0.25 },
    ]);
  });

  it.each(['', '5', '25:00', '24:30'])('are not drawn while an hour reads %j', (from) => {
    expect(barsOf({ days: [1], from, to: '21:00' })).toEqual([]);
  });
});
