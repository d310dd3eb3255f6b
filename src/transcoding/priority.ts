import type { NextAiring } from '../programs/next-airings.service.js';

const EMERGENCY = 1;
const SOONEST = 10;
/** Ten weeks; what airs later is as good as not on the schedule. */
const FARTHEST_MINUTES = 100_000;
const UNSCHEDULED = SOONEST + FARTHEST_MINUTES;
/** Making over what is on the air already comes after everything else. */
export const RENEWAL = 1_000_000;

/** Whose turn it is: the lower the sooner. Emergencies first, then by the minutes until it airs, then the rest. */
export function priorityOf(next: NextAiring | undefined, now: Date): number {
  if (!next) return UNSCHEDULED;
  if (next.isEmergency) return EMERGENCY;
  const minutes = Math.floor((next.startsAt.getTime() - now.getTime()) / 60_000);
  return SOONEST + Math.min(FARTHEST_MINUTES, Math.max(0, minutes));
}
