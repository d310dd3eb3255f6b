import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AirtimeReport } from '../../../src/reports/airtime/airtime.schemas.js';
import { broadcastWith, withdrawBroadcast } from '../../factories/broadcast.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { playOf } from '../../factories/play.factory.js';
import { anApprovedProgram, aSegment } from '../../factories/program.factory.js';
import {
  centreWith,
  newDevice,
  newStation,
  type TestCentre,
  type TestStation,
} from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

// Tuesday, 10:00 in Vietnam.
const NOW = '2026-03-10T03:00:00Z';
const because = 'Sáp nhập xã';

describe('a station that is closed with a past day', () => {
  let service: TestService;
  let centre: TestCentre;
  let station: TestStation;
  let segmentId: string;
  let administrator: TestPerson;
  let leader: TestPerson;
  beforeAll(async () => {
    service = await startService({ at: NOW });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo('2026-03-01T00:00:00Z');
    centre = await centreWith(service, { stations: 1 });
    station = await newStation(service, { servedBy: centre.id, name: 'Đài xã Bình Trị' });
    segmentId = (await aSegment(service, centre.id, 'Cải cách hành chính')).id;
    const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, segmentId, seconds: 60 });
    const device = await newDevice(service, station.id);
    const days = ['02', '03', '04', '05', '10'];
    const made = [];
    for (const day of days) {
      const startsAt = `2026-03-${day}T00:15:00Z`;
      made.push(await broadcastWith(service, { stationId: station.id, programId, startsAt }));
    }
    // So that nothing more of them is planned when the station is replanned.
    await service.sql(
      `UPDATE entry_terms t SET valid = daterange(lower(valid), lower(valid), '[]') FROM entries e
       WHERE e.id = t.entry_id AND e.centre_id = $1`,
      [centre.id],
    );
    service.clock.moveTo(NOW);
    await device.client.post('/station/plays', {
      events: [made[0], made[1], made[4]].flatMap((one) => (one ? [playOf(one)] : [])),
    });
    administrator = await personWith(service, 'administrator');
    leader = await personWith(service, 'leader', { kind: 'centre', id: centre.id });
  });

  const report = async (from: string, until: string) => {
    const path = `/reports/airtime?centreId=${centre.id}&by=station&from=2026-03-${from}&until=2026-03-${until}`;
    return (await leader.client.get<AirtimeReport>(path)).body;
  };
  const coverage = async (from: string, until: string) => {
    const path = `/reports/coverage?centreId=${centre.id}&segmentId=${segmentId}&from=2026-03-${from}&until=2026-03-${until}`;
    return (await leader.client.get(path)).body;
  };
  const close = async (on: string) => {
    const answer = await administrator.client.post(`/stations/${station.id}/close`, { on, because });
    expect(answer.status).toBe(200);
  };
  const mend = (on: string | null, { client } = administrator) =>
    client.edit(`/stations/${station.id}/closing`, { on, because });

  it('changes no report of the past, and the reports of its parts add up to that of the whole', async () => {
    const before = [
      await report('01', '09'),
      await report('03', '05'),
      await report('06', '08'),
      await coverage('01', '09'),
    ];
    expect(before[0]).toMatchObject({ totals: { plannedSeconds: 240, provedSeconds: 120 } });
    await close('2026-03-04');
    expect([
      await report('01', '09'),
      await report('03', '05'),
      await report('06', '08'),
      await coverage('01', '09'),
    ]).toEqual(before);
    const whole = await report('01', '14');
    const parts = [
      await report('01', '03'),
      await report('04', '09'),
      await report('10', '10'),
      await report('11', '14'),
    ];
    for (const quantity of ['plannedSeconds', 'provedSeconds', 'missedSeconds', 'plannedCount'] as const) {
      const sum = parts.reduce((total, { totals }) => total + totals[quantity], 0);
      expect([quantity, sum]).toEqual([quantity, whole.totals[quantity]]);
    }
    expect(whole.totals).toMatchObject({ plannedSeconds: 300, provedSeconds: 180 });
    expect(parts[3]?.rows.map(({ id }) => id)).not.toContain(station.id);
  });

  it('still counts what is heard there later, in the parts as in the whole', async () => {
    await close('2026-03-10');
    const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
    const late = await broadcastWith(service, { stationId: station.id, programId, startsAt: '2026-03-12T00:15:00Z' });
    await withdrawBroadcast(service, late.id);
    service.clock.moveTo('2026-03-13T03:00:00Z');
    const device = await newDevice(service, station.id);
    await device.client.post('/station/plays', { events: [playOf(late)] });
    leader = await personWith(service, 'leader', { kind: 'centre', id: centre.id });
    await report('01', '14');
    const [whole, first, second] = [await report('01', '14'), await report('01', '10'), await report('11', '14')];
    expect(second.totals.provedSeconds).toBe(60);
    expect(first.totals.provedSeconds + second.totals.provedSeconds).toBe(whole.totals.provedSeconds);
  });

  describe('by mistake', () => {
    let entryId: string;
    const planned = async () => {
      const rows = await service.sql<{ day: string; id: string }>(
        `SELECT airs_on AS day, id FROM broadcasts WHERE entry_id = $1 AND state = 'planned'
           AND airs_on BETWEEN '2026-03-11' AND '2026-03-14' ORDER BY starts_at`,
        [entryId],
      );
      return rows.map(({ day, id }) => `${day} ${id}`);
    };
    beforeEach(async () => {
      const editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
      const placed = await editor.client.post<{ id: string }>('/entries', {
        centreId: centre.id,
        programId: (await anApprovedProgram(service, { centreId: centre.id, seconds: 60 })).id,
        rule: 'FREQ=DAILY',
        times: ['17:15'],
        startsOn: '2026-03-11',
        stationIds: [station.id],
      });
      expect(placed.status).toBe(201);
      entryId = placed.body.id;
    });

    it('is open again at once, with the broadcasts that it had, and the audit trail says why', async () => {
      const [reported, before] = [await report('01', '14'), await planned()];
      expect(before).toHaveLength(4);
      await close('2026-03-04');
      await until('nothing is planned', async () => (await planned()).length === 0);
      expect(await mend(null)).toMatchObject({ status: 200, body: { on: null } });
      await until('all is planned again', async () => (await planned()).length === 4);
      expect(await planned()).toEqual(before);
      expect(await report('01', '14')).toEqual(reported);
      const deeds = await service.sql(
        `SELECT because, details FROM audit_entries WHERE did = 'station.mend-closing' AND thing_id = $1`,
        [station.id],
      );
      expect(deeds).toEqual([{ because, details: { before: '2026-03-04', on: null } }]);
    });

    it('airs until the right day, when that is mended', async () => {
      await close('2026-03-11');
      await until('nothing is planned', async () => (await planned()).length === 0);
      expect(await mend('2026-03-13')).toMatchObject({ status: 200, body: { on: '2026-03-13' } });
      await until('two days are planned', async () => (await planned()).length === 2);
      expect((await planned()).map((one) => one.slice(0, 10))).toEqual(['2026-03-11', '2026-03-12']);
    });

    it('with another past day, counts no day anew that was reported as closed', async () => {
      await close('2026-03-04');
      service.clock.moveTo('2026-03-20T03:00:00Z');
      administrator = await personWith(service, 'administrator');
      leader = await personWith(service, 'leader', { kind: 'centre', id: centre.id });
      const before = [await report('01', '10'), await report('12', '15')];
      await mend('2026-03-06');
      expect([await report('01', '10'), await report('12', '15')]).toEqual(before);
      await mend('2026-03-14');
      expect((await report('12', '15')).rows.map(({ id }) => id)).toContain(station.id);
      await mend('2026-03-05');
      expect((await report('12', '13')).rows.map(({ id }) => id)).toContain(station.id);
    });

    it('is not mended before it is closed, in the wrong order, unseen, by a stranger, or beside its successor', async () => {
      expect(await mend('2026-03-20')).toMatchObject({ status: 409, body: { code: 'station-not-closed' } });
      await close('2026-03-04');
      expect(await mend('2021-01-01')).toMatchObject({ status: 409, body: { code: 'days-out-of-order' } });
      const path = `/stations/${station.id}/closing`;
      expect((await administrator.client.patch(path, { on: null, because })).status).toBe(428);
      const stale = await administrator.client.patch(path, { on: null, because }, { 'if-match': '"a"' });
      expect(stale).toMatchObject({ status: 412, body: { current: { on: '2026-03-04' } } });
      const stranger = await personWith(service, 'administrator', {
        kind: 'centre',
        id: (await centreWith(service)).id,
      });
      expect((await mend(null, stranger)).status).toBe(404);
      await newStation(service, { unitId: station.unitId, openedOn: '2026-03-05' });
      expect(await mend(null)).toMatchObject({ status: 409, body: { code: 'one-station-per-unit' } });
      expect(await mend('2026-03-05')).toMatchObject({ status: 200 });
    });
  });
});
