import { describe, expect, it } from '@jest/globals';
import { nextSpot } from './next-spot.ts';
import type { Surface } from './surface.ts';

/** One station: two items, none, a day on which it is not shown, three items. */
const lists = [2, 0, 3].map((count) => Array.from({ length: count }, (_, hour) => ({ item: { clock: hour * 3_600 } })));
const where = {
  model: { days: ['mon', 'tue', 'wed', 'thu'], stations: [{ id: 'a', cells: [0, 1, null, 2] }] },
  drawing: { placed: (list: number) => ({ items: lists[list] ?? [] }) },
} as unknown as Pick<Surface, 'model' | 'drawing'>;
const spot = (day: number, item: number) => ({ row: 0, day, item });

describe('the arrows of the keyboard in the grid', () => {
  it.each([
    [spot(0, 0), 'ArrowRight', spot(0, 1)],
    [spot(0, 1), 'ArrowRight', spot(1, -1)],
    [spot(1, -1), 'ArrowRight', spot(3, 0)],
    [spot(3, 0), 'ArrowLeft', spot(1, -1)],
    [spot(1, -1), 'ArrowLeft', spot(0, 1)],
    [spot(3, 2), 'ArrowRight', undefined],
  ])('from %j, %s leads to the item beside: %j', (from, key, to) => {
    expect(nextSpot(where, from, key)).toEqual(to);
  });

  it.each([
    [spot(0, 0), 'ArrowRight', spot(1, -1)],
    [spot(1, -1), 'ArrowRight', spot(3, 0)],
    [spot(3, 2), 'ArrowLeft', spot(1, -1)],
    [spot(1, -1), 'ArrowLeft', spot(0, 0)],
    [spot(3, 1), 'ArrowRight', undefined],
  ])('from %j, %s with Shift leads to the first item of a day: %j', (from, key, to) => {
    expect(nextSpot(where, from, key, true)).toEqual(to);
  });
});
