import type { Step } from '../requests/progress.js';

const BEAT_MS = 1_000;

/**
 * One worker's turn at one original. Gives a sign of life every second, with how far it is; when the row is no
 * longer this run's (taken over, cancelled), or the process is to stop, `signal` ends the work.
 */
export class WorkerRun {
  private readonly ending = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private step: Step = 'probe';
  private progress = 0;

  /** @param beat writes the sign of life; answers whether the row is still this run's */
  constructor(
    readonly id: string,
    private readonly beat: (id: string, step: Step, progress: number) => Promise<boolean>,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.giveSign(), BEAT_MS);
  }

  get signal(): AbortSignal {
    return this.ending.signal;
  }

  /** Notes how far it is; told with the next sign of life. */
  isAt(step: Step, progress: number): void {
    this.step = step;
    this.progress = Math.max(this.progress, progress);
  }

  /** Ends the work in hand. */
  end(): void {
    this.ending.abort();
  }

  /** No more signs of life. */
  close(): void {
    clearInterval(this.timer);
  }

  private async giveSign(): Promise<void> {
    // A database that does not answer is no reason to stop: the next sign may reach it in time.
    const isMine = await this.beat(this.id, this.step, this.progress).catch(() => true);
    if (!isMine) this.end();
  }
}
