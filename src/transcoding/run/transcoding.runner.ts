import { Injectable } from '@nestjs/common';
import { uuidv7 } from '../../platform/uuid.js';
import { FfmpegOverran } from '../ffmpeg/ffmpeg-faults.js';
import { ResultsStore } from './results.store.js';
import { Refusal } from '../refusal.js';
import { WorkerRun } from './worker-run.js';
import { TranscodingNotifier } from '../requests/transcoding.notifier.js';
import { TranscoderService } from './transcoder.service.js';
import { type Claim, TranscodingsQueries } from '../requests/transcodings.queries.js';
import { WorkFolderStore } from './work-folder.store.js';

/** Another worker has this original in hand and is alive; come back later to see that it ended well. */
export class AtWorkElsewhere extends Error {}

/** An original waits for its next run, which may not begin yet, or ended without an outcome; come back later. */
export class WaitsAgain extends Error {}

/** That often the machine may have been to blame. Each costs a worker's time, so there are fewer than attempts. */
const MOST_OVERRUNS = 1;

/** Takes the most urgent original in hand and sees it through to an outcome. Any number of workers may try it at once. */
@Injectable()
export class TranscodingRunner {
  private readonly inHand = new Set<WorkerRun>();
  private isStopping = false;

  constructor(
    private readonly queries: TranscodingsQueries,
    private readonly transcoder: TranscoderService,
    private readonly outcomes: ResultsStore,
    private readonly telling: TranscodingNotifier,
    private readonly folders: WorkFolderStore,
  ) {}

  /**
   * Answers one ring. What was rung for may be over already: then its programs are told, and others have their turn.
   * @throws AtWorkElsewhere, WaitsAgain
   * @throws Error what may pass; the row waits again then
   */
  async answer(originalSha256: string): Promise<void> {
    const isOver = await this.telling.about(originalSha256);
    const run = new WorkerRun(uuidv7(), (id, step, progress) => this.queries.beat(id, step, progress));
    const claim = await this.queries.claim(run.id);
    if (claim) return this.see(claim, run);
    if (await this.queries.someMayNeedAnother()) throw new WaitsAgain('some wait, but none may be taken now');
    if (!isOver) throw new AtWorkElsewhere(`another worker has ${originalSha256} in hand`);
  }

  /** Ends a run at once, if it is this process's; one of another process ends with its next sign of life. */
  end(id: string): void {
    for (const run of this.inHand) if (run.id === id) run.end();
  }

  /** Ends what this process has in hand; it waits for another worker, at no cost to its number of attempts. */
  endAll(): void {
    this.isStopping = true;
    for (const run of this.inHand) run.end();
  }

  /** Sees one original through. */
  private async see({ originalSha256, spent }: Claim, run: WorkerRun): Promise<void> {
    this.inHand.add(run);
    run.start();
    // Claimed while the others were being ended.
    if (this.isStopping) run.end();
    try {
      if (spent) throw new Refusal('transcoding-failed');
      await this.make(originalSha256, run);
    } catch (error) {
      await this.settle(run, error);
    } finally {
      run.close();
      this.inHand.delete(run);
    }
    // Given back, or cancelled and asked for again meanwhile.
    if (!(await this.telling.about(originalSha256))) throw new WaitsAgain(`${originalSha256} waits again`);
  }

  private make(originalSha256: string, run: WorkerRun): Promise<void> {
    return this.folders.lend(run.id, async (folder) => {
      const made = await this.transcoder.transcode(this.folders.pathOfOriginal(originalSha256), {
        folder,
        signal: run.signal,
        onProgress: (step, percent) => run.isAt(step, percent),
      });
      await this.outcomes.ready(originalSha256, run.id, made);
    });
  }

  private async settle(run: WorkerRun, error: unknown): Promise<void> {
    // What went wrong while the work was being ended tells nothing about the audio.
    if (run.signal.aborted) return this.queries.giveBack(run.id, { counts: false });
    if (error instanceof Refusal) return this.outcomes.refused(run.id, error);
    if (error instanceof FfmpegOverran && (await this.queries.overran(run.id)) > MOST_OVERRUNS) {
      return this.outcomes.refused(run.id, new Refusal(error.meaning));
    }
    await this.queries.giveBack(run.id, { counts: true });
    throw error;
  }
}
