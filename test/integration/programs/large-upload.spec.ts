import { readFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../api-client/client.js';
import { wavHeader } from '../../factories/audio.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { freePort } from '../../support/free-port.js';
import { type ServiceProcess, startProcess } from '../../support/process.js';
import { startService, type TestService } from '../../support/service.js';
import { slowUpload } from '../../support/slow-upload.js';
import { begin, pieceAt } from '../../support/tus-upload.js';

const MEBIBYTE = 1_048_576;
/** Four times what may be added. */
const SIZE = 200 * MEBIBYTE;

describe('a very large upload', () => {
  let here: TestService;
  let service: ServiceProcess;
  let centreId: string;
  let token: string;
  beforeAll(async () => {
    here = await startService();
    // Only HTTP: transcoding hours of silence is not tested here.
    const place = { DATABASE_URL: here.databaseUrl, MEDIA_ROOT: here.mediaRoot, DATA_DIR: here.mediaRoot };
    service = await startProcess({ ...place, ROLE: 'api', PORT: String(await freePort()) });
    centreId = (await centreWith(here)).id;
    token = (await personWith(here, 'editor', { kind: 'centre', id: centreId })).token;
  });
  afterAll(async () => {
    await service.stop();
    await here.stop();
  });

  /** How much the memory grows, in MB. A small upload runs first, so that loading code and opening connections do not count. */
  const growthWhile = async (send: (bytes: number) => Promise<number>, status: number) => {
    expect(await send(5 * MEBIBYTE)).toBe(status);
    const before = await memoryOf(service.pid, 'VmRSS');
    expect(await send(SIZE)).toBe(status);
    return (await memoryOf(service.pid, 'VmHWM')) - before;
  };

  it('of 200 MB in one piece does not raise the memory of the service by more than 50 MB', async () => {
    const send = async (bytes: number) => {
      const { id } = await aProgram(here, { centreId });
      const path = await begin(clientOf(service.url, token), id, bytes);
      const headers = { ...pieceAt(0), authorization: `Bearer ${token}`, 'content-length': bytes };
      const sending = request(`${service.url}/api/v1${path}`, { method: 'PATCH', headers });
      const answer = once(sending, 'response') as Promise<[IncomingMessage]>;
      for (const bytesOfIt of pieces(bytes)) if (!sending.write(bytesOfIt)) await once(sending, 'drain');
      sending.end();
      return (await answer)[0].statusCode ?? 0;
    };
    expect(await growthWhile(send, 204)).toBeLessThan(50);
  });

  it('of 200 MB in a form does not raise the memory of the service by more than 50 MB', async () => {
    const send = async (bytes: number) => {
      const { id } = await aProgram(here, { centreId });
      const upload = slowUpload(`${service.url}/api/v1/programs/${id}/audio`, token);
      for (const bytesOfIt of pieces(bytes)) await upload.send(bytesOfIt);
      return (await upload.finish()).status;
    };
    expect(await growthWhile(send, 201)).toBeLessThan(50);
  });
});

/** A WAV file of `bytes` bytes, a mebibyte at a time. */
function* pieces(bytes: number): Generator<Buffer> {
  yield wavHeader(bytes - 44);
  const silence = Buffer.alloc(MEBIBYTE);
  for (let left = bytes - 44; left > 0; left -= MEBIBYTE) yield silence.subarray(0, Math.min(left, MEBIBYTE));
}

/** In MB, as the kernel reports it. */
async function memoryOf(pid: number, which: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${which}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1_024;
}
