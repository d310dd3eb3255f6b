import type { Play } from './play.js';

/** A stretch of time, in milliseconds since 1970. */
export interface Interval {
  fromMs: number;
  untilMs: number;
}

/** The interval in which sound proves a broadcast, and how long its audio is. */
export interface Slot extends Interval {
  audioMs: number;
}

/** A device's clock that is off by less than this counts as right. */
export const NOISE_SECONDS = 60;

/** Clocks and counters of one device may differ by this much over one play. */
const ROUNDING_MS = 2_000;

/**
 * When a play began by the service's clock, in milliseconds since 1970. The offset is how far the device's clock was ahead,
 * as the device learned from the last answer to its report, so it is subtracted.
 */
export const trueStart = ({ startedAt, clockOffsetMs }: Pick<Play, 'startedAt' | 'clockOffsetMs'>): number =>
  startedAt.getTime() - clockOffsetMs;

/** Whether a play sounded; `failed` and `skipped` prove nothing, whatever seconds they claim. */
export const sounded = ({ outcome }: Pick<Play, 'outcome'>): boolean => outcome === 'played' || outcome === 'cut';

type Timed = Pick<Play, 'startedAt' | 'endedAt' | 'playedSeconds' | 'outcome' | 'clockOffsetMs'>;

const lastedMsOf = ({ startedAt, endedAt }: Pick<Play, 'startedAt' | 'endedAt'>): number =>
  endedAt.getTime() - startedAt.getTime();

const playedMsOf = ({ playedSeconds }: Pick<Play, 'playedSeconds'>): number => Math.round(playedSeconds * 1_000);

/** Whether the device's clock was set back while it played: it ended before it began, or was whole in too short a time. */
function clockWasSetBack(play: Timed): boolean {
  const lastedMs = lastedMsOf(play);
  return lastedMs < 0 || (play.outcome === 'played' && playedMsOf(play) - lastedMs > ROUNDING_MS);
}

/**
 * Whether the device's clock was set while it played, so that its two instants do not fit the seconds that it played. The
 * length is then `playedSeconds`, which devices count without their clock.
 */
export const clockWasSet = (play: Timed): boolean =>
  sounded(play) && (clockWasSetBack(play) || lastedMsOf(play) - playedMsOf(play) > NOISE_SECONDS * 1_000);

/**
 * How long it sounded: as the device counted without its clock, if it played the item to its end. Of one that it broke off,
 * no longer than its instants say, unless the clock was set back.
 */
function lengthMsOf(play: Timed): number {
  const [lastedMs, playedMs] = [lastedMsOf(play), playedMsOf(play)];
  return play.outcome === 'played' || lastedMs < 0 ? playedMs : Math.min(lastedMs, playedMs);
}

/**
 * When a play may have sounded, by the service's clock. By its start; and if the clock was set meanwhile, also by its end,
 * because the offset may be that of the clock before or after it was set.
 */
function readingsOf(play: Timed): Interval[] {
  const fromMs = trueStart(play);
  const lengthMs = lengthMsOf(play);
  const byStart = { fromMs, untilMs: fromMs + lengthMs };
  if (!clockWasSet(play)) return [byStart];
  const untilMs = fromMs + lastedMsOf(play);
  return [byStart, { fromMs: untilMs - lengthMs, untilMs }];
}

/**
 * When a play sounded, by the service's clock: no longer than it lasted, by its instants or as the length of the
 * audio allows, and not after it was received. Of several readings it is the one with the most of `slot`, because devices play
 * items at their time.
 * @returns an interval that ends before it begins when the play claims to have begun after it was received
 */
export function intervalOf(play: Omit<Play, 'reason' | 'id'>, slot: Slot): Interval {
  const latestMs = play.receivedAt.getTime() + NOISE_SECONDS * 1_000;
  const longestSeconds = Math.max(lastedMsOf(play), slot.audioMs + ROUNDING_MS) / 1_000;
  const believed = { ...play, playedSeconds: Math.min(play.playedSeconds, longestSeconds) };
  const [byStart, ...others] = readingsOf(believed).map(({ fromMs, untilMs }) => ({
    fromMs,
    untilMs: Math.min(untilMs, latestMs),
  }));
  const start = byStart ?? { fromMs: 0, untilMs: -1 };
  return others.reduce((best, other) => (sharedMs(other, slot) > sharedMs(best, slot) ? other : best), start);
}

const sharedMs = (one: Interval, other: Interval): number =>
  Math.min(one.untilMs, other.untilMs) - Math.max(one.fromMs, other.fromMs);

/**
 * Seconds of the slot in which something sounded: the union of the plays' intervals, so plays that overlap or are reported
 * twice count once.
 */
export function provedSeconds(plays: readonly Play[], slot: Slot): number {
  const intervals = plays
    .filter(sounded)
    .map((play) => intervalOf(play, slot))
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
