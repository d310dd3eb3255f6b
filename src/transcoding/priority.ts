import type { NextAiring } from '../programs/next-airings.service.js';

/** New audio on no schedule counts as if it aired so long after it was asked for: before what is only days away. */
const UNSCHEDULED_HOURS = 24;
/** Minutes that put emergencies before any date there is. */
const BEFORE_ALL_DATES = 1_000_000_000;
/** Making over what is on the air already comes after everything else. */
export const RENEWAL = 2_000_000_000;

/**
 * Whose turn it is, in minutes since 1970: the lower the sooner. It does not depend on when it is asked, so that what was
 * asked for at different times can be compared.
 * @param askedAt when it was asked for, for audio that is on no schedule
 */
export function priorityOf(next: NextAiring | undefined, askedAt: Date): number {
  const unscheduled = new Date(askedAt.getTime() + UNSCHEDULED_HOURS * 3_600_000);
  const minutes = Math.floor((next?.startsAt ?? unscheduled).getTime() / 60_000);
  return next?.isEmergency ? minutes - BEFORE_ALL_DATES : minutes;
}
