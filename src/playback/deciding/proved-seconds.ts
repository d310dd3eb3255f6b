import type { Play } from './play.js';

/** A stretch of time, in milliseconds since 1970. */
export interface Interval {
  fromMs: number;
  untilMs: number;
}

/** A device's clock that is off by less than this counts as right. */
export const NOISE_SECONDS = 60;

/**
 * When a play began by the service's clock, in milliseconds since 1970. The offset is how far the device's clock was ahead,
 * as the device learned from the last answer to its report, so it is subtracted.
 */
export const trueStart = ({ startedAt, clockOffsetMs }: Pick<Play, 'startedAt' | 'clockOffsetMs'>): number =>
  startedAt.getTime() - clockOffsetMs;

/** Whether a play sounded; `failed` and `skipped` prove nothing, whatever seconds they claim. */
export const sounded = ({ outcome }: Pick<Play, 'outcome'>): boolean => outcome === 'played' || outcome === 'cut';

/**
 * Seconds of the slot in which something sounded: the union of the plays' intervals, so plays that overlap or are reported
 * twice count once.
 */
export function provedSeconds(plays: readonly Play[], slot: Interval): number {
  const intervals = plays
    .filter(sounded)
    .map(intervalOf)
    .sort((a, b) => a.fromMs - b.fromMs);
  let covered = 0;
  let reached = slot.fromMs;
  for (const { fromMs, untilMs } of intervals) {
    const end = Math.min(untilMs, slot.untilMs);
    covered += Math.max(0, end - Math.max(fromMs, reached));
    reached = Math.max(reached, end);
  }
  return covered / 1_000;
}

/** When a play sounded, by the service's clock: no longer than it lasted, and not after it was received. */
export function intervalOf(play: Omit<Play, 'reason'>): Interval {
  const fromMs = trueStart(play);
  const lastedMs = Math.max(0, play.endedAt.getTime() - play.startedAt.getTime());
  const untilMs = fromMs + Math.min(lastedMs, Math.round(play.playedSeconds * 1_000));
  return { fromMs, untilMs: Math.min(untilMs, play.receivedAt.getTime() + NOISE_SECONDS * 1_000) };
}
