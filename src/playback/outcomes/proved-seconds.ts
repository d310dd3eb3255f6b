import type { Play } from './play.js';

interface Interval {
  fromMs: number;
  untilMs: number;
}

/**
 * When a play began by the service's time. The offset is how far the device's clock was ahead of the service's, as it
 * learned from the last answer to its report (and as readiness shows it): so it is taken off.
 */
export const trueStart = ({ startedAt, clockOffsetMs }: Pick<Play, 'startedAt' | 'clockOffsetMs'>): number =>
  startedAt.getTime() - clockOffsetMs;

/** Whether a play sounded; `failed` and `skipped` prove nothing, whatever seconds they claim. */
export const sounded = ({ outcome }: Pick<Play, 'outcome'>): boolean => outcome === 'played' || outcome === 'cut';

/**
 * Seconds during which something sounded: the union of all plays' intervals, so that plays that overlap or that are
 * reported twice count once.
 */
export function provedSeconds(plays: readonly Play[]): number {
  const intervals = plays
    .filter(sounded)
    .map(intervalOf)
    .sort((a, b) => a.fromMs - b.fromMs);
  let covered = 0;
  let reached = -Infinity;
  for (const { fromMs, untilMs } of intervals) {
    covered += Math.max(0, untilMs - Math.max(fromMs, reached));
    reached = Math.max(reached, untilMs);
  }
  return covered / 1_000;
}

// A play cannot have sounded for longer than it lasted.
function intervalOf(play: Play): Interval {
  const fromMs = trueStart(play);
  const lastedMs = Math.max(0, play.endedAt.getTime() - play.startedAt.getTime());
  return { fromMs, untilMs: fromMs + Math.min(lastedMs, Math.round(play.playedSeconds * 1_000)) };
}
