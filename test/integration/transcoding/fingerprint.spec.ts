import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { projectRoot } from '../../../src/platform/version.js';
import { fingerprintOf, SAME_AUDIO_THRESHOLD, similarity } from '../../../src/transcoding/fingerprint/fingerprint.js';
import { EnvelopeMeter } from '../../../src/transcoding/loudness/envelope.js';
import { alreadyNormalised } from '../../../src/transcoding/normalise/normaliser.js';
import { makerOfSound } from '../../support/sound.js';

const run = promisify(execFile);

/** Seven pieces of speech, by several voices. */
const SAMPLES = [
  'direction.mp3',
  'institutions.wav',
  'procedures.m4a',
  'apparatus.ogg',
  'civil-service.mp3',
  'public-finance.opus',
  'digital-government.flac',
];

/** What happens to audio on its way from one office to another. */
const AGAIN: [name: string, options: string[]][] = [
  ['a.mp3', ['-c:a', 'libmp3lame', '-b:a', '32k', '-ar', '22050']],
  ['b.m4a', ['-c:a', 'aac', '-b:a', '64k', '-af', 'volume=-12dB']],
  ['c.opus', ['-c:a', 'libopus', '-b:a', '12k', '-af', 'volume=4dB']],
  ['d.wav', ['-c:a', 'pcm_mulaw', '-ar', '8000', '-ac', '1']],
  ['e.ogg', ['-c:a', 'libvorbis', '-q:a', '0', '-af', 'adelay=430|430']],
  ['f.flac', ['-c:a', 'flac', '-af', 'atrim=start=0.9,acompressor=threshold=0.1:ratio=3']],
];

/** As much of each recording as there has to be to know it by. */
const PART = ['-t', '16'];

let folder: string;
let ffmpeg: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vang-again-'));
  ffmpeg = await makerOfSound();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The fingerprints of several files, which one ffmpeg decodes. @param part options before each */
async function fingerprints(paths: readonly string[], part: string[] = []): Promise<Uint8Array[]> {
  const form = ['-ac', '1', '-ar', '44100', '-af', 'highpass=f=100', '-f', 'f32le'];
  const decoded = paths.map((_, number) => join(folder, `${number}.f32`));
  const inputs = paths.flatMap((path) => [...part, '-i', path]);
  const outputs = decoded.flatMap((target, number) => ['-map', `${number}:a`, ...form, target]);
  await run(ffmpeg, ['-v', 'error', '-y', ...inputs, ...outputs]);
  return Promise.all(decoded.map(async (path) => fingerprintOf(envelopeOf(await readFile(path)))));
}

function envelopeOf(samples: Buffer) {
  const meter = new EnvelopeMeter(44_100);
  meter.take(alreadyNormalised(new Float32Array(new Uint8Array(samples).buffer)));
  return meter.result();
}

it('tells seven recordings from each other, and knows each again in six other shapes', async () => {
  const same: number[] = [];
  const others: number[] = [];
  const paths = SAMPLES.map((sample) => join(projectRoot(), 'media/samples', sample));
  const prints = await fingerprints(paths, PART);
  const known = SAMPLES.map((sample, index) => ({ sample, print: prints[index] ?? new Uint8Array() }));
  for (const sample of SAMPLES) {
    const outputs = AGAIN.flatMap(([name, options]) => [...options, join(folder, name)]);
    await run(ffmpeg, ['-v', 'error', '-y', ...PART, '-i', join(projectRoot(), 'media/samples', sample), ...outputs]);
    for (const print of await fingerprints(AGAIN.map(([name]) => join(folder, name)))) {
      for (const one of known) (one.sample === sample ? same : others).push(similarity(one.print, print));
    }
  }
  expect({ same: same.length, others: others.length }).toEqual({ same: 42, others: 252 });
  // Measured: the same 0.91 and more, others 0.39 and less; SAME_AUDIO_THRESHOLD lies between, far from both.
  expect(Math.min(...same)).toBeGreaterThan(0.85);
  expect(Math.max(...others)).toBeLessThan(0.5);
  expect(SAME_AUDIO_THRESHOLD).toBeCloseTo(0.7);
});
