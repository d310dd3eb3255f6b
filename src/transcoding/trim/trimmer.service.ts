import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { type IncomingFile, incomingFileAt } from '../../platform/storage/incoming-file.js';
import { MediaStore } from '../../platform/storage/media-store.js';
import { timeoutFor } from '../ffmpeg/ffmpeg-watchdog.js';
import { FfmpegRunner } from '../ffmpeg/ffmpeg.runner.js';
import { ProbeService } from '../probe/probe.service.js';
import type { Bounds } from './trim-bounds.js';
import { trimCall } from './trim-call.js';

/** The result would be larger than an upload may be. */
export class TrimTooLarge extends Error {}

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
  async cut(
    original: { sha256: string; bounds: Bounds },
    signal: AbortSignal,
    use: (file: IncomingFile) => Promise<void>,
  ): Promise<void> {
    const target = await this.media.temporaryPath();
    try {
      await this.write(original, target, signal);
      await use(await this.read(target));
    } finally {
      await this.media.discard(target);
    }
  }

  private async write(
    { sha256, bounds }: { sha256: string; bounds: Bounds },
    target: string,
    signal: AbortSignal,
  ): Promise<void> {
    const path = this.media.pathOf('original', sha256);
    const source = { path, ...(await this.probe.describe(path, signal)) };
    const call = trimCall(source, bounds, { target, maxBytes: this.config.settings.UPLOAD_MAX_BYTES });
    await this.ffmpeg.run(call, { timeoutSeconds: timeoutFor(bounds.untilSeconds), signal });
  }

  private async read(path: string): Promise<IncomingFile> {
    const file = await incomingFileAt(path);
    // ffmpeg stops a little before the limit, or with the block that reaches it.
    if (file.bytes > 0.99 * this.config.settings.UPLOAD_MAX_BYTES) throw new TrimTooLarge();
    return file;
  }
}
