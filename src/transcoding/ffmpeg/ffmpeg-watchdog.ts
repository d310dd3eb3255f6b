import { FfmpegTooSlow } from './ffmpeg-faults.js';

/** What every run may take, in seconds, before its length counts. */
const START_SECONDS = 60;

/** The time that work on so many seconds of audio may take: a minute, and the time in which the audio plays. */
export const timeoutFor = (seconds: number): number => START_SECONDS + seconds;

export interface WatchdogLimits {
  /** Seconds after which the run is killed, unless by then it has done enough audio to be no slower than playback. */
  timeoutSeconds: number;
  /** Seconds within which some progress must be reported; null for a run that reports none. */
  stallSeconds: number | null;
}

/**
 * Decides how long one run of ffmpeg may take. Time is counted by ticks, not by the clock: while the machine slept or
 * this process was blocked, ffmpeg could not report progress either.
 */
export class FfmpegWatchdog {
  private readonly last = new Map<string, string>();
  private elapsed = 0;
  private movedAt = 0;
  private done = 0;

  constructor(private readonly limits: WatchdogLimits) {}

  /** @param line of ffmpeg's standard error, progress or not */
  hear(line: string): void {
    const [, name, value] = /^(out_time|total_size)=(.+)/.exec(line) ?? [];
    // Any change counts as progress: in joined files the time starts again at 0.
    if (!name || !value || this.last.get(name) === value) return;
    this.last.set(name, value);
    this.movedAt = this.elapsed;
    this.done = Math.max(this.done, secondsDone(line) ?? 0);
  }

  /** @param seconds since the last tick @returns why the run is to be killed, or undefined to wait on */
  tick(seconds: number): FfmpegTooSlow | undefined {
    this.elapsed += seconds;
    const { timeoutSeconds, stallSeconds } = this.limits;
    if (stallSeconds !== null && this.elapsed - this.movedAt >= stallSeconds) {
      return new FfmpegTooSlow(`no progress for ${stallSeconds} s`);
    }
    const allowed = this.done > 0 ? Math.max(timeoutSeconds, timeoutFor(this.done)) : timeoutSeconds;
    return this.elapsed >= allowed ? new FfmpegTooSlow(`not done after ${Math.floor(allowed)} s`) : undefined;
  }
}

/**
 * How much of the audio ffmpeg has done, in seconds, read from a line that it writes because of `-progress`.
 * @returns undefined for any other line
 */
export function secondsDone(line: string): number | undefined {
  const [, hours, minutes, seconds] = /^out_time=(\d+):(\d\d):(\d\d(?:\.\d+)?)/.exec(line) ?? [];
  if (hours === undefined) return undefined;
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}
