import { EventEmitter2 } from '@nestjs/event-emitter';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RollUpService } from '../../../src/reports/airtime/roll-up.service.js';
import { BroadcastsChanged } from '../../../src/scheduling/broadcasts/broadcasts-changed.event.js';
import { broadcastWith, type TestBroadcast } from '../../factories/broadcast.factory.js';
import { anApprovedProgram, type ApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newStation, type TestCentre } from '../../factories/station.factory.js';
import { jobsIdle } from '../../support/jobs-idle.js';
import { startService, type TestService } from '../../support/service.js';

const OUTCOMES = ['aired', 'late', 'cut', 'failed', 'wrong-time', 'missed', 'unconfirmed'] as const;

interface Airing {
  day: number;
  topic: number;
  seconds: number;
  priority: 'normal' | 'emergency';
  withdrawn: boolean;
  decided: { outcome: string; said: string | null; proved: number; confirmed: number } | null;
}

const anyAiring: fc.Arbitrary<Airing> = fc.record({
  day: fc.integer({ min: 0, max: 2 }),
  topic: fc.integer({ min: 0, max: 1 }),
  seconds: fc.integer({ min: 10, max: 300 }),
  priority: fc.constantFrom('normal', 'emergency'),
  withdrawn: fc.boolean(),
  decided: fc.option(
    fc.record({
      outcome: fc.constantFrom(...OUTCOMES),
      said: fc.constantFrom(null, 'heard', 'partly', 'not-aired'),
      proved: fc.integer({ min: 0, max: 10 }),
      confirmed: fc.integer({ min: 0, max: 10 }),
    }),
  ),
});

describe('the daily roll-up of airtime', () => {
  let service: TestService;
  let centre: TestCentre;
  let programs: ApprovedProgram[];
  const topics = ['procedures', 'other'];

  beforeAll(async () => {
    service = await startService({ at: '2026-11-20T00:00:00Z' });
    centre = await centreWith(service);
    programs = await Promise.all(topics.map((topic) => anApprovedProgram(service, { centreId: centre.id, topic })));
  });
  afterAll(() => service.stop());

  async function place(stationId: string, airing: Airing, index: number): Promise<TestBroadcast> {
    const startsAt = new Date(Date.UTC(2026, 10, 10 + airing.day, 0, index * 6));
    const { seconds, priority } = airing;
    const programId = programs[airing.topic]?.id ?? '';
    const broadcast = await broadcastWith(service, { stationId, programId, startsAt, seconds, priority });
    if (airing.withdrawn) await service.sql('UPDATE broadcasts SET withdrawn_at = now() WHERE id = $1', [broadcast.id]);
    if (airing.decided) {
      const { outcome, proved, confirmed, said } = airing.decided;
      await service.sql(
        `INSERT INTO outcomes (airs_on, broadcast_id, station_id, outcome, proved_seconds, confirmed_seconds, said, decided_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
        [broadcast.airsOn, broadcast.id, stationId, outcome, proved, confirmed, said],
      );
    }
    return broadcast;
  }
  const markDirty = (stationId: string) =>
    service.sql(
      `INSERT INTO airtime_dirty_days SELECT $1, day::date, now() FROM generate_series('2026-11-10', '2026-11-13', interval '1 day') day`,
      [stationId],
    );
  const rolledUp = (stationId: string) =>
    service.sql(
      `SELECT day::text || ' ' || topic || ' ' || priority AS key, planned_seconds, proved_seconds, confirmed_seconds,
              missed_seconds, planned_count, proved_count, confirmed_count, missed_count
       FROM airtime_daily WHERE station_id = $1 ORDER BY key`,
      [stationId],
    );

  it('says the same as counting broadcast by broadcast, also when it is done again and by several at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAiring, { maxLength: 8 }), async (airings) => {
        const { id } = await newStation(service, { servedBy: centre.id });
        for (const [index, airing] of airings.entries()) await place(id, airing, index);
        await markDirty(id);
        const rollUp = service.get(RollUpService);
        await Promise.all([rollUp.rollUpFree(), rollUp.rollUpFree(), rollUp.rollUpFree()]);
        const once = await rolledUp(id);
        expect(once).toEqual(naive(airings, topics));
        await markDirty(id);
        await rollUp.rollUpWithin({ stationIds: [id], from: '2026-11-10', until: '2026-11-13' });
        expect(await rolledUp(id)).toEqual(once);
        expect(await service.sql('SELECT * FROM airtime_dirty_days WHERE station_id = $1', [id])).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it('is done in the background when the plan changes', async () => {
    const { id } = await newStation(service, { servedBy: centre.id });
    const later: Airing = { day: 11, topic: 0, seconds: 60, priority: 'normal', withdrawn: false, decided: null };
    await place(id, later, 0);
    await service.get(EventEmitter2).emitAsync(BroadcastsChanged.name, new BroadcastsChanged([id]));
    await jobsIdle(service, ['reports']);
    expect(await rolledUp(id)).toMatchObject([{ key: '2026-11-21 procedures normal', planned_seconds: 60 }]);
  });

  it('forgets what is no longer planned', async () => {
    const { id } = await newStation(service, { servedBy: centre.id });
    const airing: Airing = { day: 0, topic: 0, seconds: 60, priority: 'normal', withdrawn: false, decided: null };
    const broadcast = await place(id, airing, 0);
    await markDirty(id);
    await service.get(RollUpService).rollUpFree();
    expect(await rolledUp(id)).toHaveLength(1);
    await service.sql('UPDATE broadcasts SET withdrawn_at = now() WHERE id = $1', [broadcast.id]);
    await markDirty(id);
    await service.get(RollUpService).rollUpFree();
    expect(await rolledUp(id)).toEqual([]);
  });
});

function naive(airings: Airing[], topics: string[]) {
  const rows = new Map<string, Record<string, string | number>>();
  for (const { day, topic, seconds, priority, withdrawn, decided } of airings) {
    const [proved, confirmed] = [decided?.proved ?? 0, decided?.confirmed ?? 0];
    if (withdrawn && proved === 0) continue;
    const planned = withdrawn ? 0 : seconds;
    const isWhole = decided?.outcome === 'aired' || decided?.outcome === 'late';
    const isUntold = decided?.outcome === 'unconfirmed' && decided.said === null;
    const missed = withdrawn || !decided || isWhole || isUntold ? 0 : seconds - Math.max(proved, confirmed);
    const key = `2026-11-${10 + day} ${topics[topic]} ${priority}`;
    const row = rows.get(key) ?? { key };
    const add = (name: string, number: number) => (row[name] = Number(row[name] ?? 0) + number);
    add('planned_seconds', planned);
    add('proved_seconds', proved);
    add('confirmed_seconds', confirmed);
    add('missed_seconds', missed);
    add('planned_count', planned > 0 ? 1 : 0);
    add('proved_count', proved > 0 ? 1 : 0);
    add('confirmed_count', confirmed > 0 ? 1 : 0);
    add('missed_count', missed > 0 && proved === 0 && confirmed === 0 ? 1 : 0);
    rows.set(key, row);
  }
  return [...rows.values()].sort((a, b) => String(a['key']).localeCompare(String(b['key'])));
}
