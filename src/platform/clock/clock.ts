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

/** Runs on like the system's clock, from wherever it was moved to. */
export class MovableClock extends Clock {
  private offsetMs = 0;
  private readonly listeners: (() => void)[] = [];

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  moveTo(instant: Date | string): void {
    this.move(new Date(instant).getTime() - Date.now());
  }

  moveBy({ seconds }: { seconds: number }): void {
    this.move(this.offsetMs + seconds * 1000);
  }

  /** Has `listener` told each time that the clock was moved. */
  onMove(listener: () => void): void {
    this.listeners.push(listener);
  }

  private move(offsetMs: number): void {
    this.offsetMs = offsetMs;
    for (const listener of this.listeners) listener();
  }

  backToSystemTime(): void {
    this.offsetMs = 0;
  }
}
