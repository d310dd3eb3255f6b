import { describe, expect, it } from '@jest/globals';
import type { StationItem } from './queries.ts';
import { sectionsOf } from './sections.ts';

const station = (name: string, more: Partial<StationItem> = {}) =>
  ({ name, closed: false, troubles: [], stop: null, ...more }) as unknown as StationItem;

describe('the list of stations', () => {
  it('has trouble first, then stopped, fine and closed stations, each in Vietnamese order of names', () => {
    const stop = { at: '2026-11-23T02:00:00Z', informed: true };
    const sections = sectionsOf([
      station('Đài truyền thanh xã Bình Đông', { troubles: ['clusters-broken'] }),
      station('Đài truyền thanh xã Bình Châu', { troubles: ['lost'] }),
      station('Đài truyền thanh xã Đông Sơn'),
      station('Đài truyền thanh xã Dung Quất'),
      station('Đài truyền thanh xã Bình Dương', { troubles: ['no-device'], stop }),
      station('Đài truyền thanh xã An Phú', { stop }),
      station('Đài truyền thanh xã An Hải', { closed: true }),
    ]);
    expect(sections.map(({ name, stations }) => [name, ...stations.map((one) => one.name.slice(20))])).toEqual([
      ['trouble', 'Bình Châu', 'Bình Dương', 'Bình Đông'],
      ['stopped', 'An Phú'],
      ['fine', 'Dung Quất', 'Đông Sơn'],
      ['closed', 'An Hải'],
    ]);
  });
});
