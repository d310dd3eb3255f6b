import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { LeftoversService } from '../../../src/programs/cleanup/leftovers.service.js';
import { cancelRequest } from '../../../src/transcoding/requests/transcodings.queries.js';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { withAudio } from '../../factories/original.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { freePort } from '../../support/free-port.js';
import { type ServiceProcess, startProcess } from '../../support/process.js';
import { QUICK_WORKERS } from '../../support/quick-workers.js';
import { startService, type TestService } from '../../support/service.js';
import { babble, soundFile } from '../../support/sound.js';
import { until } from '../../support/until.js';

let service: TestService;
let centreId: string;
const workers: ServiceProcess[] = [];
beforeAll(async () => {
  service = await startService({ settings: { ROLE: 'api' } });
  centreId = (await centreWith(service)).id;
});
afterAll(async () => {
  await killAll();
  await service.stop();
});

async function newWorker(): Promise<void> {
  const media = { DATA_DIR: service.mediaRoot, MEDIA_ROOT: service.mediaRoot, PORT: String(await freePort()) };
  workers.push(await startProcess({ ROLE: 'worker', DATABASE_URL: service.databaseUrl, ...QUICK_WORKERS, ...media }));
}

async function killAll(): Promise<void> {
  for (const worker of workers.splice(0)) await worker.kill9();
}

/** The names of all renditions on the disk. */
async function files(): Promise<string[]> {
  const names = await readdir(join(service.mediaRoot, 'renditions'), { recursive: true }).catch(() => []);
  return names.filter((name) => /[0-9a-f]{64}$/.test(name)).toSorted();
}

/** Lets audio be transcoded by a worker that is killed after a file was moved to its place, before the commit. */
async function killedBetween(): Promise<string> {
  const program = await aProgram(service, { centreId });
  const original = await withAudio(service, program, await soundFile(babble(2, -20 - Math.random()), 'a.wav'));
  const before = await files();
  const held = service.get(DataSource).createQueryRunner();
  await held.startTransaction();
  await held.query('LOCK TABLE renditions IN EXCLUSIVE MODE');
  if (workers.length === 0) await newWorker();
  await service.get(TranscodingsService).request(original);
  await until('a file is in its place', async () => (await files()).length > before.length);
  await killAll();
  await held.rollbackTransaction();
  await held.release();
  return original;
}

async function twoDaysLater(): Promise<void> {
  await service.sql(`UPDATE arriving_audio SET since = since - interval '2 days'`);
  await service.get(LeftoversService).remove();
}

it('takes no rendition away that a row names, though the worker that put it there first was killed', async () => {
  const original = await killedBetween();
  await newWorker();
  const isReady = async () => (await service.get(TranscodingsService).find(original))?.state === 'ready';
  await until('another has made it ready', isReady);
  const named = await files();
  expect(named.length).toBeGreaterThanOrEqual(2);
  await twoDaysLater();
  expect(await files()).toEqual(named);
  expect(await service.sql('SELECT FROM arriving_audio')).toEqual([]);
});

it('takes renditions away, a day later, that a killed worker left and no row names', async () => {
  const named = await files();
  const original = await killedBetween();
  await service.get(UnitOfWork).run((work) => cancelRequest(work, original));
  await service.get(LeftoversService).remove();
  expect((await files()).length).toBeGreaterThan(named.length);
  await twoDaysLater();
  expect(await files()).toEqual(named);
  expect(await service.sql('SELECT FROM arriving_audio')).toEqual([]);
});
