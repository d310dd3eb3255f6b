/** What became of a fault that occurred more than once. */
export interface Repeated<About> {
  about: About;
  /** How often it occurred after it was written. */
  more: number;
  isOver: boolean;
  /** How often it occurred from its beginning on. */
  times: number;
  /** From the first time to the last. */
  lastedMs: number;
}

interface Fault<About> {
  about: About;
  more: number;
  times: number;
  firstMs: number;
  lastMs: number;
  toldMs: number;
  /** Whether it was told that it goes on, so that its end is told, too. */
  isTold: boolean;
}

/**
 * Faults that last, e.g. of a database that is away, so that each is written when it begins, from time to time, and when
 * it is over, instead of every time. Times are in milliseconds, by any clock that never goes back.
 */
export class LastingFaults<About> {
  private readonly faults = new Map<string, Fault<About>>();

  /**
   * @param tellMs how often a fault that goes on is told
   * @param overMs after how long without it a fault is over
   * @param most faults that are remembered; of further kinds every one is written
   */
  constructor(private readonly limits: { tellMs: number; overMs: number; most: number }) {}

  /** Notes that a fault occurred. @returns whether it is to be written: it is new, or too many kinds are remembered */
  isNew(key: string, about: About, nowMs: number): boolean {
    const known = this.faults.get(key);
    if (known) {
      known.more += 1;
      known.times += 1;
      known.lastMs = nowMs;
      return false;
    }
    if (this.faults.size < this.limits.most) {
      this.faults.set(key, { about, more: 0, times: 1, firstMs: nowMs, lastMs: nowMs, toldMs: nowMs, isTold: false });
    }
    return true;
  }

  /** What is to be told now of faults that went on, or are over. One that occurred once is forgotten in silence. */
  due(nowMs: number): Repeated<About>[] {
    return [...this.faults].flatMap(([key, fault]) => {
      const { about, more, times, firstMs, lastMs, toldMs, isTold } = fault;
      const isOver = nowMs - lastMs >= this.limits.overMs;
      if (isOver) this.faults.delete(key);
      else if (nowMs - toldMs < this.limits.tellMs) return [];
      Object.assign(fault, { more: 0, toldMs: nowMs, isTold: more > 0 });
      const told = { about, more, isOver, times, lastedMs: lastMs - firstMs };
      return more > 0 || (isOver && isTold) ? [told] : [];
    });
  }
}
