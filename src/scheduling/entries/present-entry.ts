import { type Actor, reaches } from '../../identity/actor.js';
import { ownerOf } from '../../identity/owner.js';
import type { EntryView } from './entries.schemas.js';
import type { Entry } from './entry.entity.js';

export interface EntryPlaces {
  stationIds: string[];
  groupIds: string[];
}

/** An entry as this person may see it: other communes' stations are left out. */
export function presentEntry(entry: Entry, places: EntryPlaces, actor: Actor): EntryView {
  const reach = actor.reach('schedule:read');
  const seesWhole = reaches(reach, ownerOf(entry));
  return {
    id: entry.id,
    centreId: entry.centreId,
    stationId: entry.stationId,
    programId: entry.programId,
    priority: entry.priority,
    repeats: entry.repeats,
    days: entry.days,
    times: [...entry.rule().times],
    validFrom: entry.validFrom,
    validUntil: entry.validUntil,
    startWithin: entry.startWithin,
    stationIds: places.stationIds.filter((stationId) => reaches(reach, { kind: 'station', id: stationId })),
    groupIds: seesWhole ? places.groupIds : [],
    createdAt: entry.createdAt.toISOString(),
    withdrawnAt: entry.withdrawnAt?.toISOString() ?? null,
    withdrawnBecause: entry.withdrawnBecause,
  };
}
