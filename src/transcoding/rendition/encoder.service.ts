import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { DecoderService } from '../decode/decoder.service.js';
import { STANDARD_INPUT } from '../ffmpeg/ffmpeg-call.js';
import { FfmpegFailed, refusing } from '../ffmpeg/ffmpeg-faults.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg.runner.js';
import { factorOf } from '../loudness/gain.js';
import { type LimitedSamples, Limiter } from '../loudness/limiter.js';
import { LoudnessService, type MeasuredOriginal } from '../loudness/loudness.service.js';
import type { MeasuredSound } from '../loudness/sound-meter.js';
import { type Band, Normaliser } from '../normalise/normaliser.js';
import { Refusal } from '../refusal.js';
import { encodeCall } from './encode-call.js';
import { EncoderGroup } from './encoder-group.js';
import type { Level } from './limiter-settings.js';
import type { Profile } from './profiles.js';

/** A rendition to be encoded: the profile, and the file that is written. */
export interface WantedRendition {
  profile: Profile;
  target: string;
}

export interface EncodeOptions {
  band: Band;
  /** It holds the named pipes. */
  folder: string;
  /** Seconds of audio, after which encoding stops. */
  maxSeconds: number;
  /** Seconds after which ffmpeg is killed. */
  timeoutSeconds: number;
  signal: AbortSignal;
  /** Receives how many seconds of audio are encoded. */
  onProgress: (seconds: number) => void;
}

/** A rendition in its file, measured as a receiver decodes it. */
export interface Encoded extends MeasuredSound {
  wanted: WantedRendition;
  level: Level;
}

/** The named pipe that the decoded rendition is read from. */
export const heardPipeOf = (target: string) => `${target}.heard`;
/** The named pipe that the original is decoded to. */
export const samplesPipeIn = (folder: string) => join(folder, 'original.samples');

/** An original as it was measured, from which renditions are made. */
export type Prepared = Pick<MeasuredOriginal, 'source' | 'mix' | 'kept'>;

type Made = Omit<Encoded, 'level'>;

/**
 * Encodes several renditions of one original in one pass. The original is decoded once and normalised as it was measured,
 * levelled and limited in this process, and passed to one ffmpeg for each rendition. Every rendition is measured while it
 * is written.
 */
@Injectable()
export class EncoderService {
  constructor(
    private readonly ffmpeg: FfmpegRunner,
    private readonly decoder: DecoderService,
    private readonly loudness: LoudnessService,
  ) {}

  /** @throws Refusal when the source turns out to be damaged */
  async encode(
    original: Prepared,
    level: Level,
    wanted: readonly WantedRendition[],
    options: EncodeOptions,
  ): Promise<Encoded[]> {
    const group = new EncoderGroup(options.signal);
    const inGroup = { ...options, signal: group.signal };
    const inputs = wanted.map(() => stream());
    void group.add(this.level(original, level, inputs, inGroup));
    const encoded = wanted.map((one, index) => this.make(one, inputs[index] ?? stream(), group, inGroup));
    const settled = Promise.allSettled(encoded);
    await group.allOver();
    await settled;
    return (await Promise.all(encoded)).map((one) => ({ ...one, level }));
  }

  /** Writes levelled samples to all `inputs`, as fast as the slowest takes them. */
  private async level(
    { source, mix, kept }: Prepared,
    { gain, ceiling }: Level,
    inputs: readonly PassThrough[],
    { band, folder, ...options }: EncodeOptions,
  ): Promise<void> {
    const { signal } = options;
    let limiter: Limiter | undefined;
    const write = (samples: LimitedSamples) => writeToAll(inputs, samples, signal);
    try {
      await this.decoder.decode(source, { ...options, kept, samples: samplesPipeIn(folder) }, ({ sampleRate }) => {
        const normaliser = new Normaliser(mix, { ...band, sampleRate });
        const now = (limiter = new Limiter(factorOf(gain), factorOf(ceiling), sampleRate));
        return (frames) => write(now.take(normaliser.take(frames)));
      });
      if (limiter) await write(limiter.end());
    } catch (error) {
      refusing(error, 'damaged');
    } finally {
      for (const input of inputs) input.end();
    }
  }

  /** Encodes one rendition to its file, and measures it at the same time. */
  private make(wanted: WantedRendition, input: Readable, group: EncoderGroup, options: EncodeOptions): Promise<Made> {
    const { timeoutSeconds, signal, maxSeconds } = options;
    const [made, heard] = [stream(), stream()];
    made.pipe(heard);
    const encoding = this.ffmpeg.run(encodeCall(wanted.profile, maxSeconds), {
      timeoutSeconds,
      signal,
      input,
      output: made,
    });
    // If one side stops early, the other must not wait for it: neither a writer for its reader, nor a reader for its writer.
    void group.add(
      encoding.finally(() => {
        made.end();
        input.resume();
      }),
    );
    void group.add(pipeline(made, createWriteStream(wanted.target)));
    return group.addReader(this.measure(wanted, heard, options).finally(() => heard.resume()));
  }

  private async measure(wanted: WantedRendition, input: Readable, options: EncodeOptions): Promise<Made> {
    const { container: demuxer, codec, sampleRate } = wanted.profile;
    const source = { path: STANDARD_INPUT, demuxer, codec, channels: 1, madeAt: sampleRate };
    const { timeoutSeconds, signal } = options;
    const samples = heardPipeOf(wanted.target);
    const limits = { maxSeconds: options.maxSeconds + 10, samples, timeoutSeconds, signal, input };
    const found = await this.loudness.measureRendition(source, sampleRate, limits).catch(notTheAudio);
    return { wanted, ...found };
  }
}

/** The original could be decoded when it was measured, so a rendition that cannot be is no reason to refuse the audio. */
const notTheAudio = (error: unknown): never => {
  throw error instanceof Refusal ? new FfmpegFailed(`cannot decode a rendition: ${error.code}`, []) : error;
};

/** Connects two processes. Without a `close` event, which fluent-ffmpeg would take for an error. */
const stream = () => new PassThrough({ emitClose: false, highWaterMark: 1_048_576 });

/** @returns when all inputs take more; nothing when they do already */
function writeToAll(
  inputs: readonly PassThrough[],
  { values: samples }: LimitedSamples,
  signal: AbortSignal,
): void | Promise<void> {
  if (samples.length === 0) return;
  const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  const full = inputs.filter((input) => !input.write(bytes));
  if (full.length > 0) return Promise.all(full.map((input) => once(input, 'drain', { signal }))).then(() => undefined);
}
