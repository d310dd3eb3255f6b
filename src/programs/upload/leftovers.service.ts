import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { diskTime } from '../../platform/clock/disk-time.js';
import { Config } from '../../platform/config/config.js';
import { MediaStore } from '../../platform/storage/media-store.js';
import { ResumableUploads } from '../resumable/resumable-uploads.service.js';
import { AudioFiles } from './audio-files.service.js';

/** Clears away what uploads and jobs left behind that were killed in the middle, and uploads that nobody went on with. */
@Injectable()
export class LeftoversService {
  private readonly logger = new Logger('uploads');

  constructor(
    private readonly config: Config,
    private readonly store: MediaStore,
    private readonly audio: AudioFiles,
    private readonly resumables: ResumableUploads,
    private readonly clock: Clock,
  ) {}

  /** Removes files in the making that were not written to for UPLOAD_ABANDONED_HOURS, and what has no use without them. */
  async remove(): Promise<void> {
    const hours = this.config.settings.UPLOAD_ABANDONED_HOURS;
    const files = await this.store.removeLeftovers(hoursBefore(diskTime(), hours));
    const before = hoursBefore(this.clock.now(), hours);
    const uploads = await this.resumables.forgetThoseFrom(before);
    const strays = await this.audio.forgetThoseFrom(before);
    if (files + uploads + strays === 0) return;
    this.logger.log({ msg: `cleared away what is older than ${hours} hours`, files, uploads, strays });
  }
}

const hoursBefore = (at: Date, hours: number) => new Date(at.getTime() - hours * 3_600_000);
