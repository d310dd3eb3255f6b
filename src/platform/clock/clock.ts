/** Where the service takes the time from. Injected, so that a story or a test can move it. */
export abstract class Clock {
  /** The present instant. */
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** Runs on like the system's clock from wherever it was moved to, or stands still there once it was stopped. */
export class MovableClock extends Clock {
  private offsetMs = 0;
  private stoppedAt: number | undefined;
  private readonly listeners: (() => void)[] = [];

  now(): Date {
    return new Date(this.stoppedAt ?? Date.now() + this.offsetMs);
  }

  /** Stands still from now on, also where it is moved to, so that nothing depends on how quick the machine is. */
  stop(): void {
    this.stoppedAt = this.now().getTime();
  }

  moveTo(instant: Date | string): void {
    this.move(new Date(instant).getTime());
  }

  moveBy({ seconds }: { seconds: number }): void {
    this.move(this.now().getTime() + seconds * 1_000);
  }

  /** Calls `listener` after each move. */
  onMove(listener: () => void): void {
    this.listeners.push(listener);
  }

  private move(to: number): void {
    this.offsetMs = to - Date.now();
    if (this.stoppedAt !== undefined) this.stoppedAt = to;
    for (const listener of this.listeners) listener();
  }

  backToSystemTime(): void {
    this.offsetMs = 0;
    this.stoppedAt = undefined;
  }
}
