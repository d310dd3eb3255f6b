/** The source of the present time. Injected, so that the demo and tests can move it. */
export abstract class Clock {
  /** The present instant. */
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** Runs from the time that it was moved to, or stands still once it was stopped. */
export class MovableClock extends Clock {
  private offsetMs = 0;
  private stoppedAt: number | undefined;
  private readonly listeners: (() => void)[] = [];

  now(): Date {
    return new Date(this.stoppedAt ?? Date.now() + this.offsetMs);
  }

  /** Stands still from now on, even after a move, so that nothing depends on the speed of the machine. */
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

  backToSystemTime(): void {
    this.offsetMs = 0;
    this.stoppedAt = undefined;
  }

  private move(to: number): void {
    this.offsetMs = to - Date.now();
    if (this.stoppedAt !== undefined) this.stoppedAt = to;
    for (const listener of this.listeners) listener();
  }
}
