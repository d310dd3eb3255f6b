import { FfmpegTooSlow } from './ffmpeg-faults.js';
import { secondsDone } from '../requests/progress.js';

/** What every run may take to begin with, in seconds. */
export const PATIENCE_SECONDS = 60;

export interface PatienceLimits {
  /** After which it is ended, unless it has done so much audio by then that it is no slower than that plays. */
  timeoutSeconds: number;
  /** Within which something has to move; null for a run that does not tell. */
  stallSeconds: number | null;
}

/**
 * How long one run of ffmpeg is waited for. Time is counted by the ticks it is given, not by the clock: while the
 * machine slept, or this process was held up, ffmpeg could not show what it does either.
 */
export class Patience {
  private readonly last = new Map<string, string>();
  private elapsed = 0;
  private movedAt = 0;
  private done = 0;

  constructor(private readonly limits: PatienceLimits) {}

  /** @param line of its standard error: of `-progress`, or any other */
  hear(line: string): void {
    const [, name, value] = /^(out_time|total_size)=(.+)/.exec(line) ?? [];
    // Any change will do: the time of audio that is glued together begins anew.
    if (!name || !value || this.last.get(name) === value) return;
    this.last.set(name, value);
    this.movedAt = this.elapsed;
    this.done = Math.max(this.done, secondsDone(line) ?? 0);
  }

  /** @param seconds since the last tick @returns why it is not to be waited for any longer */
  tick(seconds: number): FfmpegTooSlow | undefined {
    this.elapsed += seconds;
    const { timeoutSeconds, stallSeconds } = this.limits;
    if (stallSeconds !== null && this.elapsed - this.movedAt >= stallSeconds) {
      return new FfmpegTooSlow(`nothing moved for ${stallSeconds} s`);
    }
    const allowed = this.done > 0 ? Math.max(timeoutSeconds, PATIENCE_SECONDS + this.done) : timeoutSeconds;
    return this.elapsed >= allowed ? new FfmpegTooSlow(`not done after ${Math.floor(allowed)} s`) : undefined;
  }
}
