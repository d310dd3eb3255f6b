import { PassThrough } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Ffmpeg, type RunOptions } from '../ffmpeg.js';
import { refusing } from '../ffmpeg.problems.js';
import { secondsDone } from '../progress.js';
import { encodeCall, renditionsCall, type Source, type Wanted } from './arguments.js';
import type { Band } from './filters.js';

export interface EncodeOptions {
  band: Band;
  /** At which it stops. */
  maxSeconds: number;
  /** After which ffmpeg is ended. */
  timeoutSeconds: number;
  signal: AbortSignal;
  onProgress: (seconds: number) => void;
}

/** Encodes renditions of one decode, the last of them on another core. */
@Injectable()
export class Encoding {
  constructor(private readonly ffmpeg: Ffmpeg) {}

  /** @throws Refusal when the source turns out to be damaged */
  async encode(source: Source, wanted: readonly Wanted[], options: EncodeOptions): Promise<void> {
    const { band, maxSeconds, timeoutSeconds, onProgress } = options;
    const failure = new AbortController();
    const signal = AbortSignal.any([options.signal, failure.signal]);
    const onLine = (line: string) => {
      const done = secondsDone(line);
      if (done !== undefined) onProgress(done);
    };
    const handedOut = new PassThrough({ emitClose: false, highWaterMark: 1_048_576 });
    const run = async (call: Parameters<Ffmpeg['run']>[0], more: Partial<RunOptions>) => {
      try {
        await this.ffmpeg.run(call, { timeoutSeconds, signal, ...more });
      } catch (error) {
        // Without the one, the other would wait for it for ever.
        failure.abort();
        throw error;
      }
    };
    const runs = [run(renditionsCall(source, wanted, { band, maxSeconds }), { onLine, output: handedOut })];
    const [first, last] = [wanted[0], wanted.at(-1)];
    if (last && last !== first) {
      // What it leaves unread when its file is large enough is read all the same: the first must not wait for it.
      runs.push(run(encodeCall(last, maxSeconds), { input: handedOut }).finally(() => handedOut.resume()));
    }
    await allOver(runs);
  }
}

/** Waits until every one is over, and throws what the first of them threw: what it writes to must not be removed before. */
async function allOver(runs: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(runs);
  for (const outcome of outcomes) if (outcome.status === 'rejected') refusing(outcome.reason, 'damaged');
}
