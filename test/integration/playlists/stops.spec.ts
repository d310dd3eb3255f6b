import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AirtimeReport } from '../../../src/reports/airtime/airtime.schemas.js';
import type { StopState } from '../../../src/playlists/stops/stops.schemas.js';
import type { StationClient } from '../../../station-client/station-client.js';
import { broadcastWith, type TestBroadcast } from '../../factories/broadcast.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aPlayableProgram, aStationClient } from '../../factories/playable.factory.js';
import { outcomesDecided, playOf } from '../../factories/play.factory.js';
import type { ApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newStation, type TestCentre, type TestStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

// Monday 17:00 at the stations.
const NOW = '2026-11-23T10:00:30Z';
const because = 'Phát nhầm bài';

describe('stopping', () => {
  let service: TestService;
  let centre: TestCentre;
  let first: TestStation;
  let second: TestStation;
  let device: StationClient;
  let deviceOfSecond: StationClient;
  let program: ApprovedProgram;
  let approver: TestPerson;
  let operator: TestPerson;

  beforeAll(async () => {
    service = await startService({ at: NOW });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo(NOW);
    centre = await centreWith(service, { stations: 2 });
    [first, second] = centre.stations as [TestStation, TestStation];
    [device, deviceOfSecond] = [await aStationClient(service, first), await aStationClient(service, second)];
    program = await aPlayableProgram(service, { centreId: centre.id });
    approver = await personWith(service, 'approver', { kind: 'centre', id: centre.id });
    operator = await personWith(service, 'operator', { kind: 'station', id: first.id });
  });

  const plan = (startsAt: string, more: { station?: TestStation; programId?: string; priority?: 'emergency' } = {}) => {
    const { station = first, programId = program.id, ...rest } = more;
    return broadcastWith(service, { stationId: station.id, programId, startsAt, seconds: 60, ...rest });
  };
  /** What a device that pulls now is to play, and what it is to stop. */
  const pulled = async (one = device) => {
    service.clock.moveBy({ seconds: 1 });
    await one.pull();
    const { items = [], stop = [] } = one.playlist ?? {};
    return { items: items.map(({ broadcastId }) => broadcastId), stop };
  };
  const ids = (...broadcasts: TestBroadcast[]) => broadcasts.map(({ id }) => id);
  const ask = async (by: TestPerson, path: string, body: object = { because }) => {
    const answer = await by.client.post<StopState>(path, body);
    expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    return answer.body;
  };
  const stateOf = async (path: string, by = approver) => (await by.client.get<StopState>(`${path}/stop`)).body;

  describe('a station', () => {
    const stop = (more: object = {}) => ask(operator, `/stations/${first.id}/stop`, { because, ...more });
    const lift = () => ask(operator, `/stations/${first.id}/stop/lift`);

    it('takes what is on the air and ahead off its playlist at once, and says how many devices know of it', async () => {
      const [onAir, ahead] = [await plan('2026-11-23T10:00:00Z'), await plan('2026-11-24T10:00:00Z')];
      const elsewhere = await plan('2026-11-23T10:00:00Z', { station: second });
      expect(await pulled()).toEqual({ items: ids(onAir, ahead), stop: [] });
      await device.report();
      service.clock.moveBy({ seconds: 1 });
      expect(await stop()).toMatchObject({
        stop: { because, by: { id: operator.id }, until: null, lifted: null, inForce: true },
        ofCentre: null,
      });
      expect((await stateOf(`/stations/${first.id}`)).stop).toMatchObject({ stations: 1, devices: 1, informed: 0 });
      expect(await pulled()).toEqual({ items: [], stop: [onAir.id] });
      expect((await stateOf(`/stations/${first.id}`)).stop).toMatchObject({ informed: 0 });
      await device.report();
      expect((await stateOf(`/stations/${first.id}`)).stop).toMatchObject({ informed: 1 });
      expect(await pulled(deviceOfSecond)).toEqual({ items: ids(elsewhere), stop: [] });
    });

    it('lets emergencies go on', async () => {
      await plan('2026-11-24T10:00:00Z');
      const emergency = await plan('2026-11-24T10:00:00Z', { priority: 'emergency' });
      await stop();
      expect(await pulled()).toEqual({ items: ids(emergency), stop: [] });
    });

    it('is over when it was said to end; what would begin before that does not air', async () => {
      await plan('2026-11-23T21:59:30Z');
      const later = await plan('2026-11-23T22:00:30Z');
      const { stop: stopped } = await stop({ until: '2026-11-24T05:00:00+07:00' });
      expect(stopped).toMatchObject({ until: '2026-11-23T22:00:00.000Z', inForce: true });
      expect(await pulled()).toEqual({ items: ids(later), stop: [] });
      service.clock.moveTo('2026-11-23T22:00:00Z');
      const night = await personWith(service, 'operator', { kind: 'station', id: first.id });
      expect((await stateOf(`/stations/${first.id}`, night)).stop).toMatchObject({ inForce: false, lifted: null });
      const past = await night.client.post(`/stations/${first.id}/stop`, { because, until: '2026-11-23T22:00:00Z' });
      expect(past).toMatchObject({ status: 400, body: { errors: [{ pointer: '/until' }] } });
      expect((await ask(night, `/stations/${first.id}/stop`)).stop).toMatchObject({ inForce: true, until: null });
    });

    it('is lifted with a reason: what is ahead airs again, what had begun does not', async () => {
      const [onAir, ahead] = [await plan('2026-11-23T10:00:00Z'), await plan('2026-11-24T10:00:00Z')];
      await pulled();
      await stop();
      await pulled();
      await device.report();
      // Else what the stop has set going might take it away once more after the lift.
      const gaps = `/gaps?stationId=${first.id}`;
      const areGaps = async () => (await operator.client.get<{ items: object[] }>(gaps)).body.items.length === 1;
      await until('what is ahead is a gap', areGaps);
      service.clock.moveBy({ seconds: 1 });
      expect((await lift()).stop).toMatchObject({
        inForce: false,
        lifted: { by: { id: operator.id }, because },
        informed: 0,
      });
      await until('it is on the playlist', async () => (await pulled()).items.includes(ahead.id));
      expect(await pulled()).toEqual({ items: ids(ahead), stop: [onAir.id] });
      await device.report();
      expect((await stateOf(`/stations/${first.id}`)).stop).toMatchObject({ informed: 1 });
    });

    it('changes nothing the second time, nor when it is lifted twice, but may last longer', async () => {
      await plan('2026-11-24T10:00:00Z');
      const once = await stop({ until: '2026-11-25T00:00:00Z' });
      expect(await stop({ until: '2026-11-24T00:00:00Z', because: 'Lần nữa' })).toEqual(once);
      expect((await stop()).stop).toMatchObject({ id: once.stop?.id, because, until: null });
      const lifted = await lift();
      expect(await lift()).toEqual(lifted);
      const told = 'SELECT did FROM audit_entries WHERE thing_id = $1 ORDER BY id';
      expect(await service.sql(told, [first.id])).toEqual([
        { did: 'station.stop' },
        { did: 'station.stop' },
        { did: 'station.lift-stop' },
      ]);
    });

    it('makes gaps of what is ahead, which say what can be done and are filled once it is lifted', async () => {
      const ahead = [await plan('2026-11-24T10:00:00Z'), await plan('2026-11-23T10:05:00Z')];
      const later = await plan('2026-11-25T10:00:00Z');
      await stop({ until: '2026-11-25T00:00:00Z' });
      const gaps = async () =>
        (await operator.client.get<{ items: object[] }>(`/gaps?stationId=${first.id}`)).body.items;
      await until('they are gaps', async () => (await gaps()).length === 2);
      const known = { code: 'stopped', remedies: ['lift-stop'] };
      expect(await gaps()).toMatchObject([
        { ...known, id: ahead[1]?.id },
        { ...known, id: ahead[0]?.id },
      ]);
      await lift();
      await until('they are planned again', async () => (await gaps()).length === 0);
      expect((await pulled()).items.toSorted()).toEqual(ids(...ahead, later).toSorted());
    });

    it('is one stop when two people call at once', async () => {
      const editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
      const [one, other] = await Promise.all([stop(), ask(editor, `/stations/${first.id}/stop`)]);
      expect(one.stop?.id).toBe(other.stop?.id);
      expect(await service.sql('SELECT FROM stops WHERE station_id = $1', [first.id])).toHaveLength(1);
    });

    it('counts a device whose playlist did not have to change, once it has looked', async () => {
      await device.pull();
      await device.report();
      service.clock.moveBy({ seconds: 1 });
      expect((await stop()).stop).toMatchObject({ devices: 1, informed: 0 });
      await pulled();
      expect((await stateOf(`/stations/${first.id}`)).stop).toMatchObject({ devices: 1, informed: 1 });
    });

    it('keeps what was proved of an item that it cut short, which counts as planned and missed no more', async () => {
      const cut = await plan('2026-11-23T10:00:00Z');
      await pulled();
      await stop();
      const played = playOf(cut, { endedAt: '2026-11-23T10:00:35Z', playedSeconds: 35, outcome: 'cut' });
      await device.sendPlays([{ ...played, broadcastId: cut.id, outcome: 'cut' }]);
      await outcomesDecided(service);
      service.clock.moveTo('2026-11-23T11:00:00Z');
      const leader = await personWith(service, 'leader', { kind: 'centre', id: centre.id });
      const outcome = await leader.client.get(`/broadcasts/${cut.id}/outcome`);
      expect(outcome.body).toMatchObject({ outcome: 'cut', provedSeconds: 35 });
      const days = 'from=2026-11-23&until=2026-11-23';
      const { body } = await leader.client.get<AirtimeReport>(`/reports/airtime?centreId=${centre.id}&${days}`);
      expect(body.totals).toMatchObject({ plannedSeconds: 0, provedSeconds: 35, missedSeconds: 0 });
    });
  });

  describe('a program', () => {
    it('takes it off the playlists of all stations, emergencies included, and leaves others', async () => {
      const other = await aPlayableProgram(service, { centreId: centre.id });
      const kept = await plan('2026-11-24T11:00:00Z', { programId: other.id });
      await plan('2026-11-24T10:00:00Z');
      await plan('2026-11-24T12:00:00Z', { priority: 'emergency' });
      await plan('2026-11-24T10:00:00Z', { station: second });
      await newStation(service, { servedBy: centre.id });
      expect((await ask(approver, `/programs/${program.id}/stop`)).stop).toMatchObject({ stations: 2, devices: 2 });
      expect(await pulled()).toEqual({ items: ids(kept), stop: [] });
      expect(await pulled(deviceOfSecond)).toEqual({ items: [], stop: [] });
      for (const one of [device, deviceOfSecond]) await one.report();
      expect((await stateOf(`/programs/${program.id}`)).stop).toMatchObject({ stations: 2, devices: 2, informed: 2 });
    });

    it('airs again once that is lifted', async () => {
      const ahead = await plan('2026-11-24T10:00:00Z');
      await ask(approver, `/programs/${program.id}/stop`);
      await pulled();
      const gaps = `/gaps?entryId=${ahead.entryId}`;
      await until(
        'it is a gap',
        async () => (await approver.client.get<{ items: object[] }>(gaps)).body.items.length > 0,
      );
      await ask(approver, `/programs/${program.id}/stop/lift`);
      await until('it is on the playlist', async () => (await pulled()).items.includes(ahead.id));
    });
  });

  it('all stations of a centre leaves those of others alone, and a station says why it is silent', async () => {
    const commune = await aPlayableProgram(service, { stationId: first.id });
    await plan('2026-11-24T10:00:00Z', { programId: commune.id });
    await plan('2026-11-24T10:00:00Z', { station: second });
    const others = await centreWith(service, { stations: 1 });
    const [station] = others.stations as [TestStation];
    const deviceOfOthers = await aStationClient(service, station);
    const { id: programId } = await aPlayableProgram(service, { centreId: others.id });
    const kept = await plan('2026-11-24T10:00:00Z', { station, programId });
    expect((await ask(approver, `/centres/${centre.id}/stop`)).stop).toMatchObject({ stations: 2, devices: 2 });
    expect(await pulled()).toEqual({ items: [], stop: [] });
    expect(await pulled(deviceOfSecond)).toEqual({ items: [], stop: [] });
    expect(await pulled(deviceOfOthers)).toEqual({ items: ids(kept), stop: [] });
    const why = await stateOf(`/stations/${first.id}`, operator);
    expect(why).toMatchObject({ stop: null, ofCentre: { centreId: centre.id, because, until: null } });
    const stranger = await personWith(service, 'approver', { kind: 'centre', id: others.id });
    expect((await stranger.client.post(`/centres/${centre.id}/stop/lift`, { because })).status).toBe(404);
    const gaps = async () => (await approver.client.get<{ items: object[] }>(`/gaps?centreId=${centre.id}`)).body.items;
    await until('the items of both stations are gaps', async () => (await gaps()).length === 2);
    await ask(approver, `/centres/${centre.id}/stop/lift`);
    await until('it airs again', async () => (await pulled()).items.length === 1);
  });
});
