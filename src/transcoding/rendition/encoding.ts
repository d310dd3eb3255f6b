import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { PassThrough, type Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Ffmpeg } from '../ffmpeg.js';
import { refusing } from '../ffmpeg.problems.js';
import { type MeasuredSound, Measuring } from '../loudness/measuring.js';
import { secondsDone } from '../progress.js';
import { encodeCall, HANDED_OVER, levelCall, type Source, type Wanted } from './arguments.js';
import type { Band } from './filters.js';
import type { Level } from './level.js';
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
  level: Level;
}

type Made = Omit<Encoded, 'level'>;

/** Levels one decode, and encodes every rendition of it in a process of its own, which is listened to as it is written. */
@Injectable()
export class Encoding {
  constructor(
    private readonly ffmpeg: Ffmpeg,
    private readonly measuring: Measuring,
  ) {}

  /** @throws Refusal when the source turns out to be damaged */
  async encode(source: Source, level: Level, wanted: readonly Wanted[], options: EncodeOptions): Promise<Encoded[]> {
    const together = new Together(options.signal);
    const rest = { ...options, signal: together.signal };
    const samples = pipe();
    together.add(this.decode(source, level, samples, rest));
    const encoded = wanted.map((one) => this.encodeOne(one, samples.pipe(pipe()), together, rest));
    const outcomes = Promise.allSettled(encoded);
    await together.allOver();
    await outcomes;
    return (await Promise.all(encoded)).map((one) => ({ ...one, level }));
  }

  private decode(source: Source, level: Level, output: PassThrough, options: EncodeOptions): Promise<void> {
    const { timeoutSeconds, signal, onProgress } = options;
    const onLine = (line: string) => {
      const done = secondsDone(line);
      if (done !== undefined) onProgress(done);
    };
    return this.ffmpeg
      .run(levelCall(source, level, options), { timeoutSeconds, signal, onLine, output })
      .catch((error: unknown) => refusing(error, 'damaged'));
  }

  /** Encodes samples as they come, and listens to what is encoded as it is written. */
  private encodeOne(wanted: Wanted, samples: PassThrough, together: Together, options: EncodeOptions): Promise<Made> {
    const { timeoutSeconds, signal, maxSeconds } = options;
    const [made, heard] = [pipe(), pipe()];
    made.pipe(heard);
    const encoded = this.ffmpeg.run(encodeCall(wanted.profile, maxSeconds), {
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
    return together.add(this.listen(wanted, heard, options).finally(() => heard.resume()));
  }

  private async listen(wanted: Wanted, input: Readable, options: EncodeOptions): Promise<Made> {
    const { container: demuxer, codec } = wanted.profile;
    const source = { path: HANDED_OVER, demuxer, codec, channels: 1 };
    const { timeoutSeconds, signal } = options;
    const limits = { maxSeconds: options.maxSeconds + 10, timeoutSeconds, signal, input };
    return { wanted, ...(await this.measuring.of(source, null, limits)) };
  }
}

/** Between two processes. Without a `close` event, which fluent-ffmpeg would take for a fault. */
const pipe = () => new PassThrough({ emitClose: false, highWaterMark: 1_048_576 });
