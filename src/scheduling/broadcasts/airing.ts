import type { Clash, TimeSlot } from '../clashes/find-clashes.js';
import type { GapReason } from './reasons.js';

/** A station as far as planning needs it. */
export interface PlannedStation {
  id: string;
  name: string;
  timeZone: string;
}

/** An occurrence of an entry at a station, not yet a broadcast. */
export interface Airing extends TimeSlot {
  /** The local day at the station. */
  airsOn: string;
  timeZone: string;
  /** The broadcast that a rule withdrew and that is planned again; null for a new one. */
  broadcastId: string | null;
}

/** What an airing may clash with: a broadcast, or an airing that another entry will have. */
export interface OtherAiring extends TimeSlot {
  /** Null while it is not planned yet. */
  broadcastId: string | null;
  entryId: string;
  programId: string;
  timeZone: string;
}

export type AiringClash = Clash<Airing, OtherAiring>;

/** An airing that cannot be planned, and why. */
export interface Gap {
  airing: Airing;
  reason: GapReason;
  /** What airs there instead, when that is the reason; it may be an earlier airing of the same entry. */
  clashesWith: { entryId: string; startsAt: Date } | null;
}

/** The same for two airings exactly when they are at one station and begin together. */
export const airingKey = ({ stationId, startsAt }: Pick<TimeSlot, 'stationId' | 'startsAt'>): string =>
  `${stationId} ${startsAt.getTime()}`;
