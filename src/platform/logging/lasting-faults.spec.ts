import { beforeEach, describe, expect, it } from '@jest/globals';
import { LastingFaults } from './lasting-faults.js';

describe('a fault that lasts', () => {
  let faults: LastingFaults<string>;
  beforeEach(() => {
    faults = new LastingFaults<string>({ tellMs: 60_000, overMs: 30_000, most: 2 });
  });

  it('is written once, told once a minute, and told when it is over', () => {
    const written = Array.from({ length: 100 }, (_, second) => faults.isNew('away', 'Redis', second * 1_000));
    expect(written.filter(Boolean)).toHaveLength(1);
    expect(faults.due(59_000)).toEqual([]);
    expect(faults.due(99_000)).toEqual([{ about: 'Redis', more: 99, isOver: false, times: 100, lastedMs: 99_000 }]);
    expect(faults.due(100_000)).toEqual([]);
    expect(faults.due(129_000)).toEqual([{ about: 'Redis', more: 0, isOver: true, times: 100, lastedMs: 99_000 }]);
    expect(faults.due(999_000)).toEqual([]);
  });

  it('that occurs once is written and not told of again', () => {
    expect(faults.isNew('slip', 'a slip', 0)).toBe(true);
    expect(faults.due(30_000)).toEqual([]);
    expect(faults.isNew('slip', 'a slip', 31_000)).toBe(true);
  });

  it('is told with how often it occurred when it is over soon', () => {
    for (const at of [0, 10, 20]) faults.isNew('away', 'Redis', at);
    expect(faults.due(30_020)).toEqual([{ about: 'Redis', more: 2, isOver: true, times: 3, lastedMs: 20 }]);
  });

  it('is written every time when there are more kinds than are remembered', () => {
    const keys = ['a', 'b', 'c', 'c', 'a'];
    expect(keys.map((key) => faults.isNew(key, key, 0))).toEqual([true, true, true, true, false]);
  });
});
