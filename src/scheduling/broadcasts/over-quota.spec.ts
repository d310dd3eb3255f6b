import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { overQuota } from './over-quota.js';

const DAY = new Date('2026-03-02T00:00:00Z');
const quota = (name: string | null, seconds: number) => ({ class: 1, name, from: DAY, until: DAY, seconds });
const broadcast = fc.record({
  seconds: fc.integer({ min: 1, max: 900 }),
  stationId: fc.constantFrom('one', 'other'),
  quotas: fc.constantFrom([0], [1], [0, 1]),
});

it('leaves no quota with more than its seconds, and lets nothing leave that fits beside those before it', () => {
  const limits = fc.tuple(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 2_000 }));
  fc.assert(
    fc.property(fc.array(broadcast, { maxLength: 12 }), limits, (planned, [daypart, wholeDay]) => {
      const quotas = [quota('Sáng', daypart), quota(null, wholeDay)];
      const rows = planned.flatMap(({ seconds, stationId, quotas: counted }, index) =>
        counted.map((number) => ({
          quota: number,
          id: String(index),
          airDay: '2026-03-02',
          stationId,
          startsAt: DAY,
          seconds,
          isOver: false,
        })),
      );
      const leaving = new Set(overQuota(rows, quotas).map(({ id }) => id));
      const used = (at: string, number: number, before = Infinity) =>
        rows
          .filter(
            (row) => row.stationId === at && row.quota === number && Number(row.id) < before && !leaving.has(row.id),
          )
          .reduce((sum, { seconds }) => sum + seconds, 0);
      for (const { id, seconds, stationId, quota: number } of rows) {
        const limit = quotas[number]?.seconds ?? 0;
        expect(used(stationId, number)).toBeLessThanOrEqual(limit);
        const own = rows.filter((row) => row.id === id);
        const fits = own.every(
          (row) => used(row.stationId, row.quota, Number(id)) + seconds <= (quotas[row.quota]?.seconds ?? 0),
        );
        expect([id, leaving.has(id)]).toEqual([id, !fits]);
      }
    }),
  );
});

it('keeps what is over, whatever the limit is now', () => {
  const row = { quota: 0, airDay: '2026-03-02', stationId: 'one', startsAt: DAY, seconds: 600 };
  const rows = [
    { ...row, id: 'over', isOver: true },
    { ...row, id: 'ahead', isOver: false },
  ];
  expect(overQuota(rows, [quota('Sáng', 300)])).toEqual([{ id: 'ahead', airDay: '2026-03-02', note: 'Sáng' }]);
});
