import type { Urgency } from '../../programs/programs.service.js';

/** Audio on no schedule counts as if it aired so many hours after it was asked for, by the priority of its program. */
const UNSCHEDULED_HOURS = { normal: 24, priority: 1, emergency: 0 };
/** Minutes that put emergencies before any date there is. */
const BEFORE_ALL_DATES = 1_000_000_000;
/** Making over what is on the air already comes after everything else. */
export const RENEWAL = 2_000_000_000;

/**
 * Whose turn it is, in minutes since 1970: the lower the sooner. It does not depend on when it is asked, so that what was
 * asked for at different times can be compared. What is more than normal waits no longer than if it were on no schedule.
 * @param askedAt when it was asked for
 */
export function priorityOf({ priority, airsAt }: Urgency = OF_NOBODY, askedAt: Date): number {
  const unscheduled = new Date(askedAt.getTime() + UNSCHEDULED_HOURS[priority] * 3_600_000);
  const counts = airsAt && (priority === 'normal' || airsAt < unscheduled);
  const minutes = Math.floor((counts ? airsAt : unscheduled).getTime() / 60_000);
  return priority === 'emergency' ? minutes - BEFORE_ALL_DATES : minutes;
}

const OF_NOBODY: Urgency = { priority: 'normal', airsAt: undefined };
