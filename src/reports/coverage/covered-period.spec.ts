import { describe, expect, it } from '@jest/globals';
import type { SegmentBroadcast } from './coverage-of-station.js';
import { coveredPeriod } from './covered-period.js';

const STATIONS = 400;
const BROADCASTS_EACH = 5;
const idOf = (number: number) => `station-${number}`;

/** A broadcast that counts how often somebody looks at whose it is. */
function counted(broadcast: SegmentBroadcast, looks: { count: number }): SegmentBroadcast {
  const { stationId, ...more } = broadcast;
  return {
    ...more,
    get stationId() {
      looks.count += 1;
      return stationId;
    },
  };
}

describe('the coverage of a week', () => {
  const stations = Array.from({ length: STATIONS }, (_, number) => ({
    id: idOf(number),
    name: `Đài ${number}`,
    unit: { name: '', kind: 'xã', code: null },
  }));
  const broadcasts = stations.flatMap(({ id: stationId }, number) =>
    Array.from({ length: BROADCASTS_EACH }, () => ({
      stationId,
      startsAt: new Date('2026-11-16T22:00:00Z'),
      endsAt: new Date('2026-11-16T22:01:00Z'),
      withdrawn: false,
      outcome: number % 2 === 0 ? 'aired' : 'missed',
      reason: null,
      said: null,
      provedSeconds: 0,
    })),
  );
  const facts = {
    stations,
    served: new Set(stations.slice(0, -1).map(({ id }) => id)),
    segment: 'pháp luật',
    per: 'week' as const,
    now: new Date('2026-11-20T00:00:00Z'),
  };
  const WEEK = { from: '2026-11-16', until: '2026-11-22' };

  it('lists the stations served in their own order, each by its own broadcasts', () => {
    const week = coveredPeriod(WEEK, { ...facts, broadcasts: broadcasts.toReversed() });
    expect(week).toMatchObject({ ...WEEK, stations: 399, aired: 200, byDevice: 200, byOperator: 0 });
    expect(week.airedAt.map(({ stationId }) => stationId).slice(0, 2)).toEqual([idOf(0), idOf(2)]);
    expect(week.notAiredAt[0]).toEqual({ stationId: idOf(1), name: 'Đài 1', why: 'missed', reason: null });
  });

  it('looks at each broadcast a few times, however many stations there are', () => {
    const looks = { count: 0 };
    coveredPeriod(WEEK, { ...facts, broadcasts: broadcasts.map((one) => counted(one, looks)) });
    expect(looks.count).toBeLessThanOrEqual(3 * broadcasts.length);
  });
});
