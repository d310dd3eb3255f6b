import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ProgramsService } from '../../../src/programs/programs.service.js';
import { type Claim, ClaimsService } from '../../../src/transcoding/requests/claims.service.js';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { SweepService } from '../../../src/transcoding/run/sweep.service.js';
import { StorageAway } from '../../../src/platform/storage/storage.problems.js';
import { TranscodingRunner } from '../../../src/transcoding/run/transcoding.runner.js';
import { withAudio } from '../../factories/original.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { aProgram, type TestProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { unmounted } from '../../support/unmounted.js';
import { startService, type TestService } from '../../support/service.js';

const LIMIT = 5;

describe('audio whose worker is gone before it is done', () => {
  let service: TestService;
  let centreId: string;
  beforeAll(async () => {
    // No worker takes anything: each test claims by hand.
    service = await startService({ settings: { ROLE: 'api', TRANSCODE_ATTEMPTS: String(LIMIT) } });
    centreId = (await centreWith(service)).id;
  });
  afterAll(() => service.stop());
  beforeEach(() => service.sql('DELETE FROM transcodings'));

  const claim = (): Promise<Claim | undefined> => service.get(ClaimsService).claim(randomUUID());
  const find = (original: string) => service.get(TranscodingsService).find(original);

  async function waiting({ bytes = randomUUID() } = {}): Promise<{ program: TestProgram; original: string }> {
    const program = await aProgram(service, { centreId });
    const original = await withAudio(service, program, Buffer.from(bytes));
    await service.get(TranscodingsService).request(original);
    return { program, original };
  }

  /** Its worker writes no heartbeat any more; the machine may have another boot, or another name. */
  const lose = (original: string, { boot = null, machine = null }: Record<string, string | null> = {}) =>
    service.sql(
      `UPDATE transcodings SET heartbeat_at = now() - interval '1 hour', boot = coalesce($2, boot),
         machine = coalesce($3, machine) WHERE original_sha256 = $1`,
      [original, boot, machine],
    );

  it('is never condemned by power cuts, however many there are', async () => {
    const { original } = await waiting();
    for (let cut = 0; cut < 4 * LIMIT; cut += 1) {
      expect(await claim()).toEqual({ originalSha256: original, spent: false });
      await lose(original, { boot: 'before the power cut' });
    }
    expect(await claim()).toEqual({ originalSha256: original, spent: false });
  });

  it('is not condemned when its disk goes away meanwhile, and the attempt does not count', async () => {
    const { original } = await waiting();
    const runner = service.get(TranscodingRunner);
    await unmounted(service.mediaRoot, () => expect(runner.runNext(original)).rejects.toThrow(StorageAway));
    expect(await find(original)).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  it('is not condemned by what happens on other machines', async () => {
    const { original } = await waiting();
    for (let loss = 0; loss < 4 * LIMIT; loss += 1) {
      expect(await claim()).toEqual({ originalSha256: original, spent: false });
      await lose(original, { machine: 'another one' });
    }
  });

  it('is given up when it ends its worker again and again, though it is tried alone', async () => {
    const { original } = await waiting();
    const losses = 2 + LIMIT;
    for (let loss = 0; loss < losses; loss += 1) {
      expect(await claim()).toEqual({ originalSha256: original, spent: false });
      await lose(original);
    }
    expect(await claim()).toEqual({ originalSha256: original, spent: true });
    await service.sql(`UPDATE transcodings SET state = 'refused', notified_at = now()`);
    await service.get(TranscodingsService).request(original, { again: true });
    expect(await claim()).toEqual({ originalSha256: original, spent: false });
  });

  it('is tried after everything else, and with nothing beside it, once it has lost two workers', async () => {
    const { original: suspect } = await waiting();
    for (let loss = 0; loss < 2; loss += 1) {
      expect(await claim()).toMatchObject({ originalSha256: suspect });
      await lose(suspect);
    }
    const { original: later } = await waiting();
    const run = randomUUID();
    expect(await service.get(ClaimsService).claim(run)).toMatchObject({ originalSha256: later });
    expect(await claim()).toBeUndefined();
    await service.get(ClaimsService).undo(run);
    await service.sql(`UPDATE transcodings SET state = 'ready' WHERE original_sha256 = $1`, [later]);

    expect(await claim()).toMatchObject({ originalSha256: suspect });
    const { original: meanwhile } = await waiting();
    expect(await claim()).toBeUndefined();
    await service.sql(`UPDATE transcodings SET state = 'ready' WHERE original_sha256 = $1`, [suspect]);
    expect(await claim()).toMatchObject({ originalSha256: meanwhile });
  });

  it('still has all its attempts after a crash, and no more of them', async () => {
    const { original } = await waiting();
    await claim();
    await lose(original);
    for (let failure = 0; failure < LIMIT; failure += 1) {
      const run = randomUUID();
      expect(await service.get(ClaimsService).claim(run)).toMatchObject({ spent: false });
      await service.get(ClaimsService).retryLater(run);
      await service.sql('UPDATE transcodings SET not_before = NULL');
    }
    expect(await claim()).toEqual({ originalSha256: original, spent: true });
  });

  it.each(['refused', 'failed', 'ready'])(
    'is taken up by the sweep when a retry was interrupted, after the row was %s',
    async (state) => {
      const { program, original } = await waiting();
      await service.sql(`UPDATE programs SET state = 'refused', refusal_code = 'damaged' WHERE id = $1`, [program.id]);
      await service.sql(
        `UPDATE transcodings SET state = $2, refusal_code = CASE WHEN $2 <> 'ready' THEN 'damaged' END,
           measured = '{"before": {"seconds": 3}}', finished_at = now(), notified_at = now() WHERE original_sha256 = $1`,
        [original, state],
      );
      const { actor: by } = await personWith(service, 'editor', { kind: 'centre', id: centreId });
      // The process ends here, before the transcoding is requested.
      await service.get(ProgramsService).retryTranscoding(program.id, { by });
      await service.get(SweepService).run();
      const [{ state: ofProgram } = {}] = await service.sql<{ state: string }>(
        'SELECT state FROM programs WHERE id = $1',
        [program.id],
      );
      expect([ofProgram, (await find(original))?.state]).toEqual(
        state === 'ready' ? ['ready', 'ready'] : ['transcoding', 'waiting'],
      );
    },
  );
});
