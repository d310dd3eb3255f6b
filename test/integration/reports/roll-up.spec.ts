import { getQueueToken } from '@nestjs/bullmq';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import fc from 'fast-check';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import type { StationDay } from '../../../src/playback/outcomes/outcomes.service.js';
import { markDays, takeDaysWithin, takeFreeDays } from '../../../src/reports/airtime/dirty-days.queries.js';
import { AIRTIME_LISTENER, RollUpService } from '../../../src/reports/airtime/roll-up.service.js';
import { RollUpTick } from '../../../src/reports/airtime/roll-up.tick.js';
import { broadcastWith, planChanged, withdrawBroadcast } from '../../factories/broadcast.factory.js';
import { anApprovedProgram, type ApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newStation, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

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

  async function place(stationId: string, airing: Airing, index: number) {
    const startsAt = new Date(Date.UTC(2026, 10, 10 + airing.day, 0, index * 6));
    const { seconds, priority } = airing;
    const programId = programs[airing.topic]?.id ?? '';
    const broadcast = await broadcastWith(service, { stationId, programId, startsAt, seconds, priority });
    if (airing.withdrawn) await withdrawBroadcast(service, broadcast.id);
    if (airing.decided) {
      const { outcome, proved, confirmed, said } = airing.decided;
      await service.sql(
        `INSERT INTO outcomes (air_day, airs_on, broadcast_id, station_id, outcome, proved_seconds, confirmed_seconds, said, decided_at)
         VALUES ($8, $1, $2, $3, $4, $5, $6, $7, now())`,
        [broadcast.airsOn, broadcast.id, stationId, outcome, proved, confirmed, said, broadcast.airDay],
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
    // No worker takes part, so that everything is done by the calls here.
    const queue = service.get<Queue>(getQueueToken('reports') as never);
    await queue.pause();
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
    await queue.resume();
  });

  it('is done in the background when the plan of a day that has begun changes', async () => {
    const { id } = await newStation(service, { servedBy: centre.id });
    service.clock.moveTo('2026-11-21T00:00:00Z');
    await service.get(RollUpTick).beginDays();
    const later: Airing = { day: 11, topic: 0, seconds: 60, priority: 'normal', withdrawn: false, decided: null };
    await place(id, later, 0);
    await until('the day is rolled up', async () => (await rolledUp(id)).length > 0);
    expect(await rolledUp(id)).toMatchObject([{ key: '2026-11-21 procedures normal', planned_seconds: 60 }]);
    await service.sql('DELETE FROM broadcasts WHERE station_id = $1', [id]);
    await planChanged(service, id);
    await until('the day is empty', async () => (await rolledUp(id)).length === 0);
  });

  it('waits for days to come until they begin, or until somebody asks for them', async () => {
    const { id } = await newStation(service, { servedBy: centre.id });
    const tomorrow: Airing = { day: 20, topic: 0, seconds: 60, priority: 'normal', withdrawn: false, decided: null };
    await place(id, tomorrow, 0);
    await place(id, { ...tomorrow, day: 21 }, 1);
    await service.get(Outbox).deliverNow(AIRTIME_LISTENER, { keys: [id] });
    expect(await service.sql('SELECT day FROM airtime_dirty_days WHERE station_id = $1', [id])).toEqual([]);
    await service.get(RollUpService).rollUpWithin({ stationIds: [id], from: '2026-12-01', until: '2026-12-01' });
    expect(await rolledUp(id)).toMatchObject([{ key: '2026-12-01 procedures normal', planned_seconds: 60 }]);

    await service.sql("DELETE FROM broadcasts WHERE station_id = $1 AND airs_on = '2026-12-01'", [id]);
    service.clock.moveTo('2026-12-02T00:00:00Z');
    for (const _ of [1, 2]) await service.get(RollUpTick).beginDays();
    await service.get(RollUpTick).signalDirty();
    await until(
      'both days are rolled up',
      async () => (await rolledUp(id))[0]?.['key'] === '2026-11-30 procedures normal',
    );
    expect(await rolledUp(id)).toHaveLength(1);
  });

  it('forgets what is no longer planned', async () => {
    const { id } = await newStation(service, { servedBy: centre.id });
    // Waits for a worker that has taken the days before.
    const rollUp = () =>
      service.get(RollUpService).rollUpWithin({ stationIds: [id], from: '2026-11-10', until: '2026-11-13' });
    const airing: Airing = { day: 0, topic: 0, seconds: 60, priority: 'normal', withdrawn: false, decided: null };
    const broadcast = await place(id, airing, 0);
    await markDirty(id);
    await rollUp();
    expect(await rolledUp(id)).toHaveLength(1);
    await withdrawBroadcast(service, broadcast.id);
    await markDirty(id);
    await rollUp();
    expect(await rolledUp(id)).toEqual([]);
  });
});

/** With all of them off a semi-join runs its sub-select once for each row: then a limit inside it limits nothing. */
const METHODS = 'hashjoin mergejoin hashagg sort material memoize indexscan indexonlyscan bitmapscan'.split(' ');

describe('taking dirty days', () => {
  let service: TestService;
  let stationIds: string[];

  beforeAll(async () => {
    service = await startService();
    const centre = await centreWith(service, { stations: 3 });
    stationIds = centre.stations.map(({ id }) => id);
  });
  afterAll(() => service.stop());

  const unitOfWork = () => service.get(UnitOfWork);
  const mark = (days: number) =>
    service.sql(
      `INSERT INTO airtime_dirty_days
       SELECT station, '2020-01-01'::date + day, now() FROM unnest($1::uuid[]) station, generate_series(1, $2::int) day
       ORDER BY 1, 2`,
      [stationIds, days],
    );
  const left = async () => (await service.sql('SELECT FROM airtime_dirty_days')).length;

  it('takes 500 at most, whichever plan the database chooses', async () => {
    await mark(400);
    await service.sql('ANALYZE airtime_dirty_days');
    for (const off of [[], ['hashjoin'], ['hashjoin', 'mergejoin'], METHODS]) {
      let taken = 0;
      const undone = unitOfWork().run(async (work) => {
        for (const method of off) await work.query(`SET LOCAL enable_${method} = off`);
        taken = (await takeFreeDays(work)).length;
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      expect(taken).toBe(500);
    }
    const within = { stationIds, from: '2020-01-01', until: '2021-12-31' };
    expect(await unitOfWork().run((work) => takeDaysWithin(work, within))).toHaveLength(500);
    expect(await left()).toBe(700);
    await service.sql('DELETE FROM airtime_dirty_days');
  });

  it('waits for a day that is being marked again, and takes it then', async () => {
    await mark(1);
    const [stationId = ''] = stationIds;
    const day = { stationId, day: '2020-01-02' };
    let taking: Promise<StationDay[]> | undefined;
    await unitOfWork().run(async (work) => {
      await markDays(work, [day], work.now);
      taking = unitOfWork().run((other) =>
        takeDaysWithin(other, { stationIds: [stationId], from: day.day, until: day.day }),
      );
      await until('somebody waits for the row', async () => {
        const waiting = await service.sql(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'
                                           AND datname = current_database() AND query LIKE '%airtime_dirty_days%'`);
        return waiting.length > 0;
      });
    });
    expect(await taking).toEqual([day]);
    expect(await left()).toBe(2);
    await service.sql('DELETE FROM airtime_dirty_days');
  });
});

function naive(airings: Airing[], topics: string[]) {
  const rows = new Map<string, Record<string, string | number>>();
  for (const { day, topic, seconds, priority, withdrawn, decided } of airings) {
    const [proved, confirmed] = [decided?.proved ?? 0, decided?.confirmed ?? 0];
    if (withdrawn && proved === 0 && confirmed === 0) continue;
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
