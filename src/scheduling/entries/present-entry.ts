import { type Actor, reaches } from '../../identity/actor.js';
import type { EntryView } from './entries.schemas.js';
import type { Entry, EntryPlaces } from './entry.entity.js';

/** An entry as this person may see it: other communes' stations are left out. */
export function presentEntry(entry: Entry, places: EntryPlaces, actor: Actor): EntryView {
  const reach = actor.reach('schedule:read');
  const isOwners = reaches(reach, entry.owner());
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
    stationIds: places.stationIds.filter((id) => isOwners || reaches(reach, { kind: 'station', id })),
    groupIds: isOwners ? [...places.groupIds] : [],
    createdAt: entry.createdAt.toISOString(),
    withdrawnAt: entry.withdrawnAt?.toISOString() ?? null,
    withdrawnNote: entry.withdrawnNote,
  };
}
