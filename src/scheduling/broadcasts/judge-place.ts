import { type AllowedHours, withinAllowedHours } from '../rules/within-allowed-hours.js';
import type { Gap, GapCode, Place } from './place.js';

/** What decides whether an entry's occurrences may be planned. */
export interface PlanningFacts {
  /** Whether the program's audio in force is approved. */
  approved: boolean;
  /** The program's last day. */
  expiresOn: string | null;
  /** Whether a broadcast then would lie inside the allowed hours of its zone. */
  isAllowed(place: Place): boolean;
  /** Whether the station belongs to the entry's owner and is open on the local day. */
  serves(stationId: string, day: string): boolean;
}

/** The first reason why nothing may sound at this place; undefined when it may. Clashes are another question. */
export function judgePlace(place: Place, facts: PlanningFacts): Gap | undefined {
  const code = reasonAgainst(place, facts);
  return code && { place, code, detail: DETAILS[code] };
}

const DETAILS: Record<Exclude<GapCode, 'airtime-clash'>, string> = {
  'program-not-approved': 'The program has no approved audio; approve it, and this is planned.',
  'program-expired': "The program's last day is over by then; give it a later one, or schedule another program.",
  'station-not-served': 'The station does not belong to the owner of the entry on that day.',
  'outside-allowed-hours': 'It would not sound inside one window of the allowed hours; change the time or the hours.',
};

function reasonAgainst(place: Place, facts: PlanningFacts): keyof typeof DETAILS | undefined {
  if (!facts.approved) return 'program-not-approved';
  if (facts.expiresOn !== null && place.airsOn > facts.expiresOn) return 'program-expired';
  if (!facts.serves(place.stationId, place.airsOn)) return 'station-not-served';
  return facts.isAllowed(place) ? undefined : 'outside-allowed-hours';
}

/** Asks once for each time: an entry airs at the same times at all stations of one zone. */
export function allowedAt(hours: readonly AllowedHours[]): (place: Place) => boolean {
  const known = new Map<string, boolean>();
  return (place) => {
    const key = `${place.timeZone} ${place.startsAt.getTime()}`;
    const answer = known.get(key) ?? withinAllowedHours(hours, place, place.timeZone);
    known.set(key, answer);
    return answer;
  };
}
