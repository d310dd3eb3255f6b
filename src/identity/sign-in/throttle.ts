/** Wrong passwords from unknown places that count, for one login or from one address. */
export interface Failures {
  count: number;
  lastAt: Date | null;
}

/** What a number of failures costs. */
export interface Delays {
  /** Failures without a delay. */
  free: number;
  /** The delay after the first failure that is not free; doubled with each further one. */
  firstSeconds: number;
  mostSeconds: number;
}

/** The seconds, counted from the last failure, for which nothing more is tried. */
export function delaySeconds(count: number, { free, firstSeconds, mostSeconds }: Delays): number {
  return count < free ? 0 : Math.min(mostSeconds, firstSeconds * 2 ** Math.min(count - free, 40));
}

/** Whole seconds until the next attempt is allowed; 0 when it is allowed now. No longer than the delay if the clock was set back. */
export function waitSeconds({ count, lastAt }: Failures, now: Date, delays: Delays): number {
  if (!lastAt) return 0;
  const delay = delaySeconds(count, delays);
  const passed = (now.getTime() - lastAt.getTime()) / 1_000;
  return Math.max(0, Math.ceil(delay - Math.max(0, passed)));
}
