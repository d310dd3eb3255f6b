import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import type { Play } from './play.js';
import { type Slot, intervalOf, NOISE_SECONDS, sounded } from './proved-seconds.js';

/** When a broadcast is planned. */
export interface PlannedTime {
  startsAt: Date;
  endsAt: Date;
  /** Seconds late that still count. */
  startWithin: number;
}

/** What is known of the end of a plan. */
export interface Withdrawable {
  /** When it left the plan, for whatever reason; null while it is on it. */
  withdrawnAt: Date | null;
}

/** Whether it was still planned when it began: then it may have sounded, though it was withdrawn later. */
export const wasOnPlanAtStart = ({ startsAt, withdrawnAt }: Pick<PlannedTime, 'startsAt'> & Withdrawable): boolean =>
  withdrawnAt === null || withdrawnAt > startsAt;

/**
 * What a play means for its broadcast: it `counts`, or it is kept and proves nothing, because it was at another time
 * (`wrong-time`) or claims to have begun after it was received (`from-the-future`: the device's clock is wrong).
 */
export const Standing = codes('PlayStanding', {
  counts: { vi: 'được tính', en: 'counts' },
  'wrong-time': { vi: 'sai giờ, không được tính', en: 'played at another time, does not count' },
  'from-the-future': {
    vi: 'đồng hồ thiết bị sai, không được tính',
    en: 'the clock of the device is wrong, does not count',
  },
});
export type Standing = z.infer<typeof Standing>;

/** A play that began earlier than this proves nothing, however late the broadcast may start. */
const EARLIEST_SECONDS = 300;

/**
 * The interval in which sound proves the broadcast: its planned time, and `startWithin` more (a minute at least) at
 * either end, but five minutes at most before it.
 */
export function slotOf({ startsAt, endsAt, startWithin }: PlannedTime): Slot {
  const lateSeconds = Math.max(NOISE_SECONDS, startWithin);
  const earlySeconds = Math.min(EARLIEST_SECONDS, lateSeconds);
  return {
    fromMs: startsAt.getTime() - earlySeconds * 1_000,
    untilMs: endsAt.getTime() + lateSeconds * 1_000,
    audioMs: endsAt.getTime() - startsAt.getTime(),
  };
}

/**
 * Whether a play counts for its broadcast. A play that did not sound counts at any later time, because a device may report
 * much later that it skipped the broadcast, but not before the broadcast's time.
 */
export function standingOf(play: Omit<Play, 'reason' | 'id'>, broadcast: PlannedTime): Standing {
  const slot = slotOf(broadcast);
  const { fromMs, untilMs } = intervalOf(play, slot);
  if (fromMs > play.receivedAt.getTime() + NOISE_SECONDS * 1_000) return 'from-the-future';
  const isTooEarly = Math.max(untilMs, fromMs + 1) <= slot.fromMs;
  const isTooLate = sounded(play) && fromMs >= slot.untilMs;
  return isTooEarly || isTooLate ? 'wrong-time' : 'counts';
}
