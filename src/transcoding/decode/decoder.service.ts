import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { FfmpegCall, Source } from '../ffmpeg/ffmpeg-call.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg.runner.js';
import { readPipe } from '../ffmpeg/named-pipes.js';
import { decodeCall, type DecodeLimits, playCall } from './decode-call.js';
import { FloatWav, type SoundForm } from './float-wav.js';
import type { Decoded, FrameSink } from './frames.js';
import type { KeptFrames } from './kept-frames.js';
import { TimestampReader } from './timestamps.js';

export interface DecodeOptions extends DecodeLimits {
  /** Seconds after which ffmpeg is killed. */
  timeoutSeconds: number;
  signal: AbortSignal;
  /** Receives how many seconds of audio are decoded. */
  onProgress?: (seconds: number) => void;
  /** Frames of the same track: they are passed on when they are here already, otherwise kept. */
  kept?: KeptFrames;
}

/** Decodes audio to samples in this process. Lengths are counted in samples; no timestamp and no header decides one. */
@Injectable()
export class DecoderService {
  constructor(private readonly ffmpeg: FfmpegRunner) {}

  /**
   * Decodes one track of an original, up to `maxSeconds`.
   * @param open is called once, with the form of all frames
   * @throws FfmpegFailed, FfmpegTooSlow, FfmpegOutOfMemory, FfmpegEnded
   */
  async decode(source: Source, options: DecodeOptions, open: (form: SoundForm) => FrameSink): Promise<Decoded> {
    const { kept } = options;
    if (kept?.isWhole) return kept.replay(options, open);
    const decoded = await this.run(decodeCall(source, options), options, kept?.keeping(open) ?? open);
    kept?.end(decoded);
    return decoded;
  }

  /** Decodes a rendition as a player does, while it is written. @param input its bytes */
  play(
    source: Source,
    sampleRate: number,
    options: DecodeOptions & { input: Readable },
    open: (form: SoundForm) => FrameSink,
  ) {
    return this.run(playCall(source, sampleRate, options), options, open);
  }

  private async run(
    call: FfmpegCall,
    options: DecodeOptions & { input?: Readable },
    open: (form: SoundForm) => FrameSink,
  ): Promise<Decoded> {
    const { maxSeconds, samples, timeoutSeconds, input } = options;
    const [reader, timestamps, counted] = [new FloatWav(), new TimestampReader(), new CountedFrames(open, maxSeconds)];
    const signal = AbortSignal.any([options.signal, counted.enough]);
    const onLine = (line: string) => timestamps.take(line);
    const run = () => this.ffmpeg.run(call, { timeoutSeconds, signal, onLine, ...(input ? { input } : {}) });
    const take = (piece: Buffer) => {
      const frames = reader.take(piece);
      if (!reader.form) return;
      const taken = counted.take(frames, reader.form);
      options.onProgress?.(counted.seconds);
      return taken;
    };
    await readPipe(samples, take, run).catch((error: unknown) => {
      if (!counted.enough.aborted || options.signal.aborted) throw error;
    });
    return { seconds: counted.seconds, ...timestamps.report(counted.seconds) };
  }
}

/** Passes frames on and counts them, until there are enough. */
class CountedFrames {
  seconds = 0;
  readonly enough: AbortSignal;
  private readonly full = new AbortController();
  private sink: FrameSink | undefined;

  constructor(
    private readonly open: (form: SoundForm) => FrameSink,
    private readonly maxSeconds: number,
  ) {
    this.enough = this.full.signal;
  }

  take(frames: Float32Array, form: SoundForm): void | Promise<void> {
    this.sink ??= this.open(form);
    if (frames.length === 0 || this.enough.aborted) return;
    this.seconds += frames.length / form.channels / form.sampleRate;
    if (this.seconds >= this.maxSeconds) this.full.abort();
    return this.sink(frames);
  }
}
