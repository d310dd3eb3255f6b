import { occurrences } from '../recurrence/occurrences.js';
import { planningSpan } from '../recurrence/planning-span.js';
import { termsOn } from '../terms/definition.js';
import type { StationClass } from '../terms/station-classes.js';

/** An occurrence at all stations of a class, by its number. */
export interface PlannedOccurrence {
  classNumber: number;
  zone: string;
  onDay: string;
  slot: number;
  /** The broadcasting day; `airsOn` is the local day. */
  airDay: string;
  airsOn: string;
  startsAt: Date;
  /** As `startsAt` when the clocks skip it. */
  endsAt: Date;
  programId: string;
}

export interface PlannedOccurrences {
  airing: PlannedOccurrence[];
  /** Times that the clocks skip; they start at the jump. */
  skipped: PlannedOccurrence[];
}

/**
 * The occurrences of an entry from now to the end of the last local day of the plan.
 * @param secondsOf the length of a program, a whole number
 */
export function plannedOccurrences(
  classes: readonly StationClass[],
  secondsOf: (programId: string) => number,
  { now, days }: { now: Date; days: number },
): PlannedOccurrences {
  const found: PlannedOccurrences = { airing: [], skipped: [] };
  for (const [classNumber, { zone, terms, exceptions }] of classes.entries()) {
    const { airing, skipped } = occurrences(terms, exceptions, planningSpan(now, zone, days));
    const planned = (
      one: { onDay: string; slot: number; airDay: string; airsOn: string; programId: string | null },
      startsAt: Date,
    ) => {
      const programId = one.programId ?? termsOn(terms, one.onDay)?.programId ?? '';
      const { onDay, slot, airDay, airsOn } = one;
      return { classNumber, zone, onDay, slot, airDay, airsOn, startsAt, programId };
    };
    for (const one of airing) {
      const base = planned(one, one.startsAt);
      found.airing.push({ ...base, endsAt: new Date(one.startsAt.getTime() + secondsOf(base.programId) * 1_000) });
    }
    for (const one of skipped) found.skipped.push({ ...planned(one, one.skippedAt), endsAt: one.skippedAt });
  }
  return found;
}
