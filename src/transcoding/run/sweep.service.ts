import { Injectable } from '@nestjs/common';
import { ProgramsService } from '../../programs/programs.service.js';
import { RequestsQueries } from '../requests/requests.queries.js';
import { TranscodingsQueries } from '../requests/transcodings.queries.js';
import { TranscodingsService } from '../requests/transcodings.service.js';
import { WorkFolderStore } from './work-folder.store.js';

/** Finds what a lost event, a lost queue or a killed worker left behind. Safe to run twice at once. */
@Injectable()
export class SweepService {
  constructor(
    private readonly transcodings: TranscodingsService,
    private readonly requests: RequestsQueries,
    private readonly queries: TranscodingsQueries,
    private readonly programs: ProgramsService,
    private readonly folders: WorkFolderStore,
  ) {}

  async run(): Promise<void> {
    const unasked = await this.requests.unasked(await this.programs.originalsToTranscode());
    for (const originalSha256 of unasked) await this.transcodings.request(originalSha256);
    await this.enqueue();
    await this.folders.clearAway(await this.queries.runs());
  }

  /** Rings for what waits. */
  async enqueue(): Promise<void> {
    for (const originalSha256 of await this.queries.unfinished()) await this.transcodings.enqueue(originalSha256);
  }
}
