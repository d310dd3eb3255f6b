import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FloatWav } from '../../../src/transcoding/decode/float-wav.js';
import { quickFfmpeg } from '../../support/ffmpeg-by-hand.js';
import type { Sound } from './comparison.js';
import type { Part, RandomInput } from './random-input.js';
import { floatsOf, POOL_RATE, SpeechPool } from './speech-pool.js';

/** Makes the files of random inputs, and decodes them as plainly as can be. */
export class RandomFiles {
  private constructor(
    private readonly folder: string,
    private readonly pool: SpeechPool,
  ) {}

  static async in(folder: string): Promise<RandomFiles> {
    return new RandomFiles(folder, await SpeechPool.in(folder));
  }

  /** @returns its path */
  async make(input: RandomInput): Promise<string> {
    const parts: Buffer[] = [];
    for (const [index, part] of input.parts.entries()) parts.push(await this.makePart(input, part, index));
    const path = join(this.folder, `random.${input.kind.ending}`);
    await writeFile(path, Buffer.concat(parts));
    return path;
  }

  /**
   * What a plain decode of a file yields, mono: the mean of all channels that carry sound and do not cancel the loudest;
   * of joined files, whose channels may change midway, the first channel.
   */
  async decode(path: string, { kind, parts }: RandomInput): Promise<Sound> {
    const target = join(this.folder, 'plain.wav');
    const decoder = kind.encoder.includes('libopus') ? ['-c:a', 'libopus'] : [];
    const first = parts.length > 1 ? 'pan=mono|c0=c0,' : '';
    const filter = `${first}highpass=f=${LOWEST_FREQUENCY}`;
    const form = ['-map', '0:a:0', '-af', filter, '-c:a', 'pcm_f32le', '-ar', String(POOL_RATE), '-f', 'wav'];
    await quickFfmpeg([...decoder, '-i', path, ...form, target]);
    const wav = new FloatWav();
    const frames = wav.take(await readFile(target));
    return { samples: heardOf(frames, wav.form?.channels ?? 1), rate: POOL_RATE };
  }

  private async makePart({ kind, lufs, seed }: RandomInput, part: Part, index: number): Promise<Buffer> {
    const raw = join(this.folder, 'part.f32');
    const target = join(this.folder, `part.${kind.bare ? 'raw' : kind.ending}`);
    const frames = this.pool.cut(part, lufs, seed + index);
    await writeFile(raw, new Uint8Array(frames.buffer));
    const { gap, rate, channels } = part;
    const jump = gap ? ['-af', `asetpts=PTS+gte(T\\,${gap.after.toFixed(3)})*${gap.seconds}/TB`] : [];
    const input = ['-f', 'f32le', '-ar', String(POOL_RATE), '-ac', String(channels.length), '-i', raw];
    const encoder = kind.bare ? ['-f', kind.bare.pcm] : kind.encoder;
    await quickFfmpeg([...input, ...encoder, ...jump, '-ar', String(rate), target]);
    const bytes = await readFile(target);
    return kind.bare ? Buffer.concat([bareHeader(kind.bare, part, bytes.length), bytes]) : bytes;
  }
}

/** The service removes what is lower, in Hz. */
const LOWEST_FREQUENCY = 100;

/** The header of a WAV without channel mask. */
function bareHeader({ bits, isFloat }: { bits: number; isFloat: boolean }, part: Part, bytes: number): Buffer {
  const frame = (part.channels.length * bits) / 8;
  const head = Buffer.alloc(44);
  head.write('RIFF', 'latin1');
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(isFloat ? 3 : 1, 20);
  head.writeUInt16LE(part.channels.length, 22);
  head.writeUInt32LE(part.rate, 24);
  head.writeUInt32LE(part.rate * frame, 28);
  head.writeUInt16LE(frame, 32);
  head.writeUInt16LE(bits, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(bytes, 40);
  return head;
}

/** A channel this far below the loudest is silent, as a factor of the power. */
const DEAD = 1e-4;
const OPPOSITE = -0.5;

function heardOf(frames: Float32Array, count: number): Float32Array {
  const channels = Array.from({ length: count }, (_, channel) => frames.filter((_value, at) => at % count === channel));
  const product = (one: Float32Array, other: Float32Array) =>
    one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
  const powers = channels.map((channel) => product(channel, channel));
  const most = Math.max(...powers);
  const loudest = channels[powers.indexOf(most)] ?? frames;
  const heard = channels.filter((channel, index) => {
    const power = powers[index] ?? 0;
    return power > DEAD * most && product(channel, loudest) / Math.sqrt(power * most) > OPPOSITE;
  });
  return loudest.map((_, at) => heard.reduce((sum, channel) => sum + (channel[at] ?? 0), 0) / heard.length);
}

/** Decodes a rendition as a receiver does. @param codec as its profile names it */
export async function decodeRendition(path: string, codec: string, folder: string): Promise<Sound> {
  const target = join(folder, 'rendition.f32');
  const decoder = codec === 'opus' ? ['-c:a', 'libopus'] : [];
  await quickFfmpeg([...decoder, '-i', path, '-ac', '1', '-ar', String(POOL_RATE), '-f', 'f32le', target]);
  return { samples: floatsOf(await readFile(target)), rate: POOL_RATE };
}
