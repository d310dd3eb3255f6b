import type { Slot } from '../conflicts/find-clashes.js';
import type { Occurrence } from '../recurrence/occurrences.js';

/** A station as far as planning needs it. */
export interface PlannedStation {
  id: string;
  name: string;
  timeZone: string;
}

/** When an entry airs at all its stations of one zone. */
export interface PlannedOccurrence extends Occurrence {
  /** IANA zone. */
  zone: string;
  endsAt: Date;
}

/** An occurrence of an entry at a station. */
export interface Place extends Slot {
  /** The local day at the station. */
  airsOn: string;
  timeZone: string;
  /** Of a broadcast that a rule withdrew and that may be planned again; null for a new one. */
  broadcastId: string | null;
}

/** What stands in the way: a planned broadcast, or one that another entry will have. */
export interface TakenPlace extends Slot {
  /** Null while it is not planned yet. */
  broadcastId: string | null;
  entryId: string;
  programId: string;
  timeZone: string;
}

export type GapCode =
  'airtime-clash' | 'outside-allowed-hours' | 'program-expired' | 'program-not-approved' | 'station-not-served';

/** An occurrence that cannot be planned, and why. */
export interface Gap {
  place: Place;
  code: GapCode;
  detail: string;
}

/** The same for two places exactly when they are at one station and begin together. */
export const placeKey = ({ stationId, startsAt }: Pick<Slot, 'stationId' | 'startsAt'>): string =>
  `${stationId} ${startsAt.getTime()}`;
