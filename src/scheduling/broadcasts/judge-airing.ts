import { type AgainstRules, judgeHours } from '../airtime/judge.js';
import type { RuledStations } from '../airtime/ruled-stations.js';
import { isWithinAirDay } from '../recurrence/air-day.js';
import type { Airing, Gap } from './airing.js';
import type { WhyNotServed } from './served-days.js';

export interface JudgedProgram {
  /** The program's last local day, `YYYY-MM-DD`. */
  expiresOn: string | null;
  withdrawn: boolean;
  /** Whether a version of it is approved. */
  approved: boolean;
}

/** What decides whether an entry's airings may be planned. */
export interface AiringFacts {
  programOf(programId: string): JudgedProgram;
  /** Why it would not lie inside the hours of its station and day; undefined when it does. */
  againstHours(airing: Airing): AgainstRules | undefined;
  /** Why the entry's owner does not serve the station on the local day; undefined when it does. */
  whyNotServed(stationId: string, day: string): ReturnType<WhyNotServed>;
}

/** The gap for an airing that no rule allows; undefined when all allow it. Clashes and quotas are other questions. */
export function judgeAiring(airing: Airing, facts: AiringFacts): Gap | undefined {
  const reason = reasonAgainst(airing, facts);
  if (reason) return { airing, reason, note: null, clashesWith: null };
  const against = facts.againstHours(airing);
  return against && { airing, reason: against.reasonCode, note: against.note ?? null, clashesWith: null };
}

function reasonAgainst(airing: Airing, { programOf, whyNotServed }: AiringFacts) {
  const program = programOf(airing.programId);
  if (program.withdrawn) return 'program-withdrawn';
  if (!program.approved) return 'program-not-approved';
  if (program.expiresOn !== null && airing.airsOn > program.expiresOn) return 'program-expired';
  return (
    whyNotServed(airing.stationId, airing.airsOn) ??
    (isWithinAirDay(airing, airing.timeZone) ? undefined : ('crosses-broadcasting-day' as const))
  );
}

/** Judges once for each class of stations and each time: an entry airs at the same times at all stations of a class. */
export function againstHours({ classes, classAt }: RuledStations): (airing: Airing) => AgainstRules | undefined {
  const known = new Map<string, AgainstRules | undefined>();
  return (airing) => {
    const number = classes.get(airing.stationId) ?? 0;
    const key = `${number} ${airing.startsAt.getTime()} ${airing.endsAt.getTime()}`;
    if (!known.has(key)) known.set(key, judgeHours(airing, classAt(number).on(airing.airsOn)));
    return known.get(key);
  };
}
