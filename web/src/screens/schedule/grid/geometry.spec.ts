import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY_SECONDS } from '../../../parts/schedule/clocks.ts';
import { clockAt, geometryOf, leftOf, NAME_WIDTH, placedDay } from './geometry.ts';
import type { GridItem, GridModel } from './grid-model.ts';

const ENTRY = { id: 'entry', priority: 'normal', centreId: 'centre', stationId: null } as const;
const itemAt = (clock: number, seconds: number): GridItem => ({
  clock,
  seconds,
  title: 'Cải cách thể chế là gì?',
  programId: 'program',
  segmentId: null,
  entry: ENTRY,
  isGap: false,
  state: 'planned',
  reason: null,
});

/** Items of a day, in the order of the clock as the service sends them. */
const dayItems = fc
  .array(fc.tuple(fc.integer({ min: 0, max: DAY_SECONDS - 1 }), fc.integer({ min: 1, max: 3_600 })), { maxLength: 30 })
  .map((items) => items.toSorted(([one], [other]) => one - other).map(([clock, length]) => itemAt(clock, length)));

const modelOf = (items: readonly GridItem[], days: number): GridModel => ({
  days: Array.from({ length: days }, (_, index) => `2026-11-${23 + index}`),
  lists: [{ items, usedSeconds: 0 }],
  airtime: [],
  stations: [],
});
const FEW = { numRuns: 50 };
const grids = fc.tuple(dayItems, fc.constantFrom(1, 7), fc.integer({ min: 300, max: 3_000 }));

describe('a day in the grid', () => {
  it('shows every item from its beginning, within the hours that are drawn', () => {
    fc.assert(
      fc.property(grids, ([items, days, room]) => {
        const { from, until } = geometryOf(modelOf(items, days), room);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(until).toBeLessThanOrEqual(DAY_SECONDS);
        for (const { clock } of items) expect(clock >= from && clock < until).toBe(true);
      }),
      FEW,
    );
  });

  it('draws no item over another in its lane, and none beyond the day', () => {
    fc.assert(
      fc.property(grids, ([items, days, room]) => {
        const geometry = geometryOf(modelOf(items, days), room);
        const { items: placed, lanes } = placedDay(items, geometry);
        for (const { left, width } of placed) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(left + width).toBeLessThanOrEqual(Math.max(Math.ceil(geometry.width), width));
        }
        for (let lane = 0; lane < lanes; lane += 1) {
          const row = placed.filter((item) => item.lane === lane);
          row.slice(1).forEach(({ left }, index) => {
            const before = row[index];
            expect(left).toBeGreaterThanOrEqual((before?.left ?? 0) + (before?.width ?? 0));
          });
        }
      }),
      FEW,
    );
  });

  it('draws the items of one day at their time, also the last ones', () => {
    fc.assert(
      fc.property(dayItems, fc.integer({ min: 300, max: 3_000 }), (items, room) => {
        const geometry = geometryOf(modelOf(items, 1), room);
        for (const { item, left } of placedDay(items, geometry).items) {
          expect(Math.abs(left - leftOf(geometry, item.clock))).toBeLessThanOrEqual(geometry.chip + 1);
        }
      }),
      FEW,
    );
  });

  it('tells the time under the hand where an item of that time is drawn', () => {
    fc.assert(
      fc.property(grids, fc.integer({ min: 0, max: DAY_SECONDS }), ([items, days, room], clock) => {
        const geometry = geometryOf(modelOf(items, days), room);
        expect(clockAt(geometry, leftOf(geometry, clock))).toBeCloseTo(clock, 3);
      }),
      FEW,
    );
  });

  it('is narrow enough for seven beside the names and the navigation of a window of 1024 pixels', () => {
    // The page without its navigation and margins, with a scroll bar.
    const room = 1_024 - 200 - 48 - 2 - 15;
    expect(NAME_WIDTH + 7 * geometryOf(modelOf([], 7), room).width).toBeLessThanOrEqual(room);
  });

  it('needs one lane where items are hours apart', () => {
    const items = [5, 11, 17].map((hour) => itemAt(hour * 3_600 + 900, 300));
    expect(placedDay(items, geometryOf(modelOf(items, 7), 1_200)).lanes).toBe(1);
  });
});
