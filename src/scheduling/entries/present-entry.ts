import { type Actor, reaches } from '../../identity/actor.js';
import type { Definition, EntryException, EntryTerms } from '../terms/definition.js';
import type { EntryView, TermsView } from './entries.schemas.js';
import type { ExceptionView } from './exceptions.schemas.js';

/** An entry as this person may see it: other communes' stations are left out. */
export function presentEntry({ entry, terms, exceptions }: Definition, actor: Actor): EntryView {
  const reach = actor.reach('schedule:read');
  const isOwners = reaches(reach, entry.owner());
  const seen = (id: string) => isOwners || reaches(reach, { kind: 'station', id });
  return {
    id: entry.id,
    centreId: entry.centreId,
    stationId: entry.stationId,
    priority: entry.priority,
    startWithin: entry.startWithin,
    terms: terms.map((one) => presentTerms(one, { seen, isOwners })),
    exceptions: exceptions.filter(({ stationId }) => stationId === null || seen(stationId)).map(presentException),
    revision: entry.revision,
    placedAt: entry.placedAt.toISOString(),
    withdrawnAt: entry.withdrawnAt?.toISOString() ?? null,
    withdrawnNote: entry.withdrawnNote,
    withdrawnReason: entry.withdrawnReason,
  };
}

function presentTerms(
  { valid, programId, startsOn, rrule, extraDays, times, everywhere, ...places }: EntryTerms,
  { seen, isOwners }: { seen: (stationId: string) => boolean; isOwners: boolean },
): TermsView {
  return {
    ...valid,
    programId,
    startsOn,
    rule: rrule,
    extraDays: [...extraDays],
    times: [...times],
    everywhere,
    stationIds: places.stationIds.filter(seen),
    groupIds: isOwners ? [...places.groupIds] : [],
    leftOut: places.leftOut.filter(seen),
  };
}

function presentException({ id, action, days, slot, stationId, toDay, ...rest }: EntryException): ExceptionView {
  const { toTime, programId, note, at } = rest;
  return { id, action, ...days, slot, stationId, toDay, toTime, programId, note, at: at.toISOString() };
}
