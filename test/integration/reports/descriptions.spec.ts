import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AirtimeReport } from '../../../src/reports/airtime/airtime.schemas.js';
import type { CoverageReport } from '../../../src/reports/coverage/coverage.schemas.js';
import type { TodayView } from '../../../src/playback/today/today.schemas.js';
import type { StationClient } from '../../../station-client/station-client.js';
import { broadcastWith, type TestBroadcast } from '../../factories/broadcast.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { playOf } from '../../factories/play.factory.js';
import { aStationClient } from '../../factories/playable.factory.js';
import { anApprovedProgram, type ApprovedProgram, aSegment, versionOf } from '../../factories/program.factory.js';
import {
  centreWith,
  newDevice,
  type TestCentre,
  type TestDevice,
  type TestStation,
} from '../../factories/station.factory.js';
import { listenTo } from '../../support/listen-to.js';
import { startService, type TestService } from '../../support/service.js';

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
  let approver: TestPerson;
  let leader: TestPerson;
  let playlist: StationClient;
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
    approver = await personWith(service, 'approver', { kind: 'station', id: stationId });
    playlist = await aStationClient(service, centre.stations[0] as TestStation);
    leader = await personWith(service, 'leader', { kind: 'centre', id: centre.id });
    monday = await broadcastWith(service, { stationId, programId: program.id, startsAt: MONDAY });
    thursday = await broadcastWith(service, { stationId, programId: program.id, startsAt: THURSDAY });
    // Nothing further is planned of them.
    await service.sql('UPDATE entries SET withdrawn_at = placed_at');
  });

  const change = async () => {
    const changes = { segmentId: segment.id, topic: 'procedures', origin: 'relay', title: 'Bản tin mới' };
    expect((await operator.client.edit(`/programs/${program.id}`, changes)).status).toBe(200);
  };
  const approveChange = async () => {
    const decision = { decision: 'approved', version: await versionOf(service, program.id) };
    await listenTo(approver.client, program.id);
    expect((await approver.client.post(`/programs/${program.id}/approval`, decision)).status).toBe(201);
  };
  const titles = async (day: string) => {
    const path = `/stations/${monday.stationId}/today?day=${day}`;
    return (await operator.client.get<TodayView>(path)).body.items.map(({ title, topic }) => [title, topic]);
  };
  const plays = (...broadcasts: TestBroadcast[]) =>
    device.client.post('/station/plays', { events: broadcasts.map((broadcast) => playOf(broadcast)) });
  const airtime = async () => {
    const { body } = await leader.client.get<AirtimeReport>(`/reports/airtime?centreId=${centre.id}&${WEEK}&by=topic`);
    const planned = body.rows.filter(({ plannedCount }) => plannedCount > 0);
    return Object.fromEntries(planned.map((row) => [row.id, [row.plannedCount, row.provedCount]]));
  };
  const dirty = () =>
    service.sql(
      'INSERT INTO airtime_dirty_days SELECT station_id, airs_on, now() FROM broadcasts WHERE id = ANY ($1)',
      [[monday.id, thursday.id]],
    );
  const aired = async () => {
    const path = `/reports/coverage?centreId=${centre.id}&segmentId=${segment.id}&${WEEK}`;
    return (await leader.client.get<CoverageReport>(path)).body.periods[0]?.aired;
  };

  it('changes nothing that is announced or reported until the change is approved', async () => {
    service.clock.moveTo('2026-11-18T00:00:00Z');
    await plays(monday);
    const before = { airtime: await airtime(), aired: await aired(), titles: await titles('2026-11-19') };
    expect(before).toEqual({ airtime: { other: [2, 1] }, aired: 0, titles: [[program.title, 'other']] });
    await change();
    await playlist.pull();
    expect(playlist.playlist?.items).toMatchObject([{ title: program.title, topic: 'other' }]);
    await dirty();
    expect({ airtime: await airtime(), aired: await aired(), titles: await titles('2026-11-19') }).toEqual(before);
  });

  it('is announced and counted as approved in what is ahead, and as it was in what has aired', async () => {
    service.clock.moveTo('2026-11-18T00:00:00Z');
    await plays(monday);
    await playlist.pull();
    await change();
    await approveChange();
    await playlist.pull();
    expect(playlist.playlist?.items).toMatchObject([{ title: 'Bản tin mới', topic: 'procedures' }]);
    expect(await titles('2026-11-16')).toEqual([[program.title, 'other']]);
    expect(await titles('2026-11-19')).toEqual([['Bản tin mới', 'procedures']]);
    expect(await airtime()).toEqual({ other: [1, 1], procedures: [1, 0] });
    expect(await aired()).toBe(0);
    service.clock.moveTo('2026-11-20T00:00:00Z');
    await plays(thursday);
    expect(await airtime()).toEqual({ other: [1, 1], procedures: [1, 1] });
    expect(await aired()).toBe(1);
  });

  it('gives the same report when the days are computed again', async () => {
    service.clock.moveTo('2026-11-20T00:00:00Z');
    await plays(monday, thursday);
    const before = await airtime();
    await change();
    await approveChange();
    await dirty();
    expect(await airtime()).toEqual(before);
    expect(await aired()).toBe(0);
  });

  it('keeps the old topic for a play that arrives after the change', async () => {
    service.clock.moveTo('2026-11-18T00:00:00Z');
    await change();
    await approveChange();
    service.clock.moveTo('2026-12-20T00:00:00Z');
    await plays(monday);
    expect(await airtime()).toEqual({ other: [1, 1], procedures: [1, 0] });
    expect(await aired()).toBe(0);
  });

  it('is approved in several steps, each from its own instant on', async () => {
    service.clock.moveTo(new Date(new Date(MONDAY).getTime() + 1_000));
    await change();
    await approveChange();
    service.clock.moveTo(new Date(new Date(THURSDAY).getTime() + 1_000));
    await operator.client.edit(`/programs/${program.id}`, { title: 'Bản tin cuối' });
    await approveChange();
    expect(await titles('2026-11-16')).toEqual([[program.title, 'other']]);
    expect(await titles('2026-11-19')).toEqual([['Bản tin mới', 'procedures']]);
    expect(await service.sql('SELECT FROM program_descriptions WHERE program_id = $1', [program.id])).toHaveLength(3);
  });

  it('shows in the audit trail what was changed', async () => {
    await change();
    const [entry] = await service.sql(
      "SELECT details FROM audit_entries WHERE did = 'program.change' AND thing_id = $1",
      [program.id],
    );
    expect(entry).toMatchObject({
      details: { from: { topic: 'other', segmentId: null }, to: { topic: 'procedures', segmentId: segment.id } },
    });
  });
});
