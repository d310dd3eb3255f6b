import { PassThrough } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { type IncomingFile, incomingFileAt } from '../../platform/storage/incoming-file.js';
import { MediaStore } from '../../platform/storage/media-store.js';
import type { FfmpegCall } from '../ffmpeg/ffmpeg-call.js';
import { timeoutFor } from '../ffmpeg/ffmpeg-watchdog.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg.runner.js';
import { ProbeService } from '../probe/probe.service.js';
import { EncoderGroup } from '../rendition/encoder-group.js';
import type { Bounds } from './trim-bounds.js';
import { decodeAllCall, trimCall, type TrimForm, trimFormOf } from './trim-call.js';

/** The result would be larger than an upload may be. */
export class TrimTooLarge extends Error {}

/** What is trimmed. */
export interface Trimmed {
  sha256: string;
  /** The audio track that was transcoded, from 0; null when that is not known. */
  track: number | null;
  bounds: Bounds;
}

/** The result of a trim. */
export type TrimmedFile = IncomingFile & Pick<TrimForm, 'extension'>;

/** Cuts stored originals. Knows nothing of programs. */
@Injectable()
export class TrimmerService {
  constructor(
    private readonly media: MediaStore,
    private readonly probe: ProbeService,
    private readonly ffmpeg: FfmpegRunner,
    private readonly config: Config,
  ) {}

  /**
   * Cuts a stored original, lends the result to `use`, and removes it afterwards.
   * @throws TrimTooLarge
   * @throws Refusal
   */
  async cut(original: Trimmed, signal: AbortSignal, use: (file: TrimmedFile) => Promise<void>): Promise<void> {
    const target = await this.media.temporaryPath();
    try {
      const { extension } = await this.write(original, target, signal);
      await use({ ...(await this.read(target)), extension });
    } finally {
      await this.media.discard(target);
    }
  }

  private async write({ sha256, track, bounds }: Trimmed, target: string, signal: AbortSignal): Promise<TrimForm> {
    const path = this.media.pathOf('original', sha256);
    const { tracks, tags, ...described } = await this.probe.describe(path, signal);
    const source = { path, ...described, ...tracks.find((one) => one.track === track) };
    const form = trimFormOf(source.codec);
    const limits = { target, maxBytes: this.config.settings.UPLOAD_MAX_BYTES };
    const cutting = trimCall(form, bounds, { ...limits, tags });
    await this.runBoth(decodeAllCall(source, form), cutting, {
      timeoutSeconds: timeoutFor(bounds.untilSeconds),
      signal,
    });
    return form;
  }

  /** Passes what one call decodes to the other, until that has enough. */
  private async runBoth(
    decoding: FfmpegCall,
    cutting: FfmpegCall,
    { timeoutSeconds, signal }: { timeoutSeconds: number; signal: AbortSignal },
  ): Promise<void> {
    const group = new EncoderGroup(signal);
    const enough = new AbortController();
    // Without a `close` event, which fluent-ffmpeg would take for an error.
    const samples = new PassThrough({ emitClose: false, highWaterMark: 1_048_576 });
    const untilEnough = AbortSignal.any([group.signal, enough.signal]);
    const decoded = this.ffmpeg
      .run(decoding, { timeoutSeconds, signal: untilEnough, output: samples })
      .catch((error: unknown) => {
        if (!enough.signal.aborted) throw error;
      });
    const cut = this.ffmpeg.run(cutting, { timeoutSeconds, signal: group.signal, input: samples });
    void group.add(decoded.finally(() => samples.end()));
    const stop = () => {
      enough.abort();
      samples.resume();
    };
    void group.add(cut.finally(stop));
    await group.allOver();
  }

  private async read(path: string): Promise<IncomingFile> {
    const file = await incomingFileAt(path);
    // ffmpeg stops a little before the limit, or with the block that reaches it.
    if (file.bytes > 0.99 * this.config.settings.UPLOAD_MAX_BYTES) throw new TrimTooLarge();
    return file;
  }
}
