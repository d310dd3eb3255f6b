import type { Actor } from '../../identity/actor.js';
import type { Definition, EntryException, EntryTerms } from '../terms/definition.js';
import type { EntryView, TermsView } from './entries.schemas.js';
import type { ExceptionView } from './exceptions.schemas.js';

/** An entry as this person may see it: other communes' stations are left out. */
export async function presentEntry(whole: Definition, actor: Actor): Promise<EntryView> {
  const { entry, terms, exceptions } = await visibleParts(whole, actor);
  return {
    id: entry.id,
    centreId: entry.centreId,
    stationId: entry.stationId,
    priority: entry.priority,
    startWithin: entry.startWithin,
    terms: terms.map(presentTerms),
    exceptions: exceptions.map(presentException),
    revision: entry.revision,
    placedAt: entry.placedAt.toISOString(),
    withdrawnAt: entry.withdrawnAt?.toISOString() ?? null,
    withdrawnNote: entry.withdrawnNote,
    withdrawnReason: entry.withdrawnReason,
  };
}

/** The definition without stations, their exceptions, and groups that this person may not see. */
export async function visibleParts({ entry, terms, exceptions }: Definition, actor: Actor): Promise<Definition> {
  const isOwners = await actor.mayAt('schedule:read', entry.owner());
  const reached = isOwners ? undefined : await actor.reached('schedule:read', stationsIn(terms, exceptions));
  const seen = (id: string) => reached?.has(id) ?? true;
  return {
    entry,
    terms: terms.map((one) => ({
      ...one,
      stationIds: one.stationIds.filter(seen),
      groupIds: isOwners ? one.groupIds : [],
      leftOut: one.leftOut.filter(seen),
    })),
    exceptions: exceptions.filter(({ stationId }) => stationId === null || seen(stationId)),
  };
}

const stationsIn = (terms: readonly EntryTerms[], exceptions: readonly EntryException[]): string[] => [
  ...terms.flatMap(({ stationIds, leftOut }) => [...stationIds, ...leftOut]),
  ...exceptions.flatMap(({ stationId }) => stationId ?? []),
];

function presentTerms({ valid, programId, startsOn, rrule, extraDays, times, ...places }: EntryTerms): TermsView {
  return {
    ...valid,
    programId,
    startsOn,
    rule: rrule,
    extraDays: [...extraDays],
    times: [...times],
    everywhere: places.everywhere,
    stationIds: [...places.stationIds],
    groupIds: [...places.groupIds],
    leftOut: [...places.leftOut],
  };
}

function presentException({ id, action, days, slot, stationId, toDay, ...rest }: EntryException): ExceptionView {
  const { toTime, programId, note, at } = rest;
  return { id, action, ...days, slot, stationId, toDay, toTime, programId, note, at: at.toISOString() };
}
