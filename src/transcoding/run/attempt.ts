import type { Step } from '../requests/progress.js';

/** Writes a heartbeat with the progress in percent; returns false when the run has lost its claim. */
export type Heartbeat = (run: string, step: Step, progress: number) => Promise<boolean>;

/**
 * One attempt of a worker at one original. Writes heartbeats with its progress; `signal` aborts the work when the claim
 * is lost (taken over or cancelled) or the process stops.
 */
export class Attempt {
  private readonly ending = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private step: Step = 'probe';
  private progress = 0;
  private readonly beganAt = performance.now();

  constructor(
    readonly id: string,
    private readonly heartbeat: Heartbeat,
  ) {}

  /** Starts the heartbeats, one every `intervalSeconds`. */
  start(intervalSeconds: number): void {
    this.timer = setInterval(() => void this.beat(), intervalSeconds * 1_000);
  }

  /** Since its beginning. */
  get seconds(): number {
    return (performance.now() - this.beganAt) / 1_000;
  }

  get signal(): AbortSignal {
    return this.ending.signal;
  }

  /** Records the progress for the next heartbeat. */
  isAt(step: Step, progress: number): void {
    this.step = step;
    this.progress = Math.max(this.progress, progress);
  }

  /** Aborts the work. */
  end(): void {
    this.ending.abort();
  }

  /** Stops the heartbeats. */
  close(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    // An unavailable database is no reason to stop: the next heartbeat may reach it in time.
    const isMine = await this.heartbeat(this.id, this.step, this.progress).catch(() => true);
    if (!isMine) this.end();
  }
}
