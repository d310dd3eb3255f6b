/** A time at a station, end excluded. */
interface TimeSlot {
  stationId: string;
  startsAt: Date;
  endsAt: Date;
}

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

/** Two airings that overlap at a station. Those that touch do not clash. */
export interface AiringClash {
  wanted: Airing;
  planned: OtherAiring;
}
