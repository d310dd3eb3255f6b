import type { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import type { Play, Said, NewestConfirmation } from './play.js';
import { intervalOf, provedSeconds, sounded, trueStart } from './proved-seconds.js';
import { type PlannedTime, slotOf, standingOf, type Withdrawable, wasOnPlanAtStart } from './slot.js';

/**
 * What became of a broadcast, by what devices prove:
 * - `aired`: started on time and sounded for (nearly) its whole length;
 * - `late`: the same, but not started on time;
 * - `cut`: sounded for less;
 * - `failed`: the device tried or skipped it, and nothing sounded;
 * - `wrong-time`: overdue, and it sounded only at another time, or by a clock that cannot be right;
 * - `missed`: overdue, and the station's device has reported nothing;
 * - `unconfirmed`: overdue, and the station had no device: only an operator can confirm it.
 * Overdue means MISSED_AFTER_MINUTES after the end. Confirmations are kept beside the outcome and never change it.
 */
export const Outcome = codes('BroadcastOutcome', {
  aired: { vi: 'đã phát', en: 'aired' },
  late: { vi: 'phát muộn', en: 'aired late' },
  cut: { vi: 'phát không trọn', en: 'cut' },
  failed: { vi: 'thiết bị không phát được', en: 'the device could not play it' },
  'wrong-time': { vi: 'phát sai giờ', en: 'aired at another time' },
  missed: { vi: 'không ghi nhận', en: 'missed' },
  unconfirmed: { vi: 'chưa được xác nhận', en: 'not confirmed' },
});
export type Outcome = z.infer<typeof Outcome>;

/** All that is known of one broadcast. */
export interface OutcomeFacts {
  broadcast: PlannedTime & Withdrawable;
  /** In any order, with any repetition, at any time. */
  plays: readonly Play[];
  /** The newest one; null when nobody has confirmed anything. */
  confirmation: NewestConfirmation | null;
  /** Whether the station had a device when the broadcast began. */
  hadDevice: boolean;
}

/** The settings by which outcomes are decided, and the time at which. */
export interface OutcomeRules {
  now: Date;
  /** Minutes after the end at which a broadcast is overdue. */
  missedAfterMinutes: number;
  /** Share of the length, 0 to 1, that must sound for a broadcast to count as whole. */
  airedFrom: number;
}

/** The outcome of one broadcast, with the seconds that reports count. */
export interface OutcomeDecision {
  outcome: Outcome;
  /** Why it did not air whole: what the device gave, else what the operator gave; null when nobody did. */
  reason: string | null;
  /** By devices; never more than the broadcast's length. */
  provedSeconds: number;
  /** By people. */
  confirmedSeconds: number;
  said: Said | null;
}

/** Broadcasts are planned in whole seconds, rounded up; a short program must not count as cut because of that. */
const ROUNDING_SECONDS = 1;

/**
 * Decides what became of one broadcast; undefined while that is open. A pure function of the facts: neither the order nor
 * the repetition of plays matters, so deciding again after a late play gives the better answer.
 */
export function decideOutcome(facts: OutcomeFacts, rules: OutcomeRules): OutcomeDecision | undefined {
  const outcome = outcomeOf(facts, rules);
  if (!outcome) return undefined;
  const { confirmation } = facts;
  const length = lengthOf(facts);
  const proved = provedOf(facts);
  const isWhole = outcome === 'aired' || outcome === 'late';
  return {
    outcome,
    reason: (isWhole ? null : (reasonOfDevice(facts) ?? confirmation?.reason)) ?? null,
    provedSeconds: proved,
    confirmedSeconds: confirmedSeconds(confirmation?.said, { length, proved }),
    said: confirmation?.said ?? null,
  };
}

/**
 * Seconds that people heard. `partly` counts as what the device proves, or as half the length where nothing is proved.
 * Both lengths are in seconds: the broadcast's own, and what devices prove of it.
 */
export function confirmedSeconds(
  said: Said | undefined,
  { length, proved }: { length: number; proved: number },
): number {
  if (said === 'heard') return length;
  if (said === 'partly') return proved > 0 ? proved : Math.round(length * 500) / 1_000;
  return 0;
}

function outcomeOf(facts: OutcomeFacts, rules: OutcomeRules): Outcome | undefined {
  const { broadcast } = facts;
  const plays = inTime(facts);
  const soundings = plays.filter(sounded);
  if (soundings.length > 0) {
    const length = lengthOf(facts);
    const proved = provedOf(facts);
    if (proved < length * rules.airedFrom && length - proved > ROUNDING_SECONDS) return 'cut';
    return soundings.some((play) => isOnTime(play, broadcast)) ? 'aired' : 'late';
  }
  if (plays.length > 0 && broadcast.withdrawnAt === null) return 'failed';
  const isOverdue = rules.now.getTime() >= broadcast.endsAt.getTime() + rules.missedAfterMinutes * 60_000;
  if (isOverdue && facts.plays.some(sounded)) return 'wrong-time';
  return mayBeSilent(facts) ? silenceMeans(facts, isOverdue) : undefined;
}

function silenceMeans({ confirmation, hadDevice }: OutcomeFacts, isOverdue: boolean): Outcome | undefined {
  if (hadDevice) return isOverdue ? 'missed' : undefined;
  return isOverdue || confirmation ? 'unconfirmed' : undefined;
}

/** Whether silence says something of it: not of what was withdrawn, unless somebody heard it before that. */
const mayBeSilent = ({ broadcast, confirmation }: OutcomeFacts): boolean =>
  broadcast.withdrawnAt === null || (wasOnPlanAtStart(broadcast) && isHeard(confirmation));

const isHeard = (confirmation: NewestConfirmation | null): boolean =>
  confirmation !== null && confirmation.said !== 'not-aired';

type Timed = Pick<OutcomeFacts, 'broadcast' | 'plays'>;

/** The plays that count for the broadcast. */
export const inTime = ({ broadcast, plays }: Timed): Play[] =>
  plays.filter((play) => standingOf(play, broadcast) === 'counts');

function isOnTime(play: Play, broadcast: PlannedTime): boolean {
  const slot = slotOf(broadcast);
  const { fromMs } = intervalOf(play, slot);
  return fromMs <= broadcast.startsAt.getTime() + broadcast.startWithin * 1_000 && fromMs >= slot.fromMs;
}

const lengthOf = ({ broadcast }: Timed): number => (broadcast.endsAt.getTime() - broadcast.startsAt.getTime()) / 1_000;

/** Seconds of the broadcast that devices prove; at most its length. */
export const provedOf = (facts: Timed): number =>
  Math.min(lengthOf(facts), provedSeconds(inTime(facts), slotOf(facts.broadcast)));

/** What the device gave last, of the plays that count, as the reason for not airing it whole. */
export function reasonOfDevice(facts: Timed): string | undefined {
  const withReason = inTime(facts).filter(({ reason }) => reason !== null);
  // The id breaks ties, so that the result does not depend on the order of arrival.
  withReason.sort((a, b) => trueStart(b) - trueStart(a) || b.id.localeCompare(a.id));
  return withReason[0]?.reason ?? undefined;
}
