import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../src/platform/version.js';
import { expectSpeech, PlainTranscoder } from './plain-transcoder.js';

const run = promisify(execFile);
const SECONDS = 2;
const RATE = 44_100;
const SPEECH = join(projectRoot(), 'media/samples/procedures.m4a');

describe('a file that is hard to probe', () => {
  let transcoder: PlainTranscoder;
  let folder: string;
  let speech: string;
  beforeAll(async () => {
    transcoder = await PlainTranscoder.start();
    folder = await mkdtemp(join(tmpdir(), 'vang-probed-'));
    speech = join(folder, 'speech.wav');
    await make('speech.wav', ['-ss', '2', '-t', String(SECONDS), '-i', SPEECH, '-ac', '1', '-ar', String(RATE)]);
  });
  afterAll(async () => {
    await transcoder.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** @param options for ffmpeg, before the output */
  async function make(name: string, options: readonly string[]): Promise<Buffer> {
    const path = join(folder, name);
    await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...options, path]);
    return readFile(path);
  }
  const encoded = (name: string, ...options: string[]) => make(name, ['-i', speech, ...options]);

  it('is a later track when the first one is a few samples long', async () => {
    const short = ['-f', 'lavfi', '-i', `sine=d=0.01:r=${RATE}`, '-i', speech, '-map', '0', '-map', '1'];
    const ended = await transcoder.transcode(await make('short-first.mka', [...short, '-c:a', 'pcm_s16le']));
    expect(ended).toMatchObject({ source: { track: 1 } });
    if (!('refused' in ended)) expect(Math.abs(ended.before.seconds - SECONDS)).toBeLessThan(0.1);
  });

  it('is found whatever its language is called', async () => {
    const forged = 'x): Audio: mp3, 8000 Hz, mono, fltp\n  Stream #0:1: Audio: opus, 48000 Hz, mono';
    for (const language of ['Tiếng Việt', forged]) {
      const options = ['-c:a', 'libopus', '-metadata:s:a:0', `language=${language}`];
      const ended = await transcoder.transcode(await encoded('language.opus', ...options));
      expect(ended).toMatchObject({ source: { track: 0, codec: 'opus', sampleRate: 48_000 } });
    }
  });

  it('is refused by its number of channels when it has too many', async () =>
    expect(await transcoder.transcode(await encoded('many.wav', '-ac', '16'))).toEqual({
      refused: 'too-many-channels',
      data: { channels: 16, limit: 8 },
    }));

  it('is damaged when an upload from a phone broke off', async () => {
    const whole = await encoded('phone.m4a', '-c:a', 'aac');
    expect(await transcoder.transcode(whole.subarray(0, whole.length / 2))).toMatchObject({ refused: 'damaged' });
  });

  it('is not as long as declared when a WAV broke off', async () => {
    const whole = await readFile(speech);
    const ended = await transcoder.transcode(whole.subarray(0, whole.length / 2));
    const { actual, wanted } = expectSpeech(ended, SECONDS / 2, [
      { code: 'length-differs', declared: SECONDS, seconds: SECONDS / 2 },
    ]);
    expect(actual).toEqual(wanted);
  });
});
