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

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  moveTo(instant: Date | string): void {
    this.offsetMs = new Date(instant).getTime() - Date.now();
  }

  moveBy({ seconds }: { seconds: number }): void {
    this.offsetMs += seconds * 1000;
  }

  backToSystemTime(): void {
    this.offsetMs = 0;
  }
}
