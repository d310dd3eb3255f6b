import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ProgramsService } from '../../programs/programs.service.js';
import { activeRuns } from '../requests/claims.queries.js';
import { TranscodingQueueService } from '../requests/transcoding-queue.service.js';
import { notRequested } from '../requests/transcodings.queries.js';
import { TranscodingsService } from '../requests/transcodings.service.js';
import { WorkFolderStore } from './work-folder.store.js';

/** Finds work that a lost event, a lost job or a killed worker left behind. Safe to run twice at once. */
@Injectable()
export class SweepService {
  constructor(
    private readonly source: DataSource,
    private readonly programs: ProgramsService,
    private readonly transcodings: TranscodingsService,
    private readonly queue: TranscodingQueueService,
    private readonly folders: WorkFolderStore,
  ) {}

  async run(): Promise<void> {
    const originals = await this.programs.originalsToTranscode();
    for (const original of await notRequested(this.source, originals))
      await this.transcodings.request(original, { again: true });
    await this.queue.enqueueUnfinished();
    await this.folders.removeLeftovers(await activeRuns(this.source));
  }
}
