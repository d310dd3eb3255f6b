import { setTimeout as pause } from 'node:timers/promises';

/** The start was interrupted by a stop. */
export class StartInterrupted extends Error {
  constructor() {
    super('The service was stopped while it was starting.');
  }
}

/** What was started so far, so that a stop at any moment stops all of it, the last first. */
export class Startup {
  private readonly stopping = new AbortController();
  private readonly stops: (() => Promise<void> | undefined)[] = [];
  private started: Promise<unknown> = Promise.resolve();
  private stopped: Promise<void> | undefined;
  /** For the log. */
  stopsBecause: string | undefined;

  /** @param patienceSeconds how long a stop waits for the step that is running */
  constructor(private readonly patienceSeconds: number) {}

  /** Aborts when the start is interrupted. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** Runs the whole start; what it started is stopped again when it fails. */
  run<Result>(start: () => Promise<Result>): Promise<Result> {
    const started = start();
    this.started = started.catch(() => undefined);
    return started.catch(async (error: unknown) => {
      const isInterrupted = this.signal.aborted;
      await this.stop();
      throw isInterrupted ? new StartInterrupted() : error;
    });
  }

  /**
   * Waits for one step of the start.
   * @param stop undoes the step
   * @throws StartInterrupted when there was a stop meanwhile
   */
  async step<Started>(starting: Promise<Started>, stop?: (started: Started) => Promise<void> | undefined) {
    const started = await starting;
    if (stop) this.stops.push(() => stop(started));
    if (this.signal.aborted) throw new StartInterrupted();
    return started;
  }

  /**
   * Stops everything. Safe to repeat.
   * @param because for the log, e.g. which signal
   */
  stop(because?: string): Promise<void> {
    if (!this.stopped) this.stopsBecause = because;
    return (this.stopped ??= this.stopAll());
  }

  private async stopAll(): Promise<void> {
    this.stopping.abort();
    const late = new AbortController();
    const patience = pause(this.patienceSeconds * 1_000, undefined, { signal: late.signal }).catch(() => undefined);
    await Promise.race([this.started, patience]);
    late.abort();
    for (const stop of this.stops.toReversed()) await stop();
  }
}
