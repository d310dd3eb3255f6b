import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { SilenceTick } from '../../../src/stations/devices/silence.tick.js';
import { LastSeenStore } from '../../../src/stations/devices/last-seen.store.js';
import { newDevice, newStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

describe('a station whose devices fall silent', () => {
  let service: TestService;
  const lines: string[] = [];
  const said = () => lines.splice(0);
  const keep = (level: string) => (line: { station?: string; msg: string }) =>
    void lines.push(`${level} ${line.station}: ${line.msg}`);
  beforeAll(async () => {
    service = await startService({ at: '2026-03-02T01:00:00Z', settings: { STATION_UNSEEN_MINUTES: '30' } });
    Logger.overrideLogger({ log: keep('info'), warn: keep('warn'), error: keep('error') });
  });
  afterAll(() => service.stop());

  it('is told once, as long as it lasts, and when it is heard again', async () => {
    const station = await newStation(service);
    const device = await newDevice(service, station.id);
    const later = async (minutes: number) => {
      service.clock.moveBy({ seconds: minutes * 60 });
      await service.get(SilenceTick).tell();
      return said();
    };
    said();
    expect(await later(5)).toEqual([]);
    expect(await later(20)).toEqual([]);
    expect(await later(6)).toEqual([
      `warn ${station.id}: a station is silent: none of its devices has called for 30 minutes`,
    ]);
    expect(await later(60)).toEqual([]);
    expect((await device.client.get('/station/playlist')).status).toBe(200);
    await service.get(LastSeenStore).beforeApplicationShutdown();
    said();
    expect(await later(5)).toEqual([`info ${station.id}: the station calls again, or has ended`]);
  });

  it('is not told of one that called while its device was being changed: the call is noted after that', async () => {
    const { id: deviceId } = await newDevice(service, (await newStation(service)).id);
    const [store, calledAt] = [service.get(LastSeenStore), service.clock.now()];
    const lastSeen = async () =>
      (await service.sql('SELECT last_seen_at AS at FROM devices WHERE id = $1', [deviceId]))[0];
    await service.get(UnitOfWork).run(async (work) => {
      await work.query('SELECT FROM devices WHERE id = $1 FOR UPDATE', [deviceId]);
      store.note({ id: deviceId, lastSeenAt: null }, calledAt);
      await store.beforeApplicationShutdown();
      expect(await lastSeen()).toEqual({ at: null });
    });
    await store.beforeApplicationShutdown();
    expect(await lastSeen()).toEqual({ at: calledAt });
  });
});
