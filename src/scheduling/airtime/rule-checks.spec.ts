import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { minuteOf } from '../recurrence/clock-spans.js';
import { periodsApart, windowsApart } from './rule-checks.js';

const hour = fc.integer({ min: 0, max: 23 }).map((number) => `${String(number).padStart(2, '0')}:00`);
const window = fc
  .record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), from: hour, to: hour })
  .filter(({ from, to }) => from !== to);

describe('windows of a week', () => {
  it('are apart when no hour of the week is in two of them, nights and the end of the week included', () => {
    fc.assert(
      fc.property(fc.array(window, { maxLength: 4 }), (windows) => {
        const taken = windows.flatMap(({ days, from, to }) => {
          const [begin, end] = [minuteOf(from) / 60, minuteOf(to) / 60];
          const length = (end - begin + 24) % 24;
          return days.flatMap((day) => Array.from({ length }, (_, more) => ((day - 1) * 24 + begin + more) % (7 * 24)));
        });
        expect(windowsApart(windows)).toBe(new Set(taken).size === taken.length);
      }),
    );
  });
});

describe('periods', () => {
  it.each([
    [
      true,
      [
        { from: null, until: '2026-03-01' },
        { from: '2026-03-02', until: null },
      ],
    ],
    [true, [{ from: '2026-03-02', until: '2026-03-02' }]],
    [
      false,
      [
        { from: null, until: null },
        { from: '2026-03-02', until: null },
      ],
    ],
    [
      false,
      [
        { from: '2026-03-01', until: '2026-03-05' },
        { from: '2026-03-05', until: '2026-03-06' },
      ],
    ],
    [
      false,
      [
        { from: null, until: '2026-03-05' },
        { from: null, until: '2026-03-01' },
      ],
    ],
  ])('are apart: %s for %j', (apart, periods) => {
    expect(periodsApart(periods)).toBe(apart);
    expect(periodsApart(periods.toReversed())).toBe(apart);
  });
});
