import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TranscodingQueueService } from '../../../src/transcoding/requests/transcoding-queue.service.js';
import type { RenewalsView } from '../../../src/transcoding/renewal/renewals.schemas.js';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { withAudio } from '../../factories/original.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { freshDatabase } from '../../support/database.js';
import { freePort } from '../../support/free-port.js';
import { startProcess } from '../../support/process.js';
import { hasRedis, startRedis, type TestRedis } from '../../support/redis.js';
import { startService, type TestService } from '../../support/service.js';
import { babble, soundFile } from '../../support/sound.js';
import { until } from '../../support/until.js';

const withRedis = hasRedis() ? describe : describe.skip;

withRedis('what is asked for while the queues are away', () => {
  let redis: TestRedis;
  let service: TestService;
  const originals: string[] = [];

  beforeAll(async () => {
    redis = await startRedis();
    service = await startService({ settings: { REDIS_URL: redis.url, LOG_LEVEL: 'silent' } });
    const centreId = (await centreWith(service)).id;
    for (const level of [-20, -24]) {
      const program = await aProgram(service, { centreId });
      const original = await withAudio(service, program, await soundFile(babble(1, level), `${level}.wav`));
      await service.get(TranscodingsService).request(original);
      originals.push(original);
    }
    await until('both are ready', async () => (await states()).every((state) => state === 'ready'));
  });
  afterAll(async () => {
    await service.stop();
    await redis.stop();
  });

  const states = async () => {
    const rows = await service.sql<{ state: string }>('SELECT state FROM transcodings');
    return rows.map(({ state }) => state);
  };

  it('is answered soon, and done when they are back', async () => {
    await service.sql(`UPDATE transcodings SET profile_set = 'older'`);
    const administrator = await personWith(service, 'administrator');
    await redis.stop();
    const answer = await administrator.client.post<RenewalsView>('/transcodings/renewal', { because: 'loa mới' });
    expect(answer.status).toBeLessThan(300);
    expect(answer.body).toMatchObject({ waiting: originals.length });
    // Stations and people are served as usual, so nobody takes this process out of service.
    const ready = await fetch(`${service.url}/health/ready`);
    const parts = { queues: { status: 'degraded', because: 'no-answer' }, database: { status: 'up' } };
    expect([ready.status, await ready.json()]).toEqual([
      200,
      expect.objectContaining({ status: 'degraded', parts: expect.objectContaining(parts) }),
    ]);

    redis = await startRedis(redis.url);
    await until('the sweep has had both transcoded again', async () => {
      await service.get(TranscodingQueueService).enqueueUnfinished();
      const { body } = await administrator.client.get<RenewalsView>('/transcodings/renewal');
      return body.waiting === 0 && body.running === 0 && body.outdated === 0;
    });
  });
});

describe('a service that starts while Redis is away', () => {
  it('starts, says so in one line, and says nothing more of it when it stops', async () => {
    const database = await freshDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'vang-no-redis-'));
    const [port, nobodyThere] = [await freePort(), await freePort()];
    const service = await startProcess({
      PORT: String(port),
      DATABASE_URL: database.url,
      REDIS_URL: `redis://127.0.0.1:${nobodyThere}`,
      DATA_DIR: folder,
      MEDIA_ROOT: folder,
      LOG_LEVEL: 'info',
    });
    await until('the first attempts have failed', () => service.output().includes('the queues do not answer'));
    await service.stop();
    const faults = service.output().match(/ECONNREFUSED|Connection is closed|Error:/g);
    expect(faults).toEqual(['ECONNREFUSED']);
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });
});
