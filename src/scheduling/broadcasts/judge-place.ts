import { type AllowedHours, withinAllowedHours } from '../rules/within-allowed-hours.js';
import type { Gap, GapCode, Place } from './place.js';

/** What decides whether an entry's occurrences may be planned. */
export interface PlanningFacts {
  /** Whether the program's audio in force is approved. */
  approved: boolean;
  /** The program's last day. */
  expiresOn: string | null;
  hours: readonly AllowedHours[];
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
  return withinAllowedHours(facts.hours, place, place.timeZone) ? undefined : 'outside-allowed-hours';
}
