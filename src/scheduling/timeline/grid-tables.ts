import type { BroadcastReason } from '../../consequences/reasons.schemas.js';
import type { TimelineItem } from './timeline-item.js';

/** A clock time in seconds since 00:00, seconds of sound, and indexes into programs, entries, states and reasons. */
export type GridItem = [clock: number, seconds: number, program: number, entry: number, state: number, reason: number];

export interface GridReason {
  code: BroadcastReason;
  note: string | null;
}

/** Strings and lists of items, each once; items refer to them by index. */
export interface GridTables {
  programs: { id: string; title: string; topic: string }[];
  entries: { id: string; priority: TimelineItem['priority']; centreId: string | null; stationId: string | null }[];
  reasons: GridReason[];
  lists: GridItem[][];
}

/** The planned items of many stations: each list of items once, and where it is. */
export interface PlannedGrid extends GridTables {
  /** The station, the day, and an index into `lists`. */
  cells: [stationId: string, day: string, list: number][];
}
