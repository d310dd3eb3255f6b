import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { diskTime } from '../../platform/clock/disk-time.js';
import { Config } from '../../platform/config/config.js';
import { MediaStore } from '../../platform/storage/media-store.js';
import { ResumableUploadsService } from '../resumable/resumable-uploads.service.js';
import { AudioFilesService } from '../upload/audio-files.service.js';

/** Removes what killed uploads and jobs left behind, and uploads that were abandoned. */
@Injectable()
export class LeftoversService {
  private readonly logger = new Logger('uploads');

  constructor(
    private readonly config: Config,
    private readonly store: MediaStore,
    private readonly audio: AudioFilesService,
    private readonly resumables: ResumableUploadsService,
    private readonly clock: Clock,
  ) {}

  /** Removes temporary files that were not written to for UPLOAD_ABANDONED_HOURS, and the rows that refer to them. */
  async remove(): Promise<void> {
    const hours = this.config.settings.UPLOAD_ABANDONED_HOURS;
    const files = await this.store.removeLeftovers(hoursBefore(diskTime(), hours));
    const before = hoursBefore(this.clock.now(), hours);
    const uploads = await this.resumables.forgetThoseFrom(before);
    const strays = await this.audio.forgetThoseFrom(before);
    if (files + uploads + strays === 0) return;
    this.logger.log({ msg: `removed leftovers older than ${hours} hours`, files, uploads, strays });
  }
}

const hoursBefore = (at: Date, hours: number) => new Date(at.getTime() - hours * 3_600_000);
