export interface RestartLimits {
  /** So many restarts are allowed within the window. */
  restarts: number;
  windowSeconds: number;
  /** Before the first restart within the window; doubled for each further one. */
  waitSeconds: number;
}

/** The longest wait before a restart, in seconds. */
const LONGEST_WAIT = 30;

/** Decides whether something that has ended is started again, and after how long. */
export class RestartBudget {
  private ends: number[] = [];

  constructor(private readonly limits: RestartLimits) {}

  /**
   * Counts an end, whether of something that ran or of an attempt to start it.
   * @param atSeconds time of a clock that only goes forward
   * @returns seconds to wait before the next start; undefined when the restarts of the window are used up
   */
  afterEnd(atSeconds: number): number | undefined {
    const { restarts, windowSeconds, waitSeconds } = this.limits;
    this.ends = this.ends.filter((at) => at > atSeconds - windowSeconds);
    if (this.ends.length >= restarts) return undefined;
    this.ends.push(atSeconds);
    return Math.min(LONGEST_WAIT, waitSeconds * 2 ** (this.ends.length - 1));
  }
}
