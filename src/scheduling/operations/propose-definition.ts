import { ownerColumns, ownerOf } from '../../identity/owner.js';
import { addDays } from '../../platform/clock/local-day.js';
import { uuidv7 } from '../../platform/uuid.js';
import { daysOf } from '../recurrence/days.js';
import { type DayRule, formatRule, parseRule } from '../recurrence/rule.js';
import type { Definition, EntryException, EntryPlaces, EntryTerms } from '../terms/definition.js';
import { Entry } from '../terms/entry.entity.js';
import type { EntryChanges, NewEntry } from './new-entry.schemas.js';
import type { NewException } from './new-exception.schemas.js';

/** Terms as they are asked for. */
interface WantedTerms extends EntryPlaces {
  programId: string;
  /** The first local day of the terms. */
  from: string;
  startsOn: string;
  until: string | null;
  /** An RRULE, or null. */
  rule: string | null;
  extraDays: readonly string[];
  times: readonly string[];
}

/** @throws RuleNotSupported, RuleWithoutDays */
export function termsOf({ from, until, startsOn, rule: text, extraDays, times, ...what }: WantedTerms): EntryTerms {
  const rule = parseRule(text, startsOn);
  const days = [...new Set(extraDays)].toSorted();
  return {
    ...what,
    id: uuidv7(),
    rule,
    rrule: formatRule(rule),
    startsOn,
    extraDays: days,
    times: times.toSorted(),
    valid: { from, until: lastDayOf(rule, days, until) },
  };
}

/** The end that is asked for, or an earlier one after which there is no day. */
function lastDayOf({ until }: DayRule, extraDays: readonly string[], asked: string | null): string | null {
  if (until === null) return asked;
  const last = [until, ...extraDays].toSorted().at(-1) ?? until;
  return asked !== null && asked < last ? asked : last;
}

/** A new entry. @param as.id the one that was asked for; undefined: one is made */
export function newDefinition(wanted: NewEntry, as: { id: string | undefined; by: string; at: Date }): Definition {
  const { centreId, stationId, priority, startWithin, stationIds, ...what } = wanted;
  const entry = Object.assign(new Entry(), {
    id: as.id ?? uuidv7(),
    ...ownerColumns(ownerOf({ centreId, stationId })),
    priority,
    startWithin,
    revision: uuidv7(),
    placedBy: as.by,
    placedAt: as.at,
    withdrawnAt: null,
    withdrawnNote: null,
    withdrawnBy: null,
    withdrawnReason: null,
  });
  const terms = termsOf({
    ...what,
    stationIds: stationId === undefined ? stationIds : [stationId],
    from: wanted.startsOn,
  });
  return { entry, terms: [terms], exceptions: [], isNew: true };
}

/** The terms once an entry is changed from a day on: what holds before stays, and ends on the day before. */
export function changedTerms({ terms }: Pick<Definition, 'terms'>, { from, ...changes }: EntryChanges): EntryTerms[] {
  const kept = terms
    .filter(({ valid }) => valid.from < from)
    .map((one) => ({ ...one, valid: { from: one.valid.from, until: earlier(one.valid.until, dayBefore(from)) } }));
  const base = terms.find(({ valid }) => valid.until === null || valid.until >= from) ?? terms.at(-1);
  if (!base) return kept;
  const { valid, rrule, rule, ...rest } = base;
  // An end that only the rule gives ends with the rule.
  const until = valid.until === lastDayOf(rule, base.extraDays, null) ? null : valid.until;
  const given = Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  ) as Partial<WantedTerms>;
  return [...kept, termsOf({ ...rest, from, until, rule: rrule, ...given, ...placesInstead(given) })];
}

/** All stations take the place of named ones and groups, and these that of all. */
export function placesInstead({ everywhere, stationIds = [], groupIds = [] }: Partial<EntryPlaces>): {
  everywhere?: boolean;
  stationIds?: string[];
  groupIds?: string[];
} {
  if (everywhere === true) return { stationIds: [], groupIds: [] };
  return stationIds.length + groupIds.length > 0 ? { everywhere: false } : {};
}

/** An exception as it will be stored. */
export function exceptionOf(
  { from, until, ...rest }: NewException,
  { by, at }: { by: string; at: Date },
): EntryException {
  return { ...rest, id: uuidv7(), days: { from, until: until ?? from }, by, at };
}

/**
 * Those that an exception takes the place of, because it is about all of their occurrences. A move leaves replacements, and a
 * replacement moves: so an occurrence can be both.
 */
export const supersededBy = (
  { exceptions }: Pick<Definition, 'exceptions'>,
  { action, days, slot, stationId }: EntryException,
): EntryException[] =>
  exceptions.filter(
    (one) =>
      one.stationId === stationId &&
      (slot === null || one.slot === slot) &&
      one.days.from >= days.from &&
      (days.until === null || (one.days.until !== null && one.days.until <= days.until)) &&
      (action === 'skip' || one.action === 'skip' || one.action === action),
  );

/** Whether the entry has an occurrence, exceptions apart, that the exception is about. */
export const isAboutSomething = ({ terms }: Definition, { days, slot }: EntryException): boolean =>
  terms.some(({ valid, rule, extraDays, times }) => {
    if (slot !== null && slot >= times.length) return false;
    const from = days.from > valid.from ? days.from : valid.from;
    const until = earlier(valid.until, days.until ?? from) ?? from;
    const hasExtra = extraDays.some((day) => day >= from && day <= until);
    return from <= until && (hasExtra || daysOf(rule, from, until).length > 0);
  });

const earlier = (one: string | null, other: string): string => (one !== null && one < other ? one : other);
const dayBefore = (day: string): string => addDays(day, -1);
