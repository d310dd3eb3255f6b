import { Injectable, Logger } from '@nestjs/common';
import { StorageAway } from '../../platform/storage/storage.problems.js';
import { uuidv7 } from '../../platform/uuid.js';
import { FfmpegOverran } from '../ffmpeg/ffmpeg-faults.js';
import { Refusal } from '../refusal.js';
import { type Claim, ClaimsService } from '../requests/claims.service.js';
import { TranscodingsService } from '../requests/transcodings.service.js';
import { ResultsStore } from './results.store.js';
import { TranscodingPipelineService } from './transcoding-pipeline.service.js';
import { WorkFolderStore } from './work-folder.store.js';
import { Attempt } from './attempt.js';
import { transcodes } from './transcode-metrics.js';

/** Another worker, which is alive, has claimed this original; the job is retried to see that it ended well. */
export class ClaimedElsewhere extends Error {}

/** Some originals wait but cannot be claimed yet, or the run ended without a result; the job is retried. */
export class NotYetClaimable extends Error {}

/** So many runs may exceed the limits of time or memory before the audio is blamed: fewer than attempts, as each takes long. */
const MAX_OVERRUNS = 1;

/** Claims the most urgent original and transcodes it. Any number of workers may do so at once. */
@Injectable()
export class TranscodingRunner {
  private readonly active = new Set<Attempt>();
  private isStopping = false;
  private readonly logger = new Logger('transcoding');

  constructor(
    private readonly claims: ClaimsService,
    private readonly transcoder: TranscodingPipelineService,
    private readonly results: ResultsStore,
    private readonly transcodings: TranscodingsService,
    private readonly folders: WorkFolderStore,
  ) {}

  /**
   * Handles one job. If the original that it names is done already, its programs are notified, and the most urgent one is
   * transcoded all the same.
   * @throws ClaimedElsewhere, NotYetClaimable
   * @throws Error that may be temporary; the original waits again then
   */
  async runNext(originalSha256: string): Promise<void> {
    const isOver = await this.transcodings.notify(originalSha256);
    const run = new Attempt(uuidv7(), (id, step, progress) => this.claims.beat(id, step, progress));
    const claim = await this.claims.claim(run.id);
    if (claim) return this.work(claim, run);
    if (await this.claims.anyNeedsWorker()) throw new NotYetClaimable('some wait, but none can be claimed now');
    if (!isOver) throw new ClaimedElsewhere(`another worker has claimed ${originalSha256}`);
  }

  /** Ends a run at once if it is in this process; in another process it ends at its next heartbeat. */
  end(id: string): void {
    for (const run of this.active) if (run.id === id) run.end();
  }

  /** Ends all runs of this process; their originals wait for another worker, and the attempts do not count. */
  endAll(): void {
    this.isStopping = true;
    for (const run of this.active) run.end();
  }

  private async work({ originalSha256, spent }: Claim, run: Attempt): Promise<void> {
    this.active.add(run);
    run.start(this.claims.heartbeatSeconds);
    // Claimed while the others were being ended.
    if (this.isStopping) run.end();
    try {
      if (spent) throw new Refusal('transcoding-failed');
      await this.transcode(originalSha256, run);
    } catch (error) {
      await this.settle(run, error);
    } finally {
      run.close();
      this.active.delete(run);
    }
    // Returned to the queue, or cancelled and requested again meanwhile.
    if (!(await this.transcodings.notify(originalSha256))) throw new NotYetClaimable(`${originalSha256} waits again`);
  }

  private transcode(originalSha256: string, run: Attempt): Promise<void> {
    return this.folders.lend(run.id, async (folder) => {
      const made = await this.transcoder
        .transcode(this.folders.pathOfOriginal(originalSha256), {
          folder,
          signal: run.signal,
          onProgress: (step, percent) => run.isAt(step, percent),
        })
        .catch(async (error: unknown) => {
          await this.folders.mustStillBeThere(folder);
          throw error;
        });
      const isMine = await this.results.saveReady(originalSha256, run.id, made);
      if (isMine) transcodes.observe({ end: 'ready' }, run.seconds);
      const tookSeconds = Math.round(run.seconds * 10) / 10;
      this.logger.log({ msg: 'transcoded', original: originalSha256, seconds: made.before.seconds, tookSeconds });
    });
  }

  private async settle(run: Attempt, error: unknown): Promise<void> {
    // An error after the work was aborted says nothing about the audio.
    if (run.signal.aborted) return this.claims.undo(run.id);
    if (error instanceof StorageAway) {
      await this.claims.undo(run.id);
      throw error;
    }
    if (error instanceof Refusal) return this.refuse(run, error);
    if (error instanceof FfmpegOverran && (await this.claims.countOverrun(run.id)) > MAX_OVERRUNS) {
      return this.refuse(run, new Refusal(error.meaning));
    }
    await this.claims.retryLater(run.id);
    throw error;
  }

  private async refuse(run: Attempt, refusal: Refusal): Promise<void> {
    this.logger.log({ msg: `refused: ${refusal.code}`, run: run.id });
    const end = await this.results.saveRefusal(run.id, refusal);
    if (end) transcodes.observe({ end }, run.seconds);
  }
}
