import { getQueueToken } from '@nestjs/bullmq';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Queue } from 'bullmq';
import { clientOf } from '../../../api-client/client.js';
import { EventsTick } from '../../../src/platform/events/events.tick.js';
import { RollUpTick } from '../../../src/reports/airtime/roll-up.tick.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram, type ApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';
import { freePort } from '../../support/free-port.js';
import { startProcess } from '../../support/process.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

describe('a process that is killed just after it has planned broadcasts', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  let program: ApprovedProgram;

  beforeAll(async () => {
    service = await startService();
    centre = await centreWith(service, { stations: 2 });
    program = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  });
  afterAll(() => service.stop());

  it('loses no mark of a day: another process rolls all of them up', async () => {
    const settings = { PORT: String(await freePort()), ROLE: 'api', DATABASE_URL: service.databaseUrl };
    const doomed = await startProcess({ ...settings, DATA_DIR: service.mediaRoot, MEDIA_ROOT: service.mediaRoot });
    // No worker hears of it before the kill, and the signal itself is lost.
    const queue = service.get<Queue>(getQueueToken('events') as never);
    await queue.pause();
    const entry = {
      centreId: centre.id,
      startsOn: service.clock.now().toISOString().slice(0, 10),
      programId: program.id,
      stationIds: centre.stations.map(({ id }) => id),
      rule: 'FREQ=DAILY',
      times: ['12:00'],
    };
    await service.get(RollUpTick).beginDays();
    const answer = await clientOf(doomed.url, editor.token).post('/entries', entry);
    await doomed.kill9();
    expect(answer).toMatchObject({ status: 201 });
    await queue.drain();
    await queue.resume();
    expect(await service.sql('SELECT FROM pending_events')).toHaveLength(centre.stations.length);

    const planned = await service.sql<{ count: number }>(
      'SELECT count(*) FROM broadcasts JOIN airtime_days_begun ON airs_on <= began_through',
    );
    expect(planned[0]?.count).toBeGreaterThan(0);
    await service.get(EventsTick).signalWaiting();
    await until('every planned day that has begun is rolled up', async () => {
      const rows = await service.sql<{ sum: number }>(
        'SELECT coalesce(sum(planned_count), 0) AS sum FROM airtime_daily',
      );
      return rows[0]?.sum === planned[0]?.count;
    });
    expect(await service.sql('SELECT FROM pending_events')).toEqual([]);
  });
});
