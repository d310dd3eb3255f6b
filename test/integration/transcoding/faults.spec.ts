import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MediaStore } from '../../../src/platform/storage/media-store.js';
import {
  ClaimedElsewhere,
  TranscodingRunner,
  NotYetClaimable,
} from '../../../src/transcoding/run/transcoding.runner.js';
import { SweepService } from '../../../src/transcoding/run/sweep.service.js';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { withAudio } from '../../factories/original.factory.js';
import { aProgram, type TestProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { freePort } from '../../support/free-port.js';
import { jobsIdle } from '../../support/jobs-idle.js';
import { type ServiceProcess, startProcess } from '../../support/process.js';
import { QUICK_WORKERS } from '../../support/quick-workers.js';
import { startService, type TestService } from '../../support/service.js';
import { babble, beeps, soundFile } from '../../support/sound.js';
import { until } from '../../support/until.js';

describe('transcoding, when something goes wrong', () => {
  let service: TestService;
  let centreId: string;
  let sound: Buffer;
  let program: TestProgram;
  let original: string;
  beforeAll(async () => {
    // Takes no jobs by itself: each test decides who works and when.
    service = await startService({ settings: QUICK_WORKERS });
    centreId = (await centreWith(service)).id;
  });
  afterAll(() => service.stop());

  /** A program of its own with audio of its own, of which nobody was told. */
  async function newProgram(seconds = 3): Promise<void> {
    sound = await soundFile(babble(seconds, -20 - Math.random()), 'a.wav');
    program = await aProgram(service, { centreId });
    original = await withAudio(service, program, sound);
  }

  const stateOf = async (id: string) =>
    (await service.sql<{ state: string }>('SELECT state FROM programs WHERE id = $1', [id]))[0]?.state;

  it('makes one result of the same original, when two workers are asked at once', async () => {
    await newProgram();
    await service.sql(`INSERT INTO transcodings (original_sha256, state, queued_at) VALUES ($1, 'waiting', now())`, [
      original,
    ]);
    const workers = [1, 2].map(() => service.get(TranscodingRunner).runNext(original));
    const ends = await Promise.allSettled(workers);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(ClaimedElsewhere) });
    expect(await service.get(TranscodingsService).find(original)).toMatchObject({ state: 'ready', attempts: 1 });
    await service.get(TranscodingRunner).runNext(original);
    expect(await service.sql('SELECT FROM renditions WHERE original_sha256 = $1', [original])).toHaveLength(2);
  });

  it('gives the same bytes for the same input', async () => {
    await newProgram();
    const renditions = async () => {
      await service.sql('DELETE FROM transcodings WHERE original_sha256 = $1', [original]);
      await service.get(TranscodingsService).request(original);
      await jobsIdle(service, ['transcoding']);
      return service.sql('SELECT profile, sha256 FROM renditions WHERE original_sha256 = $1 ORDER BY 1', [original]);
    };
    const first = await renditions();
    expect(first).toHaveLength(2);
    expect(await renditions()).toEqual(first);
  });

  it('finds audio whose event was lost, and tells a program that came later', async () => {
    await newProgram();
    await service.get(SweepService).run();
    await jobsIdle(service, ['transcoding']);
    expect(await stateOf(program.id)).toBe('ready');
    const later = await aProgram(service, { centreId });
    await withAudio(service, later, sound);
    await service.get(TranscodingsService).request(original);
    await jobsIdle(service, ['transcoding']);
    expect(await stateOf(later.id)).toBe('ready');
  });

  it('takes over from a worker without heartbeats, which can write no more', async () => {
    await newProgram();
    await service.sql(
      `INSERT INTO transcodings (original_sha256, state, run, attempts, queued_at, heartbeat_at)
       VALUES ($1, 'running', gen_random_uuid(), 1, now(), now() - interval '10 s')`,
      [original],
    );
    await service.get(SweepService).run();
    await jobsIdle(service, ['transcoding']);
    expect(await service.get(TranscodingsService).find(original)).toMatchObject({ state: 'ready', attempts: 2 });
  });

  it('lets others go on at once after a fault that may pass, and tries again later', async () => {
    await newProgram();
    const failing = original;
    const work = join(service.mediaRoot, 'work');
    await rm(work, { recursive: true, force: true });
    await writeFile(work, 'no folder can be made here');
    await service.sql(`INSERT INTO transcodings (original_sha256, state, queued_at) VALUES ($1, 'waiting', now())`, [
      failing,
    ]);
    await expect(service.get(TranscodingRunner).runNext(failing)).rejects.toThrow(/EEXIST|ENOTDIR/);
    await service.sql(`UPDATE transcodings SET not_before = not_before + interval '1 h' WHERE original_sha256 = $1`, [
      failing,
    ]);
    await rm(work);
    await newProgram();
    await service.sql(`INSERT INTO transcodings (original_sha256, state, queued_at) VALUES ($1, 'waiting', now())`, [
      original,
    ]);
    await service.get(TranscodingRunner).runNext(failing);
    expect(await service.get(TranscodingsService).find(original)).toMatchObject({ state: 'ready' });
    expect(await service.get(TranscodingsService).find(failing)).toMatchObject({ state: 'waiting', attempts: 1 });
    await expect(service.get(TranscodingRunner).runNext(failing)).rejects.toThrow(NotYetClaimable);
    await service.sql('UPDATE transcodings SET not_before = now() WHERE not_before IS NOT NULL');
    await service.get(TranscodingRunner).runNext(failing);
    expect(await service.get(TranscodingsService).find(failing)).toMatchObject({ state: 'ready', attempts: 2 });
  });

  it('gives up on what has failed too often, and says so', async () => {
    await newProgram();
    await service.sql(
      `INSERT INTO transcodings (original_sha256, state, attempts, queued_at) VALUES ($1, 'waiting', 5, now())`,
      [original],
    );
    await service.get(SweepService).run();
    await jobsIdle(service, ['transcoding']);
    expect(await service.get(TranscodingsService).find(original)).toMatchObject({
      state: 'failed',
      refusalCode: 'transcoding-failed',
    });
    expect(await stateOf(program.id)).toBe('refused');
  });

  it('refuses an original that is gone, until it is handed in again', async () => {
    await newProgram();
    await service.sql(`UPDATE programs SET state = 'transcoding', refusal_code = NULL WHERE id = $1`, [program.id]);
    const store = service.get(MediaStore);
    await store.discard(store.pathOf('original', original));
    await service.get(TranscodingsService).request(original);
    await jobsIdle(service, ['transcoding']);
    expect(await service.get(TranscodingsService).find(original)).toMatchObject({ refusalCode: 'original-missing' });
    expect(await stateOf(program.id)).toBe('refused');
    // What people are told to do about it.
    await withAudio(service, program, sound);
    await service.get(TranscodingsService).request(original);
    await jobsIdle(service, ['transcoding']);
    expect(await stateOf(program.id)).toBe('ready');
  });

  it('clears away what a killed worker left, and nothing else', async () => {
    const work = join(service.mediaRoot, 'work');
    await mkdir(join(work, 'left-behind'), { recursive: true });
    await mkdir(join(work, 'just-begun'));
    await utimes(join(work, 'left-behind'), new Date(0), new Date(0));
    await service.get(SweepService).run();
    expect(await readdir(work)).toEqual(['just-begun']);
  });
});

describe('a worker that is killed', () => {
  let service: TestService;
  const workers: ServiceProcess[] = [];
  beforeAll(async () => {
    service = await startService({ settings: { ROLE: 'api' } });
  });
  afterAll(async () => {
    for (const worker of workers) await worker.kill9();
    await service.stop();
  });

  async function newWorker(): Promise<ServiceProcess> {
    const worker = await startProcess({
      ROLE: 'worker',
      DATABASE_URL: service.databaseUrl,
      DATA_DIR: service.mediaRoot,
      MEDIA_ROOT: service.mediaRoot,
      ...QUICK_WORKERS,
      PORT: String(await freePort()),
    });
    workers.push(worker);
    return worker;
  }

  it('leaves its job to another', async () => {
    const program = await aProgram(service, { centreId: (await centreWith(service)).id });
    const original = await withAudio(service, program, await soundFile(beeps(120), 'a.flac'));
    const find = () => service.get(TranscodingsService).find(original);
    const first = await newWorker();
    await service.get(TranscodingsService).request(original);
    await until('the first has claimed it', async () => (await find())?.state === 'running');
    await first.kill9();
    expect(await find()).toMatchObject({ state: 'running', attempts: 1 });
    await newWorker();
    await until('another has done it', async () => (await find())?.isOver() === true);
    expect(await find()).toMatchObject({ state: 'ready', attempts: 2 });
  });

  it('gives its job back at once when it is asked to stop, at no cost to its attempts', async () => {
    const program = await aProgram(service, { centreId: (await centreWith(service)).id });
    const original = await withAudio(service, program, await soundFile(beeps(130), 'a.flac'));
    const find = () => service.get(TranscodingsService).find(original);
    const [, second] = workers;
    const worker = second ?? (await newWorker());
    await service.get(TranscodingsService).request(original);
    await until('the worker has claimed it', async () => (await find())?.state === 'running');
    expect(await worker.stop()).toBe(0);
    expect(await find()).toMatchObject({ state: 'waiting', attempts: 0, run: null });
  });
});
