import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TranscodingQueueService } from '../../../src/transcoding/requests/transcoding-queue.service.js';
import type { RenewalsView } from '../../../src/transcoding/renewal/renewals.schemas.js';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { withAudio } from '../../factories/original.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
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
