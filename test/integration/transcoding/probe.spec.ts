import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SpeechFiles } from '../../support/speech-files.js';
import { expectSpeech, PlainTranscoder } from './plain-transcoder.js';

const { SECONDS, RATE } = SpeechFiles;

describe('a file that is hard to probe', () => {
  let transcoder: PlainTranscoder;
  let files: SpeechFiles;
  beforeAll(async () => {
    transcoder = await PlainTranscoder.start();
    files = await SpeechFiles.start();
  });
  afterAll(async () => {
    await transcoder.stop();
    await files.remove();
  });

  const make: SpeechFiles['make'] = (name, options) => files.make(name, options);
  const encoded: SpeechFiles['encoded'] = (name, ...options) => files.encoded(name, ...options);

  it('is a later track when the first one is a few samples long', async () => {
    const short = ['-f', 'lavfi', '-i', `sine=d=0.01:r=${RATE}`, '-i', files.speech, '-map', '0', '-map', '1'];
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
    const whole = await readFile(files.speech);
    const ended = await transcoder.transcode(whole.subarray(0, whole.length / 2));
    const { actual, wanted } = expectSpeech(ended, SECONDS / 2, [
      { code: 'length-differs', declared: SECONDS, seconds: SECONDS / 2 },
    ]);
    expect(actual).toEqual(wanted);
  });
});
