import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../../src/platform/version.js';
import { factorOf } from '../../../src/transcoding/loudness/gain.js';
import { quickFfmpeg, listenByHand } from '../../support/ffmpeg-by-hand.js';
import type { Content, Part } from './random-input.js';

/** Of the pool, in samples per second. */
export const POOL_RATE = 48_000;
const POOL_LUFS = -23;
const VOICES = ['direction.mp3', 'digital-government.flac'];
/** The first words are behind this. */
const SKIPPED_SECONDS = 1;

/** Speech of two voices, from which parts are cut. */
export class SpeechPool {
  private constructor(private readonly voices: readonly [Float32Array, Float32Array]) {}

  /** Decodes samples of the demo, equally loud. @param folder for temporary files */
  static async in(folder: string): Promise<SpeechPool> {
    const [one, other] = await Promise.all(VOICES.map((name) => voiceOf(folder, name)));
    if (!one || !other) throw new RangeError('two voices are needed');
    return new SpeechPool([one, other]);
  }

  /**
   * The channels of a part, interleaved, 32-bit floats at the rate of the pool.
   * @param seed decides where the speech begins
   */
  cut({ channels, seconds, louder }: Part, lufs: number, seed: number): Float32Array {
    const length = Math.round(seconds * POOL_RATE);
    const factor = factorOf(lufs - POOL_LUFS + louder);
    const [one, other] = this.voices.map((voice) => {
      const from = (seed * 7_919) % (voice.length - length);
      return voice.subarray(from, from + length);
    });
    const frames = new Float32Array(length * channels.length);
    for (const [channel, content] of channels.entries()) {
      const scale = factor * SCALES[content];
      const voice = content === 'b' ? other : one;
      for (let at = 0; at < length; at++) frames[at * channels.length + channel] = scale * (voice?.[at] ?? 0);
    }
    return frames;
  }
}

const SCALES: Record<Content, number> = { a: 1, b: 1, '-a': -1, '-0.9a': -0.9, '0': 0 };

async function voiceOf(folder: string, name: string): Promise<Float32Array> {
  const path = join(projectRoot(), 'media/samples', name);
  const { lufs } = await listenByHand(path);
  const target = join(folder, `${name}.f32`);
  const options = ['-ss', String(SKIPPED_SECONDS), '-i', path, '-ac', '1', '-ar', String(POOL_RATE)];
  await quickFfmpeg([...options, '-af', `volume=${POOL_LUFS - lufs}dB:precision=float`, '-f', 'f32le', target]);
  return floatsOf(await readFile(target));
}

/** Little-endian 32-bit floats. */
export const floatsOf = (bytes: Buffer): Float32Array => new Float32Array(Uint8Array.from(bytes).buffer);
