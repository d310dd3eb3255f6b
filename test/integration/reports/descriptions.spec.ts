import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AirtimeReport } from '../../../src/reports/airtime/airtime.schemas.js';
import type { CoverageReport } from '../../../src/reports/coverage/coverage.schemas.js';
import { PlanningTick } from '../../../src/scheduling/broadcasts/planning.tick.js';
import { broadcastWith, type TestBroadcast } from '../../factories/broadcast.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { playOf } from '../../factories/play.factory.js';
import { anApprovedProgram, type ApprovedProgram, aSegment } from '../../factories/program.factory.js';
import { centreWith, newDevice, type TestCentre, type TestDevice } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

const MONDAY = '2026-11-15T22:15:00Z'; // 05:15 on the 16th in Vietnam
const THURSDAY = '2026-11-18T22:15:00Z';
const WEEK = 'from=2026-11-16&until=2026-11-22';

describe('a program whose description changes', () => {
  let service: TestService;
  let centre: TestCentre;
  let segment: { id: string };
  let program: ApprovedProgram;
  let device: TestDevice;
  let operator: TestPerson;
  let leader: TestPerson;
  let monday: TestBroadcast;
  let thursday: TestBroadcast;

  beforeAll(async () => {
    service = await startService({ settings: { SESSION_HOURS: '10000' } });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo('2026-11-14T00:00:00Z');
    centre = await centreWith(service, { stations: 1 });
    const stationId = centre.stations[0]?.id ?? '';
    segment = await aSegment(service, centre.id);
    program = await anApprovedProgram(service, { stationId, topic: 'other', seconds: 60 });
    device = await newDevice(service, stationId);
    operator = await personWith(service, 'operator', { kind: 'station', id: stationId });
    leader = await personWith(service, 'leader', { kind: 'centre', id: centre.id });
    monday = await broadcastWith(service, { stationId, programId: program.id, startsAt: MONDAY });
    thursday = await broadcastWith(service, { stationId, programId: program.id, startsAt: THURSDAY });
    // Nothing further is planned of them.
    await service.sql('UPDATE entries SET withdrawn_at = created_at');
  });

  const change = async () => {
    const changes = { segmentId: segment.id, topic: 'procedures', origin: 'relay' };
    expect((await operator.client.edit(`/programs/${program.id}`, changes)).status).toBe(200);
  };
  const topicOf = async ({ id }: TestBroadcast) =>
    (await service.sql<{ topic: string }>('SELECT topic FROM broadcasts WHERE id = $1', [id]))[0]?.topic;
  const settled = () =>
    until('the event of the change arrived', async () => (await topicOf(thursday)) === 'procedures');
  const plays = (...broadcasts: TestBroadcast[]) =>
    device.client.post('/station/plays', { events: broadcasts.map((broadcast) => playOf(broadcast)) });
  const airtime = async () => {
    const { body } = await leader.client.get<AirtimeReport>(`/reports/airtime?centreId=${centre.id}&${WEEK}&by=topic`);
    const planned = body.rows.filter(({ plannedCount }) => plannedCount > 0);
    return Object.fromEntries(planned.map((row) => [row.id, [row.plannedCount, row.provedCount]]));
  };
  const aired = async () => {
    const path = `/reports/coverage?centreId=${centre.id}&segmentId=${segment.id}&${WEEK}`;
    return (await leader.client.get<CoverageReport>(path)).body.weeks[0]?.aired;
  };

  it('changes neither the airtime nor the coverage of what has aired', async () => {
    service.clock.moveTo('2026-11-18T00:00:00Z');
    await plays(monday);
    const before = { airtime: await airtime(), aired: await aired() };
    expect(before).toEqual({ airtime: { other: [2, 1] }, aired: 0 });
    await change();
    await settled();
    expect(await airtime()).toEqual({ other: [1, 1], procedures: [1, 0] });
    expect(await aired()).toBe(0);
  });

  it('gives the same report when the days are computed again', async () => {
    service.clock.moveTo('2026-11-20T00:00:00Z');
    await plays(monday, thursday);
    const before = await airtime();
    await change();
    await service.sql(
      'INSERT INTO airtime_dirty_days SELECT station_id, airs_on, now() FROM broadcasts WHERE id = ANY ($1)',
      [[monday.id, thursday.id]],
    );
    expect(await airtime()).toEqual(before);
    expect(await aired()).toBe(0);
  });

  it('counts for its new topic and segment in what is ahead', async () => {
    service.clock.moveTo('2026-11-18T00:00:00Z');
    await change();
    await settled();
    service.clock.moveTo('2026-11-20T00:00:00Z');
    await plays(thursday);
    expect(await airtime()).toEqual({ other: [1, 0], procedures: [1, 1] });
    expect(await aired()).toBe(1);
  });

  it('keeps the old topic for a play that arrives after the change', async () => {
    service.clock.moveTo('2026-11-18T00:00:00Z');
    await change();
    await settled();
    service.clock.moveTo('2026-12-20T00:00:00Z');
    await plays(monday);
    expect(await airtime()).toEqual({ other: [1, 1], procedures: [1, 0] });
    expect(await aired()).toBe(0);
  });

  it('is followed by the hourly tick when its event was lost, and only in what has not begun', async () => {
    service.clock.moveTo(MONDAY);
    const changes = "topic = 'procedures', segment_id = $2";
    await service.sql(`UPDATE programs SET ${changes} WHERE id = $1`, [program.id, segment.id]);
    await airtime();
    await service.get(PlanningTick).tick();
    expect([await topicOf(monday), await topicOf(thursday)]).toEqual(['other', 'procedures']);
    expect(await airtime()).toEqual({ other: [1, 0], procedures: [1, 0] });
  });

  it('stays approved, and the audit trail shows what was changed', async () => {
    await change();
    await settled();
    const { body } = await operator.client.get<{ approval: { decision: string } }>(`/programs/${program.id}`);
    expect(body.approval.decision).toBe('approved');
    const [entry] = await service.sql(
      "SELECT details FROM audit_entries WHERE did = 'program.change' AND thing_id = $1",
      [program.id],
    );
    expect(entry).toMatchObject({
      details: { from: { topic: 'other', segmentId: null }, to: { topic: 'procedures', segmentId: segment.id } },
    });
  });
});
