import type { z } from 'zod';
import type { Owner } from '../../identity/owner.js';
import { codes } from '../../platform/words/codes.js';
import type { BroadcastReason } from '../../consequences/reasons.schemas.js';
import { BroadcastState } from '../broadcasts/transitions.js';

/** What becomes of an occurrence. `expected`: beyond the planned days, as everything is today. */
export const ItemState = codes('TimelineState', {
  ...BroadcastState.words,
  expected: { vi: 'dự kiến phát', en: 'expected' },
});
export type ItemState = z.infer<typeof ItemState>;

/** How the terms of an entry come to be for a station. */
export const PlacedHow = codes('PlacedHow', {
  'by-name': { vi: 'nêu tên đài', en: 'the station is named' },
  'by-group': { vi: 'qua nhóm đài', en: 'through a group of stations' },
  everywhere: { vi: 'tại mọi đài của trung tâm', en: 'at all stations of the centre' },
});
export type PlacedHow = z.infer<typeof PlacedHow>;

/** Where an item of the timeline comes from. */
export interface ItemSource {
  /** The first day of the terms that it follows; null when the entry has no terms for its day any more. */
  termsFrom: string | null;
  /** What moves it or replaces its program. */
  exceptions: { id: string; action: 'move' | 'replace'; onlyHere: boolean }[];
  placed: PlacedHow | null;
  group: { id: string; name: string } | null;
}

/** An occurrence of an entry at a station, planned or computed. Days are `YYYY-MM-DD`. */
export interface TimelineItem {
  /** Null while it is only computed. */
  broadcastId: string | null;
  entryId: string;
  /** With `slot` the occurrence, wherever an exception moves it. */
  onDay: string;
  slot: number;
  owner: Owner;
  programId: string;
  title: string;
  topic: string;
  priority: 'normal' | 'priority' | 'emergency';
  /** The local day on which it begins. */
  airsOn: string;
  startsAt: Date;
  /** 0 for a time that the clocks skip. */
  seconds: number;
  state: ItemState;
  /** Null exactly when it is to be heard. */
  reason: BroadcastReason | null;
  /** The name of the quiet day or the daypart, or the words of the person who withdrew it. */
  note: string | null;
  /** When it was withdrawn, whatever it was before; null unless it is. */
  withdrawnAt: Date | null;
  source: ItemSource;
}

/** Whether it is to be heard. */
export const sounds = ({ state }: Pick<TimelineItem, 'state'>): boolean => state === 'planned' || state === 'expected';

const MINUTE_MS = 60_000;

/**
 * Whether it had been announced: what was withdrawn so early that it was never imminent is not part of the day.
 * @param freezeMinutes FREEZE_MINUTES
 */
export const wasAnnounced =
  (freezeMinutes: number) =>
  ({ withdrawnAt, startsAt }: Pick<TimelineItem, 'withdrawnAt' | 'startsAt'>): boolean =>
    withdrawnAt === null || withdrawnAt.getTime() > startsAt.getTime() - freezeMinutes * MINUTE_MS;

type Placed = Pick<TimelineItem, 'startsAt' | 'entryId' | 'onDay' | 'slot'>;

export const byStart = (one: Placed, other: Placed): number =>
  one.startsAt.getTime() - other.startsAt.getTime() ||
  compare(one.entryId, other.entryId) ||
  compare(one.onDay, other.onDay) ||
  one.slot - other.slot;
const compare = (one: string, other: string): number => Number(one > other) - Number(one < other);
