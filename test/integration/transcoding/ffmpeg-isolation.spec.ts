import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/platform/config/config.js';
import { FfmpegRunner } from '../../../src/transcoding/ffmpeg/ffmpeg.runner.js';
import { FfmpegOutOfMemory } from '../../../src/transcoding/ffmpeg/ffmpeg-faults.js';
import { findFfmpeg } from '../../../src/transcoding/ffmpeg/find-ffmpeg.js';
import { findIsolation } from '../../../src/transcoding/ffmpeg/isolation.js';
import type { FfmpegCall } from '../../../src/transcoding/ffmpeg/ffmpeg-call.js';
import { ffmpegsWith } from '../../support/children.js';
import { until } from '../../support/until.js';

const LIMIT = 134_217_728;
const named = process.env['FFMPEG_PATH'];
const here = await findIsolation((await findFfmpeg(named)).path, LIMIT);
const whereNetworkIsTaken = here.network === 'none' ? it : it.skip;
const whereMemoryIsLimited = here.memoryBytes === LIMIT ? it : it.skip;
if (here.network !== 'none')
  process.stderr.write('SKIPPED: ffmpeg without network, since nothing here takes it away\n');
if (here.memoryBytes !== LIMIT) process.stderr.write('SKIPPED: ffmpeg short of memory, since nothing here limits it\n');

describe('an ffmpeg that the service starts', () => {
  let server: Server;
  let visits = 0;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    server = createServer((visitor) => {
      visits += 1;
      visitor.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => void server.close());

  async function started(settings: Record<string, string>): Promise<FfmpegRunner> {
    const ffmpeg = new FfmpegRunner(readConfig({ FFMPEG_PATH: named, TRANSCODE_NICENESS: '5', ...settings }));
    await ffmpeg.onModuleInit();
    return ffmpeg;
  }

  const run = (ffmpeg: FfmpegRunner, call: FfmpegCall, signal = new AbortController().signal) =>
    ffmpeg.run(call, { timeoutSeconds: 25, signal });
  const nowhere = { options: ['-f', 'null'], target: '-' };
  const asking = (): FfmpegCall => ({
    inputOptions: ['-nostdin', '-protocol_whitelist', 'tcp', '-f', 'mp3'],
    source: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}?timeout=5000000`,
    outputs: [nowhere],
  });
  /** Hours of sound that are kept in memory, as the last sample is wanted first. */
  const greedy: FfmpegCall = {
    inputOptions: ['-nostdin', '-f', 'lavfi'],
    source: 'sine=duration=36000',
    outputs: [{ ...nowhere, options: ['-af', 'areverse', ...nowhere.options] }],
  };

  whereNetworkIsTaken('reaches nobody, not even on this machine, though it is told to', async () => {
    await expect(run(await started({}), asking())).rejects.toThrow('ffmpeg exited with code');
    expect(visits).toBe(0);
  });

  it('would reach somebody without that', async () => {
    await expect(run(await started({ FFMPEG_ISOLATION: 'off' }), asking())).rejects.toThrow('ffmpeg exited with code');
    expect(visits).toBe(1);
  });

  whereMemoryIsLimited('gets no more memory than it may have, and is ended by that', async () => {
    const ffmpeg = await started({ FFMPEG_MEMORY_BYTES: String(LIMIT) });
    await expect(run(ffmpeg, greedy)).rejects.toThrow(FfmpegOutOfMemory);
  });

  it('is itself what is ended, not something before it', async () => {
    const ending = new AbortController();
    const call = { ...greedy, inputOptions: ['-nostdin', '-re', '-f', 'lavfi'] };
    const running = run(await started({}), call, ending.signal);
    await Promise.all([
      expect(running).rejects.toThrow('SIGKILL'),
      until('it is at work', async () => (await ffmpegsWith('areverse')).length > 0).then(() => ending.abort()),
    ]);
    expect(await ffmpegsWith('areverse')).toEqual([]);
  });
});
