const MINUTE_MS = 60_000;
/** Buckets are looked through for full ones when there are this many. */
const MANY = 10_000;
const ROUNDING = 1e-6;

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * A limit per key, e.g. per device: `perMinute` at once, refilled evenly in a minute (token bucket). Kept in this process:
 * several processes allow as many times the limit.
 */
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly perMinute: number) {}

  /**
   * Takes `cost` of what is left for `key`. More than the limit costs as much as the limit, so that it is possible at all.
   * @returns 0 when it is granted; otherwise the seconds after which it would be, and nothing was taken
   */
  take(key: string, cost: number, now: Date): number {
    const at = now.getTime();
    const price = Math.min(cost, this.perMinute);
    const tokens = this.tokensOf(this.buckets.get(key), at);
    // Rounding: what was promised after some seconds is there after them.
    if (price - tokens > ROUNDING)
      return Math.max(1, Math.ceil(((price - tokens) / this.perMinute) * (MINUTE_MS / 1_000)));
    if (this.buckets.size >= MANY) this.forgetFull(at);
    this.buckets.set(key, { tokens: tokens - price, at });
    return 0;
  }

  private tokensOf(bucket: Bucket | undefined, at: number): number {
    if (!bucket) return this.perMinute;
    const refilled = (Math.max(0, at - bucket.at) / MINUTE_MS) * this.perMinute;
    return Math.min(this.perMinute, bucket.tokens + refilled);
  }

  private forgetFull(at: number): void {
    for (const [key, bucket] of this.buckets) {
      if (this.tokensOf(bucket, at) >= this.perMinute) this.buckets.delete(key);
    }
  }
}
