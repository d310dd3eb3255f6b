import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { BroadcastView } from '../../../src/scheduling/broadcasts/broadcasts.schemas.js';
import { type BroadcastState, TRANSITIONS } from '../../../src/scheduling/broadcasts/transitions.js';
import type { GapView } from '../../../src/scheduling/timeline/gaps.schemas.js';
import { personWith } from '../../factories/person.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { aSchedule, MONDAY, type Schedule, STAY_SIGNED_IN } from './schedule-scene.js';

describe('an entry with priority', () => {
  let service: TestService;
  let schedule: Schedule;

  beforeAll(async () => {
    service = await startService({ at: MONDAY, settings: STAY_SIGNED_IN });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    schedule = await aSchedule(service, { stations: 3 });
  });

  async function planned(): Promise<string[]> {
    const path = `/broadcasts?centreId=${schedule.centre.id}&from=2026-03-02&until=2026-03-31&limit=200`;
    const { items } = (await schedule.editor.client.get<{ items: BroadcastView[] }>(path)).body;
    return items.map(({ id, entryId, startsAt }) => `${entryId} ${id} ${startsAt}`);
  }
  const gaps = async (entryId: string) =>
    (await schedule.editor.client.get<{ items: GapView[] }>(`/gaps?entryId=${entryId}`)).body.items;
  const withdraw = (id: string) =>
    schedule.editor.client.post<object>(`/entries/${id}/withdraw`, { because: 'Hết việc' });

  it('displaces normal ones at the one station of three where it airs, and all of them return when it leaves', async () => {
    const normal = (await schedule.tryToPlace()).body;
    const before = await planned();
    const [here] = schedule.stationIds;
    const urgent = await schedule.tryToPlace({ priority: 'priority', stationIds: [here], times: ['17:14', '17:15'] });
    expect([urgent.status, urgent.body.consequences.totals]).toEqual([201, { new: 30, displaced: 15 }]);
    expect((await gaps(normal.id))[0]).toMatchObject({ code: 'displaced', stationId: here });
    expect((await planned()).filter((line) => line.startsWith(normal.id))).toHaveLength(30);
    expect((await withdraw(urgent.body.id)).body).toMatchObject({
      consequences: { totals: { gone: 30, returned: 15 } },
    });
    expect(await planned()).toEqual(before);
  });

  it('does not cut off what is on the air', async () => {
    const programId = await schedule.anotherProgram(180);
    const normal = (await schedule.place({ times: ['08:20'], programId })).id;
    service.clock.moveTo('2026-03-02T01:20:20Z');
    const urgent = await schedule.tryToPlace({ priority: 'priority', times: ['08:21'] });
    expect(urgent.status).toBe(201);
    const onAir = `SELECT state FROM broadcasts WHERE entry_id = $1 AND starts_at < $2`;
    const states = await service.sql(onAir, [normal, service.clock.now()]);
    expect(states).toEqual([{ state: 'planned' }, { state: 'planned' }, { state: 'planned' }]);
  });

  it('clashes with another one of equal rank, and a normal one with it', async () => {
    expect((await schedule.tryToPlace({ priority: 'priority' })).status).toBe(201);
    for (const priority of ['priority', 'normal']) {
      expect((await schedule.tryToPlace({ priority })).body.code).toBe('airtime-clash');
    }
  });

  it('leaves its time, when gaps want it, to the one with priority, then to the older entry', async () => {
    const first = (await schedule.place()).id;
    const [old, young] = [
      (await schedule.place({ times: ['17:16'] })).id,
      (await schedule.place({ times: ['17:17'] })).id,
    ];
    const urgent = (await schedule.place({ times: ['17:18'], priority: 'priority' })).id;
    // As if all three had wanted the first one's time before it came.
    const moved = `UPDATE entry_terms SET times = '{17:15}' WHERE entry_id = ANY ($1)`;
    const waiting = [old, young, urgent];
    await service.sql(moved, [waiting]);
    await service.sql(
      `UPDATE broadcasts SET state = 'gap', reason_code = 'airtime-clash', starts_at = o.at, ends_at = o.at + interval '60 s'
       FROM (SELECT station_id AS s, air_day AS d, starts_at AS at FROM broadcasts WHERE entry_id = $1) o
       WHERE station_id = o.s AND air_day = o.d AND entry_id = ANY ($2)`,
      [first, waiting],
    );
    const heard = async () => [...new Set((await planned()).map((line) => line.slice(0, 36)))];
    await withdraw(first);
    expect(await heard()).toEqual([urgent]);
    await withdraw(urgent);
    expect(await heard()).toEqual([old]);
    expect((await gaps(young)).every(({ code }) => code === 'airtime-clash')).toBe(true);
  });

  it('and whatever else happens changes states only as the table of transitions says', async () => {
    await service.sql(`
      CREATE TABLE seen_transitions (was text, is_now text);
      CREATE FUNCTION note_transition() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO seen_transitions VALUES (OLD.state, NEW.state); RETURN NEW; END $$;
      CREATE TRIGGER note_transition AFTER UPDATE ON broadcasts FOR EACH ROW
        WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION note_transition();`);
    const normal = (await schedule.place()).id;
    const urgent = (await schedule.place({ priority: 'priority' })).id;
    await withdraw(urgent);
    const manager = await personWith(service, 'administrator', { kind: 'centre', id: schedule.centre.id });
    const path = `/centres/${schedule.centre.id}/airtime-rules/hours`;
    const windows = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '05:00', to: '06:00' }];
    await manager.client.edit(path, { kind: 'hours', periods: [{ windows }] }, 'PUT');
    await manager.client.edit(path, { kind: 'hours', periods: [] }, 'PUT');
    await withdraw(normal);
    const seen = await service.sql<{ was: BroadcastState; isNow: BroadcastState }>(
      'SELECT DISTINCT was, is_now AS "isNow" FROM seen_transitions',
    );
    expect(seen.length).toBeGreaterThanOrEqual(5);
    for (const { was, isNow } of seen)
      expect([was, isNow, TRANSITIONS[was][isNow]]).toEqual([was, isNow, expect.anything()]);
  });
});
