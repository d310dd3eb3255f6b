import { getQueueToken } from '@nestjs/bullmq';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import { OutcomesTick } from '../../../src/playback/outcomes/outcomes.tick.js';
import { OutcomesService } from '../../../src/playback/outcomes/outcomes.service.js';
import {
  broadcastWith,
  neverPlanned,
  type TestBroadcast,
  withdrawBroadcast,
} from '../../factories/broadcast.factory.js';
import { tapped } from '../../factories/confirmation.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { outcomesDecided, playOf } from '../../factories/play.factory.js';
import { anApprovedProgram, type ApprovedProgram } from '../../factories/program.factory.js';
import {
  centreWith,
  newDevice,
  newStation,
  type TestCentre,
  type TestDevice,
} from '../../factories/station.factory.js';
import { jobsIdle } from '../../support/jobs-idle.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

describe('what became of broadcasts', () => {
  let service: TestService;
  let centre: TestCentre;
  let program: ApprovedProgram;

  beforeAll(async () => {
    service = await startService({ at: '2026-11-01T00:00:00Z' });
    centre = await centreWith(service);
    program = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
  });
  afterAll(() => service.stop());

  async function broadcastAt(startsAt: string): Promise<{ broadcast: TestBroadcast; stationId: string }> {
    const { id } = await newStation(service, { servedBy: centre.id, name: `Đài ${startsAt}` });
    return {
      stationId: id,
      broadcast: await broadcastWith(service, { stationId: id, programId: program.id, startsAt }),
    };
  }
  async function withDevice(stationId: string): Promise<TestDevice> {
    service.clock.moveTo('2026-11-01T00:00:00Z');
    return newDevice(service, stationId);
  }
  const outcomeOf = async ({ id }: TestBroadcast) =>
    (await service.sql('SELECT * FROM outcomes WHERE broadcast_id = $1', [id]))[0];
  const tick = async () => {
    await service.get(OutcomesTick).findMissed();
    await outcomesDecided(service);
  };

  it('are found missed by the tick, 15 minutes after the end and not before', async () => {
    const { broadcast, stationId } = await broadcastAt('2026-11-02T22:00:00Z');
    await withDevice(stationId);
    service.clock.moveTo('2026-11-02T22:15:58Z');
    await tick();
    expect(await outcomeOf(broadcast)).toBeUndefined();
    service.clock.moveTo('2026-11-02T22:16:00Z');
    await tick();
    expect(await outcomeOf(broadcast)).toMatchObject({ outcome: 'missed', said: null, airs_on: '2026-11-03' });
    await until('the day is to be rolled up, or has been', async () => {
      const dirty = await service.sql('SELECT * FROM airtime_dirty_days WHERE station_id = $1', [stationId]);
      const rolled = await service.sql('SELECT * FROM airtime_daily WHERE station_id = $1', [stationId]);
      return dirty.length + rolled.length > 0;
    });
  });

  it('are up to date when somebody asks, even while no worker runs', async () => {
    const { broadcast, stationId } = await broadcastAt('2026-11-04T22:00:00Z');
    const device = await withDevice(stationId);
    service.clock.moveTo('2026-11-04T22:05:00Z');
    const queue = service.get<Queue>(getQueueToken('playback') as never);
    await queue.pause();
    await device.client.post('/station/plays', { events: [playOf(broadcast)] });
    const leader = await personWith(service, 'leader', { kind: 'centre', id: centre.id });
    const told = await leader.client.get(`/broadcasts/${broadcast.id}/outcome`);
    expect(told).toMatchObject({ status: 200, body: { outcome: 'aired', provedSeconds: 60 } });
    await queue.resume();
  });

  it('turn from missed into aired when the play arrives a month late', async () => {
    const { broadcast, stationId } = await broadcastAt('2026-11-03T22:00:00Z');
    const device = await withDevice(stationId);
    service.clock.moveTo('2026-11-03T23:00:00Z');
    await tick();
    expect(await outcomeOf(broadcast)).toMatchObject({ outcome: 'missed' });
    service.clock.moveTo('2026-12-05T00:00:00Z');
    await device.client.post('/station/plays', { events: [playOf(broadcast)] });
    await outcomesDecided(service);
    expect(await outcomeOf(broadcast)).toMatchObject({ outcome: 'aired', proved_seconds: 60 });
  });

  it('are not proved ahead of time by a device whose clock is a week ahead, and are once it has played them', async () => {
    const { broadcast, stationId } = await broadcastAt('2026-11-10T22:00:00Z');
    const device = await withDevice(stationId);
    service.clock.moveTo('2026-11-03T22:01:10Z');
    await device.client.post('/station/plays', { events: [playOf(broadcast)] });
    await outcomesDecided(service);
    expect(await outcomeOf(broadcast)).toBeUndefined();
    service.clock.moveTo('2026-11-10T22:01:10Z');
    await device.client.post('/station/plays', { events: [playOf(broadcast)] });
    await outcomesDecided(service);
    expect(await outcomeOf(broadcast)).toMatchObject({ outcome: 'aired', proved_seconds: 60 });
  });

  it('are not proved by a device that played other audio in their place', async () => {
    const { broadcast, stationId } = await broadcastAt('2026-11-03T10:00:00Z');
    const device = await withDevice(stationId);
    service.clock.moveTo('2026-11-03T11:00:00Z');
    await device.client.post('/station/plays', { events: [playOf(broadcast, { sha256: 'f'.repeat(64) })] });
    await outcomesDecided(service);
    expect(await outcomeOf(broadcast)).toMatchObject({ outcome: 'failed', reason: 'file-fault', proved_seconds: 0 });
  });

  it('are unconfirmed where no device was, until a person tells what was heard', async () => {
    const { broadcast, stationId } = await broadcastAt('2026-11-04T22:00:00Z');
    service.clock.moveTo('2026-11-04T23:00:00Z');
    await tick();
    expect(await outcomeOf(broadcast)).toMatchObject({ outcome: 'unconfirmed', confirmed_seconds: 0 });
    const operator = await personWith(service, 'operator', { kind: 'station', id: stationId });
    await operator.client.post(`/broadcasts/${broadcast.id}/confirmation`, tapped(service, { said: 'heard' }));
    await outcomesDecided(service);
    expect(await outcomeOf(broadcast)).toMatchObject({ outcome: 'unconfirmed', said: 'heard', confirmed_seconds: 60 });
  });

  it('are unconfirmed, not missed, at a station whose device came later or was ended before', async () => {
    const [before, after] = [await broadcastAt('2026-11-09T10:00:00Z'), await broadcastAt('2026-11-09T16:00:00Z')];
    service.clock.moveTo('2026-11-09T11:00:00Z');
    await newDevice(service, before.stationId);
    const { id } = await newDevice(service, after.stationId);
    await service.sql('UPDATE devices SET ended_at = $2 WHERE id = $1', [id, '2026-11-09T15:00:00Z']);
    service.clock.moveTo('2026-11-09T17:00:00Z');
    await tick();
    expect(await outcomeOf(before.broadcast)).toMatchObject({ outcome: 'unconfirmed' });
    expect(await outcomeOf(after.broadcast)).toMatchObject({ outcome: 'unconfirmed' });
  });

  it('stay the same when they are decided again, by two workers at once', async () => {
    const { broadcast, stationId } = await broadcastAt('2026-11-05T22:00:00Z');
    const device = await withDevice(stationId);
    service.clock.moveTo('2026-11-05T23:00:00Z');
    await device.client.post('/station/plays', { events: [playOf(broadcast, { playedSeconds: 20, outcome: 'cut' })] });
    await outcomesDecided(service);
    const before = await outcomeOf(broadcast);
    const asked = { stationId, day: broadcast.airsOn };
    service.clock.moveBy({ seconds: 600 });
    await service.sql('INSERT INTO outcome_checks VALUES ($1, $2, $3)', [stationId, asked.day, service.clock.now()]);
    const outcomes = service.get(OutcomesService);
    const decided = await Promise.all([outcomes.decide(asked), outcomes.decide(asked), outcomes.decide(asked)]);
    expect(decided.filter(Boolean)).toHaveLength(1);
    expect(await outcomeOf(broadcast)).toEqual(before);
    expect(before).toMatchObject({ outcome: 'cut', proved_seconds: 20 });
  });

  it('are decided by the sweep when the job was lost', async () => {
    const { broadcast, stationId } = await broadcastAt('2026-11-06T22:00:00Z');
    const device = await withDevice(stationId);
    service.clock.moveTo('2026-11-06T23:00:00Z');
    const queue = service.get<Queue>(getQueueToken('playback') as never);
    await queue.pause();
    await device.client.post('/station/plays', { events: [playOf(broadcast)] });
    await queue.drain();
    await queue.resume();
    expect(await outcomeOf(broadcast)).toBeUndefined();
    service.clock.moveBy({ seconds: 61 });
    await service.get(OutcomesTick).enqueueWaiting();
    await outcomesDecided(service);
    expect(await outcomeOf(broadcast)).toMatchObject({ outcome: 'aired' });
  });

  it('are decided for each day that waits, when one job stands for several', async () => {
    const { broadcast, stationId } = await broadcastAt('2026-11-11T22:00:00Z');
    const startsAt = '2026-11-12T22:00:00Z';
    const nextDay = await broadcastWith(service, { stationId, programId: program.id, startsAt });
    await withDevice(stationId);
    const queue = service.get<Queue>(getQueueToken('playback') as never);
    await queue.pause();
    for (const instant of ['2026-11-11T23:00:00Z', '2026-11-12T23:00:00Z']) {
      service.clock.moveTo(instant);
      await service.get(OutcomesTick).findMissed();
    }
    await queue.resume();
    await jobsIdle(service, ['playback']);
    expect([await outcomeOf(broadcast), await outcomeOf(nextDay)]).toMatchObject([
      { outcome: 'missed' },
      { outcome: 'missed' },
    ]);
  });

  it('are found by the daily tick after a standstill of weeks', async () => {
    const { broadcast, stationId } = await broadcastAt('2026-11-07T22:00:00Z');
    await withDevice(stationId);
    service.clock.moveTo('2026-12-24T00:00:00Z');
    await tick();
    expect(await outcomeOf(broadcast)).toBeUndefined();
    await service.get(OutcomesTick).findLongMissed();
    await outcomesDecided(service);
    expect(await outcomeOf(broadcast)).toMatchObject({ outcome: 'missed' });
  });

  it('are nothing for what never was planned, which nobody finds and no play proves', async () => {
    const { broadcast, stationId } = await broadcastAt('2026-11-08T22:00:00Z');
    const device = await withDevice(stationId);
    await neverPlanned(service, broadcast.id);
    service.clock.moveTo('2026-11-08T22:05:00Z');
    await device.client.post('/station/plays', { events: [playOf(broadcast)] });
    service.clock.moveTo('2026-11-08T23:00:00Z');
    await tick();
    expect(await outcomeOf(broadcast)).toBeUndefined();
    const leader = await personWith(service, 'leader', { kind: 'centre', id: centre.id });
    expect(await leader.client.get(`/broadcasts/${broadcast.id}/outcome`)).toMatchObject({ status: 404 });
    const day = await leader.client.get(`/stations/${stationId}/today?day=2026-11-09`);
    expect(day).toMatchObject({ status: 200, body: { items: [] } });
  });

  it('are nothing for a withdrawn broadcast', async () => {
    const { broadcast, stationId } = await broadcastAt('2026-11-08T22:00:00Z');
    await withDevice(stationId);
    await withdrawBroadcast(service, broadcast.id, new Date('2026-11-08T21:00:00Z'));
    service.clock.moveTo('2026-11-08T23:00:00Z');
    await tick();
    expect(await outcomeOf(broadcast)).toBeUndefined();
  });
});
