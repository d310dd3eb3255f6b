import { describe, expect, it } from '@jest/globals';
import type { Item } from './queries.ts';
import { todayItem } from './today-item.factory.ts';
import { secondsLeft, upNext } from './up-next.ts';

const MINUTE_MS = 60_000;
const AT_17_15 = Date.parse('2026-11-24T10:15:00Z');

/** So many minutes after 17:15. */
const item = (title: string, minutes: number, changes: Partial<Item> = {}): Item =>
  todayItem(AT_17_15 + minutes * MINUTE_MS, { title, ...changes });
const tomorrow = { broadcastId: 'later', day: '2026-11-25', time: '05:15', startsAt: '', title: 'Ngày mai' };
const withdrawn = { at: '2026-11-24T09:00:00Z', reason: 'entry-withdrawn' as const, note: null };

describe('what comes next', () => {
  const day = { items: [item('một', 0), item('hai', 5), item('ba', 30)], next: tomorrow };
  const titlesAt = (minutes: number, shown = day) => {
    const { onAir, next, later } = upNext(shown, AT_17_15 + minutes * MINUTE_MS);
    return { onAir: onAir.map(({ title }) => title), next: next?.title, later: later?.title };
  };

  it.each([
    [-1, [], 'một', undefined],
    [0, ['một'], 'hai', undefined],
    [5, ['hai'], 'ba', undefined],
    [12, [], 'ba', undefined],
    [31, ['ba'], undefined, undefined],
    [35, [], undefined, 'Ngày mai'],
  ])('%p minutes after 17:15', (minutes, onAir, next, later) => {
    expect(titlesAt(minutes)).toEqual({ onAir, next, later });
  });

  it('leaves out what was withdrawn', () => {
    const shown = { ...day, items: [item('một', 0, { withdrawn }), item('hai', 5, { withdrawn }), item('ba', 30)] };
    expect(titlesAt(0, shown)).toEqual({ onAir: [], next: 'ba', later: undefined });
  });

  it('leaves a day without items to the words for it', () => {
    expect(titlesAt(0, { items: [], next: tomorrow })).toEqual({ onAir: [], next: undefined, later: undefined });
  });
});

describe('the seconds until then', () => {
  it.each([
    [59.4, 59],
    [600, 600],
    [601, 660],
    [7_199, 7_200],
    [-3, 0],
  ])('%p seconds are told as %p', (seconds, told) => {
    expect(secondsLeft(new Date(AT_17_15 + seconds * 1_000).toISOString(), AT_17_15)).toEqual(told);
  });
});
