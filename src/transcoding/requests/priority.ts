import type { Urgency } from '../../programs/programs.service.js';

/** Unscheduled audio is treated as airing this many hours after its request, depending on the program's priority. */
const UNSCHEDULED_HOURS = { normal: 24, priority: 1, emergency: 0 };
/** Minutes that put emergencies before every date. */
const BEFORE_ALL_DATES = 1_000_000_000;
/** Renewals come after everything else. */
export const RENEWAL = 2_000_000_000;

/**
 * The priority of an original, in minutes since 1970: lower is sooner. It does not depend on when it is computed, so
 * originals that were requested at different times can be compared. A program of higher priority never waits longer than
 * it would unscheduled.
 * @param askedAt when it was requested
 */
export function priorityOf({ priority, airsAt }: Urgency = OF_NOBODY, askedAt: Date): number {
  const unscheduled = new Date(askedAt.getTime() + UNSCHEDULED_HOURS[priority] * 3_600_000);
  const counts = airsAt && (priority === 'normal' || airsAt < unscheduled);
  const minutes = Math.floor((counts ? airsAt : unscheduled).getTime() / 60_000);
  return priority === 'emergency' ? minutes - BEFORE_ALL_DATES : minutes;
}

/** Of an original that no program has any more. */
const OF_NOBODY: Urgency = { priority: 'normal', airsAt: undefined };
