import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { QueueOrderService } from './queue-order.service.js';
import { TranscodingJobsService } from './transcoding-jobs.service.js';
import { Transcoding } from './transcoding.entity.js';
import { TranscodingNotifier } from './transcoding.notifier.js';
import { putRequest } from './transcodings.queries.js';

/** Requests the transcoding of originals, and finds their state. */
@Injectable()
export class TranscodingsService {
  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly order: QueueOrderService,
    private readonly notifier: TranscodingNotifier,
    private readonly jobs: TranscodingJobsService,
  ) {}

  /**
   * Requests that an original be transcoded. Safe to repeat: it is transcoded once, and all its programs are notified.
   * @param again whether to try again what was refused
   */
  async request(originalSha256: string, { again = false }: { again?: boolean } = {}): Promise<void> {
    const priority = await this.order.priorityOf(originalSha256);
    await this.unitOfWork.run((work) => putRequest(work, originalSha256, { priority, again }));
    if (!(await this.notifier.notify(originalSha256))) await this.jobs.enqueue(originalSha256);
  }

  /** The transcoding of an original; null when it was never requested. */
  find(originalSha256: string): Promise<Transcoding | null> {
    return this.source.manager.findOneBy(Transcoding, { originalSha256 });
  }

  /** The picture in the tags of an original, a JPEG or PNG; null until it is ready, or when there is none. */
  async cover(originalSha256: string): Promise<Buffer | null> {
    const found = await this.source.manager.findOne(Transcoding, {
      where: { originalSha256 },
      select: { cover: true },
    });
    return found?.cover ?? null;
  }
}
