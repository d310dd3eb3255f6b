import { createWriteStream } from 'node:fs';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { FfmpegRunner } from '../ffmpeg/ffmpeg.runner.js';
import { FfmpegFailed, refusing } from '../ffmpeg/ffmpeg-faults.js';
import { type MeasuredSound, LoudnessService } from '../loudness/loudness.service.js';
import { Refusal } from '../refusal.js';
import { secondsDone } from '../requests/progress.js';
import { encodeCall, type FfmpegCall, HANDED_OVER, levelCall, type Source, type Wanted } from './arguments.js';
import type { Band } from './filters.js';
import type { Level } from './level-plan.js';
import { EncoderGroup } from './encoder-group.js';

export interface EncodeOptions {
  band: Band;
  /** At which it stops. */
  maxSeconds: number;
  /** After which ffmpeg is ended. */
  timeoutSeconds: number;
  signal: AbortSignal;
  onProgress: (seconds: number) => void;
}

/** A rendition in its file, and what a receiver hears of it. */
export interface Encoded extends MeasuredSound {
  wanted: Wanted;
  level: Level;
}

/** The named pipes that making one rendition needs: for the levelled samples, and for what is heard of it. */
export const pipesOf = (target: string) => ({ samples: `${target}.samples`, heard: `${target}.heard` });

type Made = Omit<Encoded, 'level'>;

/**
 * Decodes and levels once. The process that does so encodes the first rendition itself, and hands the samples to one for
 * each other through a named pipe: they are many, and this process has other things to do than to carry them. Every
 * rendition is listened to as it is written.
 */
@Injectable()
export class EncoderService {
  constructor(
    private readonly ffmpeg: FfmpegRunner,
    private readonly measuring: LoudnessService,
  ) {}

  /** @throws Refusal when the source turns out to be damaged */
  async encode(source: Source, level: Level, wanted: readonly Wanted[], options: EncodeOptions): Promise<Encoded[]> {
    const [first, ...others] = wanted;
    if (!first) return [];
    const samples = others.map(({ target }) => pipesOf(target).samples);
    const together = new EncoderGroup(options.signal);
    const rest = { ...options, signal: together.signal };
    const levelling = levelCall(source, level, first.profile, { ...options, samples });
    const encoded = [
      this.make(first, (output) => this.level(levelling, output, rest), together, rest),
      ...others.map((one) => this.make(one, (output) => this.encodeOther(one, output, rest), together, rest)),
    ];
    const outcomes = Promise.allSettled(encoded);
    await together.allOver();
    await outcomes;
    return (await Promise.all(encoded)).map((one) => ({ ...one, level }));
  }

  private level(call: FfmpegCall, output: Writable, { timeoutSeconds, signal, onProgress }: EncodeOptions) {
    const onLine = (line: string) => {
      const done = secondsDone(line);
      if (done !== undefined) onProgress(done);
    };
    return this.ffmpeg
      .run(call, { timeoutSeconds, signal, onLine, output })
      .catch((error: unknown) => refusing(error, 'damaged'));
  }

  private encodeOther({ profile, target }: Wanted, output: Writable, options: EncodeOptions) {
    const { timeoutSeconds, signal, maxSeconds } = options;
    return this.ffmpeg.run(encodeCall(profile, pipesOf(target).samples, maxSeconds), {
      timeoutSeconds,
      signal,
      output,
    });
  }

  /** Writes what `encode` hands out to its file, and listens to it meanwhile. */
  private make(
    wanted: Wanted,
    encode: (output: Writable) => Promise<void>,
    together: EncoderGroup,
    options: EncodeOptions,
  ): Promise<Made> {
    const [made, heard] = [pipe(), pipe()];
    made.pipe(heard);
    // Whoever stops reading before the end must not keep the writer waiting, nor a reader one that never began.
    void together.add(encode(made).finally(() => made.end()));
    void together.add(pipeline(made, createWriteStream(wanted.target)));
    return together.addListener(this.listen(wanted, heard, options).finally(() => heard.resume()));
  }

  private async listen(wanted: Wanted, input: Readable, options: EncodeOptions): Promise<Made> {
    const { container: demuxer, codec, sampleRate } = wanted.profile;
    const source = { path: HANDED_OVER, demuxer, codec, channels: 1, madeAt: sampleRate };
    const { timeoutSeconds, signal } = options;
    const samples = pipesOf(wanted.target).heard;
    const limits = { maxSeconds: options.maxSeconds + 10, samples, timeoutSeconds, signal, input };
    const found = await this.measuring.of(source, null, limits).catch(notTheAudio);
    return { wanted, ...found };
  }
}

/** The original was sound when it was measured: that nothing is heard of what was made of it may pass. */
const notTheAudio = (error: unknown): never => {
  throw error instanceof Refusal ? new FfmpegFailed(`cannot hear what was made: ${error.code}`, []) : error;
};

/** Between two processes. Without a `close` event, which fluent-ffmpeg would take for a fault. */
const pipe = () => new PassThrough({ emitClose: false, highWaterMark: 1_048_576 });
