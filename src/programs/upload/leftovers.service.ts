import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { MediaStore } from '../../platform/storage/media-store.js';

/** Clears away what uploads and jobs left behind that were killed in the middle. */
@Injectable()
export class LeftoversService {
  private readonly logger = new Logger('uploads');

  constructor(
    private readonly config: Config,
    private readonly store: MediaStore,
  ) {}

  /** Removes files in the making that were not written to for UPLOAD_ABANDONED_HOURS. */
  async remove(): Promise<void> {
    const hours = this.config.settings.UPLOAD_ABANDONED_HOURS;
    // The disk's times are the system's, also where a test or the demo moves the clock.
    const before = new Date(Date.now() - hours * 3_600_000);
    const removed = await this.store.removeLeftovers(before);
    if (removed > 0) this.logger.log(`removed ${removed} files that uploads left behind more than ${hours} hours ago`);
  }
}
