import { describe, expect, it } from '@jest/globals';
import type { Schemas } from '../../../api/client.ts';
import { gapsOf, gridModel, segmentCounts } from './grid-model.ts';

const station = (id: string, name: string, cells: (number | null)[]) => ({
  id,
  name: `Đài truyền thanh xã ${name}`,
  timeZone: 'Asia/Ho_Chi_Minh',
  cells,
  airtime: cells.map(() => null),
});

/** Two days at three stations; the third is served from the second day on. */
const answer: Schemas['ScheduleGrid'] = {
  days: ['2026-11-23', '2026-11-24'],
  states: ['planned', 'gap', 'withdrawn'],
  reasons: [null, { code: 'quiet-day', note: 'Quốc tang' }],
  programs: [
    { id: 'reform', title: 'Cải cách thể chế là gì?', topic: 'administrative-reform', segmentId: 'cchc' },
    { id: 'storm', title: 'Tin bão', topic: 'disaster', segmentId: null },
  ],
  entries: [
    { id: 'daily', priority: 'normal', centreId: 'centre', stationId: null },
    { id: 'warning', priority: 'emergency', centreId: 'centre', stationId: null },
  ],
  lists: [
    [
      [18_900, 240, 0, 0, 0, 0],
      [43_200, 60, 1, 1, 0, 0],
      [62_100, 240, 0, 0, 2, 0],
    ],
    [[18_900, 240, 0, 0, 1, 1]],
  ],
  airtime: [],
  stations: [
    station('b', 'Bình Trung', [0, 1]),
    station('a', 'Bình Chương', [0, 0]),
    station('c', 'An Hải', [null, 1]),
  ],
  next: null,
};

describe('the week of a centre', () => {
  const model = gridModel(answer);

  it('has the stations by name, without what all names have in common', () => {
    expect(model.stations.map(({ short }) => short)).toEqual(['An Hải', 'Bình Chương', 'Bình Trung']);
  });

  it('leaves out what was withdrawn, and does not count emergencies and gaps as airtime', () => {
    expect(model.lists.map(({ items }) => items.map(({ title }) => title))).toEqual([
      ['Cải cách thể chế là gì?', 'Tin bão'],
      ['Cải cách thể chế là gì?'],
    ]);
    expect(model.lists.map(({ usedSeconds }) => usedSeconds)).toEqual([240, 0]);
  });

  it('counts the stations that air a segment among those that are served on the day', () => {
    expect(segmentCounts(model, 'cchc')).toEqual([
      { aired: 2, stations: 2 },
      { aired: 1, stations: 3 },
    ]);
  });

  it('lists each gap with its station, day and reason', () => {
    expect(gapsOf(model).map(({ station: { short }, day, item }) => [short, day, item.reason?.code])).toEqual([
      ['An Hải', '2026-11-24', 'quiet-day'],
      ['Bình Trung', '2026-11-24', 'quiet-day'],
    ]);
  });
});
