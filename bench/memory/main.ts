import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TranscodingsService } from '../../src/transcoding/requests/transcodings.service.js';
import { wavHeader } from '../../test/factories/audio.factory.js';
import { withAudio } from '../../test/factories/original.factory.js';
import { personWith } from '../../test/factories/person.factory.js';
import { aProgram } from '../../test/factories/program.factory.js';
import { centreWith } from '../../test/factories/station.factory.js';
import { freePort } from '../../test/support/free-port.js';
import { startOwnPostgres } from '../../test/support/own-postgres.js';
import { startProcess } from '../../test/support/process.js';
import type { TestService } from '../../test/support/service.js';
import { slowUpload } from '../../test/support/slow-upload.js';
import { startBenchService } from '../support/bench-service.js';
import { ffmpegByHand } from '../support/ffmpeg-by-hand.js';
import { say, sayResult } from '../support/print.js';
import { rounded } from '../support/statistics.js';
import { makeSpeech } from '../transcode/speech.js';
import { memoryOf, MemoryWatch } from './watch.js';

const HOURS = 2;
const MEBIBYTE = 1_048_576;
const UPLOAD_BYTES = 500 * MEBIBYTE;
const AIMS = { worker: 300, upload: 50 };

/** `npm run bench:memory`: what a worker takes for two hours of speech, and the API for an upload of 500 MB. */
async function main(): Promise<void> {
  const postgres = await startOwnPostgres();
  const service = await startBenchService({ DATABASE_URL: postgres.url, ROLE: 'api' });
  const places = { DATABASE_URL: postgres.url, DATA_DIR: service.mediaRoot, MEDIA_ROOT: service.mediaRoot };
  const processWith = async (ROLE: string) => startProcess({ ...places, ROLE, PORT: String(await freePort()) });
  try {
    const worker = await processWith('worker');
    const highest = await workersMemory(service, worker.pid).finally(() => worker.kill9());
    say(`A worker with its ffmpeg, ${HOURS} hours of speech: ${highest.toFixed(0)} MB (aim: under ${AIMS.worker})`);
    const api = await processWith('api');
    const raised = await uploadsMemory(service, api).finally(() => api.kill9());
    say(`The API, an upload of 500 MB: ${raised.toFixed(0)} MB more (aim: under ${AIMS.upload})`);
    sayResult({ name: 'memory', worker_mb: rounded(highest, 0), upload_mb: rounded(raised, 0) });
    if (highest >= AIMS.worker || raised >= AIMS.upload) process.exitCode = 1;
  } finally {
    await service.stop();
    await postgres.discard();
  }
}

/** In MB: the highest sum of the worker and all that it starts, from the request until it is ready. */
async function workersMemory(service: TestService, pid: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-bench-memory-'));
  const program = await aProgram(service, { centreId: (await centreWith(service)).id });
  const original = await withAudio(service, program, await hoursOfSpeech(folder)).finally(() =>
    rm(folder, { recursive: true, force: true }),
  );
  const transcodings = service.get(TranscodingsService);
  const watch = new MemoryWatch(pid);
  await transcodings.request(original);
  while (!(await transcodings.find(original))?.isOver()) await pause(200);
  const { state } = (await transcodings.find(original)) ?? {};
  if (state !== 'ready') throw new Error(`the speech ended as ${state}`);
  return watch.end();
}

async function hoursOfSpeech(folder: string): Promise<Buffer> {
  const minute = await makeSpeech(folder, 60);
  const file = join(folder, 'hours.mp3');
  await ffmpegByHand(['-stream_loop', '-1', '-i', minute, '-t', String(HOURS * 3_600), '-c', 'copy', file]);
  return readFile(file);
}

/** In MB: by how much the highest is above what it was before, by the kernel's account. */
async function uploadsMemory(service: TestService, api: { url: string; pid: number }): Promise<number> {
  const centreId = (await centreWith(service)).id;
  const editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
  const send = async (bytes: number) => {
    const { id } = await aProgram(service, { centreId });
    const upload = slowUpload(`${api.url}/api/v1/programs/${id}/audio`, editor.token);
    await upload.send(wavHeader(bytes));
    for (let sent = 0; sent < bytes; sent += MEBIBYTE) await upload.send(Buffer.alloc(MEBIBYTE));
    const { status } = await upload.finish();
    if (status !== 201) throw new Error(`the upload was answered with ${status}`);
  };
  // The first one loads code and opens connections, which is not what is measured.
  await send(5 * MEBIBYTE);
  const before = await memoryOf(api.pid, 'VmRSS');
  await send(UPLOAD_BYTES);
  return (await memoryOf(api.pid, 'VmHWM')) - before;
}

await main();
