import { expect, it } from '@jest/globals';
import type { Schemas } from '../../api/client.ts';
import { byStation } from './by-station.ts';

const missed = (stationName: string, startsAt: string) =>
  ({ stationId: stationName, stationName, startsAt }) as Schemas['NotAired'];

it('names each station once, in Vietnamese order, with its broadcasts in the order of time', () => {
  const items = [
    missed('Đức Phổ', '2026-11-27T22:00:00Z'),
    missed('Dung Quất', '2026-11-26T22:00:00Z'),
    missed('Đức Phổ', '2026-11-25T22:00:00Z'),
  ];
  expect(
    byStation(items).map(({ name, items: of }) => [name, of.map(({ startsAt }) => startsAt.slice(0, 10))]),
  ).toEqual([
    ['Dung Quất', ['2026-11-26']],
    ['Đức Phổ', ['2026-11-25', '2026-11-27']],
  ]);
});
