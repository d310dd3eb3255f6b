import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { PassThrough, type Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Ffmpeg } from '../ffmpeg.js';
import { refusing } from '../ffmpeg.problems.js';
import { type MeasuredSound, Measuring } from '../loudness/measuring.js';
import { secondsDone } from '../progress.js';
import { encodeCall, HANDED_OVER, renditionsCall, type Source, type Wanted } from './arguments.js';
import type { Band } from './filters.js';
import { Together } from './together.js';

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
}

/** Encodes renditions of one decode, the last of them on another core, and listens to each. */
@Injectable()
export class Encoding {
  constructor(
    private readonly ffmpeg: Ffmpeg,
    private readonly measuring: Measuring,
  ) {}

  /** @throws Refusal when the source turns out to be damaged */
  async encode(source: Source, wanted: readonly Wanted[], options: EncodeOptions): Promise<Encoded[]> {
    const last = wanted.length > 1 ? wanted.at(-1) : undefined;
    const others = last ? wanted.slice(0, -1) : wanted;
    const together = new Together(options.signal);
    const samples = pipe();
    const rest = { ...options, signal: together.signal };
    const decoded = together.add(this.decode(source, wanted, { ...rest, samples }));
    const encoded = others.map((one) => together.add(decoded.then(() => this.listen(one, rest))));
    if (last) encoded.push(this.encodeApart(last, samples, { ...rest, together }));
    const outcomes = Promise.allSettled(encoded);
    await together.allOver();
    await outcomes;
    return Promise.all(encoded);
  }

  private decode(
    source: Source,
    wanted: readonly Wanted[],
    { band, maxSeconds, timeoutSeconds, signal, onProgress, samples }: EncodeOptions & { samples: PassThrough },
  ): Promise<void> {
    const onLine = (line: string) => {
      const done = secondsDone(line);
      if (done !== undefined) onProgress(done);
    };
    return this.ffmpeg
      .run(renditionsCall(source, wanted, { band, maxSeconds }), { timeoutSeconds, signal, onLine, output: samples })
      .catch((error: unknown) => refusing(error, 'damaged'));
  }

  /** Encodes samples as they come, and listens to what is encoded as it is written. */
  private encodeApart(
    wanted: Wanted,
    samples: PassThrough,
    { together, ...options }: EncodeOptions & { together: Together },
  ): Promise<Encoded> {
    const { timeoutSeconds, signal, maxSeconds } = options;
    const [made, heard] = [pipe(), pipe()];
    made.pipe(heard);
    const encoded = this.ffmpeg.run(encodeCall(wanted, maxSeconds), {
      timeoutSeconds,
      signal,
      input: samples,
      output: made,
    });
    // Whoever stops reading before the end must not keep the writer waiting, nor a reader one that never began.
    const end = () => {
      samples.resume();
      made.end();
    };
    together.add(encoded.finally(end));
    together.add(once(made.pipe(createWriteStream(wanted.target)), 'close'));
    return together.add(this.listen(wanted, options, heard).finally(() => heard.resume()));
  }

  /** @param input the rendition as it is written, when it is not in its file yet */
  private async listen(wanted: Wanted, options: EncodeOptions, input?: Readable): Promise<Encoded> {
    const { container: demuxer, codec } = wanted.profile;
    const source = { path: input ? HANDED_OVER : wanted.target, demuxer, codec, channels: 1 };
    const { timeoutSeconds, signal } = options;
    const limits = { maxSeconds: options.maxSeconds + 10, timeoutSeconds, signal, ...(input ? { input } : {}) };
    return { wanted, ...(await this.measuring.of(source, null, limits)) };
  }
}

/** Between two processes. Without a `close` event, which fluent-ffmpeg would take for a fault. */
const pipe = () => new PassThrough({ emitClose: false, highWaterMark: 1_048_576 });
