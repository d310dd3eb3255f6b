import { createWriteStream } from 'node:fs';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { type FfmpegCall, type Source, STANDARD_INPUT } from '../ffmpeg/ffmpeg-call.js';
import { FfmpegFailed, refusing } from '../ffmpeg/ffmpeg-faults.js';
import { secondsDone } from '../ffmpeg/ffmpeg-progress.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg.runner.js';
import type { Band } from '../loudness/heard-filters.js';
import { LoudnessService, type MeasuredSound } from '../loudness/loudness.service.js';
import { Refusal } from '../refusal.js';
import { encodeCall } from './encode-call.js';
import { EncoderGroup } from './encoder-group.js';
import { levelCall } from './level-call.js';
import type { Level } from './level-plan.js';
import type { Profile } from './profiles.js';

/** A rendition to be encoded: the profile, and the file that is written. */
export interface WantedRendition {
  profile: Profile;
  target: string;
}

export interface EncodeOptions {
  band: Band;
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

/** The named pipes that encoding needs for each target: one for levelled samples, one for the decoded rendition. */
export const pipesOf = (target: string) => ({ samples: `${target}.samples`, heard: `${target}.heard` });

type Made = Omit<Encoded, 'level'>;

/**
 * Encodes several renditions of one original in one pass. One ffmpeg decodes, levels and encodes the first rendition; it
 * passes the samples through named pipes to one ffmpeg for each other rendition, so they do not go through this process.
 * Every rendition is measured while it is written.
 */
@Injectable()
export class EncoderService {
  constructor(
    private readonly ffmpeg: FfmpegRunner,
    private readonly loudness: LoudnessService,
  ) {}

  /** @throws Refusal when the source turns out to be damaged */
  async encode(
    source: Source,
    level: Level,
    wanted: readonly WantedRendition[],
    options: EncodeOptions,
  ): Promise<Encoded[]> {
    const [first, ...others] = wanted;
    if (!first) return [];
    const samples = others.map(({ target }) => pipesOf(target).samples);
    const group = new EncoderGroup(options.signal);
    const inGroup = { ...options, signal: group.signal };
    const levelling = levelCall(source, level, first.profile, { ...options, samples });
    const encoded = [
      this.make(first, (output) => this.runLevelling(levelling, output, inGroup), group, inGroup),
      ...others.map((one) => this.make(one, (output) => this.runEncoding(one, output, inGroup), group, inGroup)),
    ];
    const settled = Promise.allSettled(encoded);
    await group.allOver();
    await settled;
    return (await Promise.all(encoded)).map((one) => ({ ...one, level }));
  }

  private runLevelling(call: FfmpegCall, output: Writable, { timeoutSeconds, signal, onProgress }: EncodeOptions) {
    const onLine = (line: string) => {
      const done = secondsDone(line);
      if (done !== undefined) onProgress(done);
    };
    return this.ffmpeg
      .run(call, { timeoutSeconds, signal, onLine, output })
      .catch((error: unknown) => refusing(error, 'damaged'));
  }

  private runEncoding({ profile, target }: WantedRendition, output: Writable, options: EncodeOptions) {
    const { timeoutSeconds, signal, maxSeconds } = options;
    const call = encodeCall(profile, pipesOf(target).samples, maxSeconds);
    return this.ffmpeg.run(call, { timeoutSeconds, signal, output });
  }

  /** Writes what `encode` produces to its file, and measures it at the same time. */
  private make(
    wanted: WantedRendition,
    encode: (output: Writable) => Promise<void>,
    group: EncoderGroup,
    options: EncodeOptions,
  ): Promise<Made> {
    const [made, heard] = [stream(), stream()];
    made.pipe(heard);
    // If one side stops early, the other must not wait for it: neither a writer for its reader, nor a reader for its writer.
    void group.add(encode(made).finally(() => made.end()));
    void group.add(pipeline(made, createWriteStream(wanted.target)));
    return group.addReader(this.measure(wanted, heard, options).finally(() => heard.resume()));
  }

  private async measure(wanted: WantedRendition, input: Readable, options: EncodeOptions): Promise<Made> {
    const { container: demuxer, codec, sampleRate } = wanted.profile;
    const source = { path: STANDARD_INPUT, demuxer, codec, channels: 1, madeAt: sampleRate };
    const { timeoutSeconds, signal } = options;
    const samples = pipesOf(wanted.target).heard;
    const limits = { maxSeconds: options.maxSeconds + 10, samples, timeoutSeconds, signal, input };
    const found = await this.loudness.measure(source, null, limits).catch(notTheAudio);
    return { wanted, ...found };
  }
}

/** The original could be decoded when it was measured, so a rendition that cannot be is no reason to refuse the audio. */
const notTheAudio = (error: unknown): never => {
  throw error instanceof Refusal ? new FfmpegFailed(`cannot decode a rendition: ${error.code}`, []) : error;
};

/** Connects two processes. Without a `close` event, which fluent-ffmpeg would take for an error. */
const stream = () => new PassThrough({ emitClose: false, highWaterMark: 1_048_576 });
