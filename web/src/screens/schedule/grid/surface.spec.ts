import { describe, expect, it } from '@jest/globals';
import { spotOfEntry, spotThere, type Surface } from './surface.ts';

/** Two stations on two days; the second one is served on the second day only. */
const item = (id: string, clock: number) => ({ item: { clock, entry: { id } } });
const lists = [[item('news', 36_000), item('notice', 61_200)], []];
const where = {
  model: {
    stations: [
      { id: 'a', cells: [0, 1] },
      { id: 'b', cells: [null, 0] },
    ],
  },
  drawing: { placed: (list: number) => ({ items: lists[list] ?? [] }) },
} as unknown as Pick<Surface, 'model' | 'drawing'>;

describe('the place of the keyboard in the grid', () => {
  it.each([
    [
      { row: 0, day: 0, item: 1 },
      { row: 0, day: 0, item: 1 },
    ],
    [
      { row: 0, day: 0, item: 2 },
      { row: 0, day: 0, item: 1 },
    ],
    [
      { row: 0, day: 1, item: 0 },
      { row: 0, day: 1, item: -1 },
    ],
    [
      { row: 2, day: 1, item: 0 },
      { row: 1, day: 1, item: 0 },
    ],
  ])('that was %j is %j once items or stations have gone', (before, now) => {
    expect(spotThere(where, before)).toEqual(now);
  });

  it('is found of an entry by station, day and time', () => {
    const dropped = { stationId: 'b', entryId: 'notice', day: 1, clock: 61_200 };
    expect(spotOfEntry(where, dropped)).toEqual({ row: 1, day: 1, item: 1 });
    expect(spotOfEntry(where, { ...dropped, clock: 61_500 })).toBeUndefined();
    expect(spotOfEntry(where, { ...dropped, day: 0 })).toBeUndefined();
  });
});
