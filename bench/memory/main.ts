import { openAsBlob } from 'node:fs';
import { chmod, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discardEmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { Editor } from '../support/editor.js';
import { ffmpegByHand } from '../support/ffmpeg-by-hand.js';
import { say, sayResult } from '../support/print.js';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { rounded } from '../support/statistics.js';
import { makeSpeech } from '../transcode/speech.js';
import { memoryOf, MemoryWatch } from './watch.js';

const HOURS = 2;
const MEBIBYTE = 1_048_576;
const UPLOAD_BYTES = 500 * MEBIBYTE;
const AIMS = { worker: 300, upload: 50 };

/** `npm run bench:memory`: memory of a worker with two hours of speech, and of the API during an upload of 500 MB. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vang-bench-memory-'));
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres(folder);
  const places = { DATABASE_URL: postgres.url, DATA_DIR: folder, MEDIA_ROOT: join(folder, 'media') };
  const running: ServiceProcess[] = [];
  const start = async (ROLE: 'api' | 'worker') => {
    const started = await startServiceProcess({ ...places, ROLE });
    running.push(started);
    return started;
  };
  try {
    const first = await start('api');
    const editor = await Editor.of(first.url, first.output());
    const highest = await workersMemory(await start('worker'), editor, folder);
    say(`A worker with its ffmpeg, ${HOURS} hours of speech: ${highest.toFixed(0)} MB (aim: under ${AIMS.worker})`);
    for (const each of running.splice(0)) await each.stop();
    // A new process, because the kernel reports the highest use so far.
    const raised = await uploadsMemory(await start('api'), editor, folder);
    say(`The API, an upload of 500 MB: ${raised.toFixed(0)} MB more (aim: under ${AIMS.upload})`);
    sayResult({ name: 'memory', worker_mb: rounded(highest, 0), upload_mb: rounded(raised, 0) });
    if (highest >= AIMS.worker || raised >= AIMS.upload) process.exitCode = 1;
  } finally {
    for (const each of running) await each.stop();
    await postgres.stop();
    await discardEmbeddedPostgres(folder);
    await rm(folder, { recursive: true, force: true });
  }
}

/** In MB: the highest sum of the worker and its child processes, from the upload until the program is ready. */
async function workersMemory(worker: ServiceProcess, editor: Editor, folder: string): Promise<number> {
  const speech = await openAsBlob(await hoursOfSpeech(folder));
  const watch = new MemoryWatch(worker.pid);
  const { programId } = await editor.upload(speech);
  await editor.untilReady(programId);
  return watch.end();
}

async function hoursOfSpeech(folder: string): Promise<string> {
  const minute = await makeSpeech(folder, 60);
  const file = join(folder, 'hours.mp3');
  await ffmpegByHand(['-stream_loop', '-1', '-i', minute, '-t', String(HOURS * 3_600), '-c', 'copy', file]);
  return file;
}

/** In MB: the highest use minus the use before, as the kernel reports them. */
async function uploadsMemory(api: ServiceProcess, editor: Editor, folder: string): Promise<number> {
  const there = editor.at(api.url);
  // The first upload loads code and opens connections, which is not what is measured.
  await there.upload(await openAsBlob(await silence(folder, 5 * MEBIBYTE)));
  const before = await memoryOf(api.pid, 'VmRSS');
  await there.upload(await openAsBlob(await silence(folder, UPLOAD_BYTES)));
  return (await memoryOf(api.pid, 'VmHWM')) - before;
}

/** A WAV file (mono, 16 bit, 8 kHz) of `bytes` bytes of samples. @returns its path */
async function silence(folder: string, bytes: number): Promise<string> {
  const path = join(folder, `${bytes}.wav`);
  await ffmpegByHand(['-f', 'lavfi', '-i', 'anullsrc=r=8000:cl=mono', '-t', '1', '-c:a', 'pcm_s16le', path]);
  const file = await open(path, 'r+');
  await file.truncate(bytes);
  await file.close();
  return path;
}

await main();
