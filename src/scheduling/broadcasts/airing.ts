import type { Clash, TimeSlot } from '../clashes/find-clashes.js';
import type { GapReason } from '../../consequences/reasons.schemas.js';

/** An occurrence of an entry at a station, not yet a broadcast. */
export interface Airing extends TimeSlot {
  entryId: string;
  /** With `slot` the name of the occurrence: the day of its rule, wherever an exception moves it. */
  onDay: string;
  /** A place in the sorted times of the entry. */
  slot: number;
  /** The broadcasting day at the station. */
  airDay: string;
  /** The local day at the station. */
  airsOn: string;
  timeZone: string;
  programId: string;
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
  /** The name of the quiet day or the daypart. */
  note: string | null;
  /** What airs there instead, when that is the reason; it may be an earlier airing of the same entry. */
  clashesWith: { entryId: string; startsAt: Date } | null;
}

/** The same for two airings of an entry exactly when they are one occurrence at one station. */
export const airingKey = ({ stationId, onDay, slot }: Pick<Airing, 'stationId' | 'onDay' | 'slot'>): string =>
  `${stationId} ${onDay} ${slot}`;
