import { isWithinAirDay } from '../recurrence/within-air-day.js';
import { type AllowedHours, withinAllowedHours } from '../rules/within-allowed-hours.js';
import type { Airing, Gap } from './airing.js';
import type { GapReason } from './reasons.js';
import type { WhyNotServed } from './served-days.js';

/** What decides whether an entry's airings may be planned. */
export interface AiringFacts {
  program: {
    /** The program's last local day, `YYYY-MM-DD`. */
    expiresOn: string | null;
    withdrawn: boolean;
    /** Whether a version of it is approved. */
    approved: boolean;
  };
  /** Whether a broadcast then would lie inside the allowed hours of its zone. */
  isAllowed(airing: Airing): boolean;
  /** Why the entry's owner does not serve the station on the local day; undefined when it does. */
  whyNotServed(stationId: string, day: string): ReturnType<WhyNotServed>;
}

/** The gap for an airing that no rule allows; undefined when all allow it. Clashes are another question. */
export function judgeAiring(airing: Airing, facts: AiringFacts): Gap | undefined {
  const reason = reasonAgainst(airing, facts);
  return reason && { airing, reason, clashesWith: null };
}

function reasonAgainst(airing: Airing, { program, isAllowed, whyNotServed }: AiringFacts): GapReason | undefined {
  if (program.withdrawn) return 'program-withdrawn';
  if (!program.approved) return 'program-not-approved';
  if (program.expiresOn !== null && airing.airsOn > program.expiresOn) return 'program-expired';
  return (
    whyNotServed(airing.stationId, airing.airsOn) ??
    (isWithinAirDay(airing, airing.timeZone) ? undefined : ('crosses-broadcasting-day' as const)) ??
    (isAllowed(airing) ? undefined : ('outside-allowed-hours' as const))
  );
}

/** Computes once for each time: an entry airs at the same times at all stations of one zone. */
export function allowedAt(hours: readonly AllowedHours[]): (airing: Airing) => boolean {
  const known = new Map<string, boolean>();
  return (airing) => {
    const key = `${airing.timeZone} ${airing.startsAt.getTime()}`;
    const answer = known.get(key) ?? withinAllowedHours(hours, airing, airing.timeZone);
    known.set(key, answer);
    return answer;
  };
}
