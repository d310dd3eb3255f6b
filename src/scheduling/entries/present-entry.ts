import type { Actor } from '../../identity/actor.js';
import type { Definition, EntryException, EntryTerms } from '../terms/definition.js';
import { type EntryView, MOST_NAMES, type TermsView } from './entries.schemas.js';
import type { ExceptionView } from './exceptions.schemas.js';

/** Names by id. */
export type Names = ReadonlyMap<string, string>;

/** What an entry, as somebody may see it (`visibleParts`), names. */
export function idsIn({ entry, terms }: Definition): string[] {
  const { centreId, stationId, placedBy, withdrawnBy } = entry;
  return [
    ...[centreId, stationId, placedBy, withdrawnBy].filter((id) => id !== null),
    ...terms.flatMap((one) => [one.programId, ...firstOf(one.stationIds), ...firstOf(one.groupIds)]),
  ];
}

/** An entry as somebody may see it (`visibleParts`). */
export function presentEntry({ entry, terms, exceptions }: Definition, names: Names): EntryView {
  const person = (id: string) => ({ id, name: names.get(id) ?? '' });
  return {
    id: entry.id,
    centreId: entry.centreId,
    stationId: entry.stationId,
    ownerName: names.get(entry.owner().id) ?? '',
    priority: entry.priority,
    startWithin: entry.startWithin,
    terms: terms.map((one) => presentTerms(one, names)),
    exceptions: exceptions.map(presentException),
    revision: entry.revision,
    placedAt: entry.placedAt.toISOString(),
    placedBy: person(entry.placedBy),
    withdrawnAt: entry.withdrawnAt?.toISOString() ?? null,
    withdrawnBy: entry.withdrawnBy === null ? null : person(entry.withdrawnBy),
    withdrawnNote: entry.withdrawnNote,
    withdrawnReason: entry.withdrawnReason,
  };
}

const firstOf = (ids: readonly string[]): string[] => ids.slice(0, MOST_NAMES);

/**
 * The definitions without stations, their exceptions, and groups that this person may not see, in the same order: one
 * question for all of them.
 */
export async function visibleParts(definitions: readonly Definition[], actor: Actor): Promise<Definition[]> {
  const isOwnCentres = ({ entry: { centreId } }: Definition) =>
    centreId !== null && actor.mayAtCentre('schedule:read', centreId);
  const own = new Set(definitions.filter(isOwnCentres));
  const stationIds = new Set(definitions.flatMap((one) => (own.has(one) ? [] : stationsIn(one))));
  const reached = await actor.reached('schedule:read', [...stationIds]);
  return definitions.map((one) => {
    const isOwners = own.has(one) || reached.has(one.entry.stationId ?? '');
    return seenParts(one, isOwners, (id) => isOwners || reached.has(id));
  });
}

function seenParts(
  { entry, terms, exceptions }: Definition,
  isOwners: boolean,
  seen: (stationId: string) => boolean,
): Definition {
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

/** Stations that a definition names, its owner among them. */
const stationsIn = ({ entry, terms, exceptions }: Definition): string[] => [
  ...(entry.stationId === null ? [] : [entry.stationId]),
  ...terms.flatMap(({ stationIds, leftOut }) => [...stationIds, ...leftOut]),
  ...exceptions.flatMap(({ stationId }) => stationId ?? []),
];

function presentTerms(terms: EntryTerms, names: Names): TermsView {
  const { valid, programId, startsOn, rrule, extraDays, times, ...places } = terms;
  const called = (ids: readonly string[]) => firstOf(ids).map((id) => names.get(id) ?? '');
  return {
    ...valid,
    programId,
    title: names.get(programId) ?? '',
    startsOn,
    rule: rrule,
    extraDays: [...extraDays],
    times: [...times],
    everywhere: places.everywhere,
    stationIds: [...places.stationIds],
    stationNames: called(places.stationIds),
    groupIds: [...places.groupIds],
    groupNames: called(places.groupIds),
    leftOut: [...places.leftOut],
  };
}

function presentException({ id, action, days, slot, stationId, toDay, ...rest }: EntryException): ExceptionView {
  const { toTime, programId, note, at } = rest;
  return { id, action, ...days, slot, stationId, toDay, toTime, programId, note, at: at.toISOString() };
}
