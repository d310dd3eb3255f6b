import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wavHeader } from '../factories/audio.factory.js';
import { personWith } from '../factories/person.factory.js';
import { aProgram } from '../factories/program.factory.js';
import { centreWith } from '../factories/station.factory.js';
import { type ServiceProcess, startProcess } from '../support/process.js';
import { startService, type TestService } from '../support/service.js';
import { slowUpload } from '../support/slow-upload.js';

const MEBIBYTE = 1_048_576;
const SIZE = 500 * MEBIBYTE;

describe('a very large upload', () => {
  let here: TestService;
  let service: ServiceProcess;
  beforeAll(async () => {
    here = await startService();
    // Only HTTP: what the worker would do with hours of silence is not the matter here.
    const place = { DATABASE_URL: here.databaseUrl, MEDIA_ROOT: here.mediaRoot, DATA_DIR: here.mediaRoot };
    service = await startProcess({ ...place, ROLE: 'api', PORT: await freePort() });
  }, 60_000);
  afterAll(async () => {
    await service.stop();
    await here.stop();
  });

  it('of 500 MB does not raise the memory of the service by more than 50 MB', async () => {
    const centre = await centreWith(here);
    const editor = await personWith(here, 'editor', { kind: 'centre', id: centre.id });
    const send = async (bytes: number) => {
      const { id } = await aProgram(here, { centreId: centre.id });
      const upload = slowUpload(`${service.url}/api/v1/programs/${id}/audio`, editor.token);
      await upload.send(wavHeader(bytes - 44));
      const piece = Buffer.alloc(MEBIBYTE);
      for (let left = bytes - 44; left > 0; left -= MEBIBYTE)
        await upload.send(piece.subarray(0, Math.min(left, MEBIBYTE)));
      return upload.finish();
    };
    // The first one loads code and opens connections, which is not what is measured.
    expect((await send(5 * MEBIBYTE)).status).toBe(201);
    const before = await memoryOf(service.pid, 'VmRSS');
    expect(await send(SIZE)).toMatchObject({ status: 201, body: { original: { bytes: SIZE } } });
    const highest = await memoryOf(service.pid, 'VmHWM');
    expect(highest - before).toBeLessThan(50);
  }, 240_000);
});

/** In MB, from the kernel's own account. */
async function memoryOf(pid: number, which: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${which}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1_024;
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return String(typeof address === 'object' && address ? address.port : 0);
}
