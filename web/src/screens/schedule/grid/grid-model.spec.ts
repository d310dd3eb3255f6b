import { describe, expect, it } from '@jest/globals';
import type { Schemas } from '../../../api/client.ts';
import { gapsFrom } from './gaps.ts';
import { gridModel, segmentCounts } from './grid-model.ts';

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

  it('says of a quiet day in one line how much is not heard', () => {
    expect(gapsFrom(model, '2026-11-23')).toEqual({
      gaps: [],
      quiet: [{ day: '2026-11-24', name: 'Quốc tang', count: 2 }],
    });
    expect(gapsFrom(model, '2026-11-25').quiet).toEqual([]);
  });

  it('lists the same gap at several stations once', () => {
    const clashing = gridModel({ ...answer, reasons: [null, { code: 'airtime-clash', note: null }] });
    const { gaps, quiet } = gapsFrom(clashing, '2026-11-23');
    expect(gaps.map(({ day, stations }) => [day, stations.map(({ short }) => short)])).toEqual([
      ['2026-11-24', ['An Hải', 'Bình Trung']],
    ]);
    expect(quiet).toEqual([]);
  });
});
