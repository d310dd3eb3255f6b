import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/platform/config/config.js';
import { FfmpegRunner } from '../../../src/transcoding/ffmpeg/ffmpeg.runner.js';
import { makePipes, readPipe } from '../../../src/transcoding/ffmpeg/named-pipes.js';
import type { FfmpegCall } from '../../../src/transcoding/ffmpeg/ffmpeg-call.js';

const SECONDS = 60;
const BYTES = SECONDS * 44_100 * 2;

describe('what ffmpeg passes to its caller', () => {
  let ffmpeg: FfmpegRunner;
  let folder: string;
  beforeAll(async () => {
    Logger.overrideLogger(false);
    folder = await mkdtemp(join(tmpdir(), 'vang-output-'));
    ffmpeg = new FfmpegRunner(readConfig({ FFMPEG_PATH: process.env['FFMPEG_PATH'], TRANSCODE_NICENESS: '0' }));
    await ffmpeg.onModuleInit();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const toneTo = (target: string | null): FfmpegCall => ({
    inputOptions: ['-nostdin', '-f', 'lavfi'],
    source: `sine=sample_rate=44100:duration=${SECONDS}`,
    outputs: [{ options: ['-c:a', 'pcm_s16le', '-f', 's16le'], target }],
  });
  const run = (call: FfmpegCall, output?: Writable) =>
    ffmpeg.run(call, { timeoutSeconds: 60, signal: new AbortController().signal, ...(output && { output }) });

  it('has all come when it is over, however slowly it was taken', async () => {
    let bytes = 0;
    const slow = new Writable({
      emitClose: false,
      write(piece: Buffer, _encoding, done) {
        bytes += piece.length;
        setTimeout(done, 5);
      },
    });
    await run(toneTo(null), slow);
    expect(bytes).toBe(BYTES);
  });

  it('comes whole through a named pipe, again and again', async () => {
    const pipe = join(folder, 'samples');
    await makePipes([pipe]);
    for (let time = 0; time < 2; time++) {
      let bytes = 0;
      await readPipe(
        pipe,
        (piece) => void (bytes += piece.length),
        () => run(toneTo(pipe)),
      );
      expect(bytes).toBe(BYTES);
    }
  });

  it('is waited for by nobody when ffmpeg fails before it opens the pipe', async () => {
    const pipe = join(folder, 'never');
    await makePipes([pipe]);
    const broken = { ...toneTo(pipe), source: 'there is no such source' };
    await expect(
      readPipe(
        pipe,
        () => undefined,
        () => run(broken),
      ),
    ).rejects.toThrow('ffmpeg exited with code');
  });

  it('ends the work, not the service, when whoever takes it fails', async () => {
    const pipe = join(folder, 'refused');
    await makePipes([pipe]);
    const fail = () => {
      throw new Error('cannot take it');
    };
    await expect(readPipe(pipe, fail, () => run(toneTo(pipe)))).rejects.toThrow(/cannot take it|exited with code/);
  });
});
