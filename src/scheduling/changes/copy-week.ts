import type { Operation } from '../operations/operations.schemas.js';
import { changedTerms } from '../operations/propose-definition.js';
import { type Definition, type EntryTerms, termsOn } from '../terms/definition.js';
import { entriesFor } from './copied-entries.js';
import { exceptionsTowards, type Steps } from './copied-exceptions.js';
import {
  airedInWeek,
  type CopiedAiring,
  type CopiedWeek,
  copiedDays,
  inOtherWeek,
  scopesOf,
  termsAiringOn,
} from './copied-week.js';

/**
 * What must be done so that one week airs what another does, at the same local times. On days on which an entry recurs in both,
 * its occurrences get the same exceptions; on others, days are added to it where its terms are the same, else there is a new
 * entry. What the other week has besides stays, and nothing changes outside it.
 */
export function copyWeek(definitions: readonly Definition[], week: CopiedWeek): Operation[] {
  return definitions.flatMap((source) => {
    const extended = withExtraDays(source, week);
    const scopes = scopesOf(source, week);
    const steps = scopes.reduce((before, stationId) => withExceptions(source, before, { stationId, week }), extended);
    const left = scopes.map((stationId) => ({ stationId, airings: leftOf(source, steps, { stationId, week }) }));
    return [...steps.operations, ...entriesFor(source, left)];
  });
}

/** Adds the days on which the entry has no occurrence yet to its own terms of then, or to the last ones when they end before. */
function withExtraDays(definition: Definition, week: CopiedWeek): Steps {
  const aired = scopesOf(definition, week).flatMap((stationId) => airedInWeek(definition, stationId, week.from));
  const added = copiedDays(week).flatMap(({ day, target }) => {
    const terms = termsAiringOn(definition, day);
    const isAired = aired.some(({ onDay }) => onDay === day);
    if (!terms || !isAired || termsAiringOn(definition, target)) return [];
    const own = termsAfter(definition, target);
    return own && isAlike(own, terms) ? [{ target, own }] : [];
  });
  const [first] = added;
  // From the first of them on there are other terms: later ones would be lost.
  const isLast = first && definition.terms.every(({ valid }) => valid.from <= first.target);
  if (!isLast) return { operations: [], definition };
  const kept = first.own.extraDays.filter((day) => day >= first.target);
  const extraDays = [...new Set([...kept, ...added.map(({ target }) => target)])].toSorted();
  const changes = { from: first.target, extraDays };
  return {
    operations: [{ op: 'change', entryId: definition.entry.id, changes }],
    definition: { ...definition, terms: changedTerms(definition, changes) },
  };
}

/** The terms to which a day would belong: those of the day, or the last ones when they end by themselves before. */
function termsAfter({ terms }: Definition, day: string): EntryTerms | undefined {
  const own = termsOn(terms, day);
  const last = terms.at(-1);
  if (own || !last || last.valid.until === null || last.valid.until >= day) return own;
  const ends = [last.rule.until ?? '', ...last.extraDays].toSorted().at(-1);
  return last.rule.until !== null && last.valid.until === ends ? last : undefined;
}

const isAlike = (one: EntryTerms, other: EntryTerms): boolean => one === other || whatOf(one) === whatOf(other);
const whatOf = ({ programId, times, everywhere, stationIds, groupIds, leftOut }: EntryTerms): string =>
  JSON.stringify({
    programId,
    times,
    everywhere,
    places: [stationIds, groupIds, leftOut].map((ids) => ids.toSorted()),
  });

interface AtStations {
  /** Null: at the stations without exceptions of their own. */
  stationId: string | null;
  week: CopiedWeek;
}

/** Lets the occurrences of the other week air as those of the week do. */
function withExceptions(source: Definition, steps: Steps, { stationId, week }: AtStations): Steps {
  const aired = airedInWeek(source, stationId, week.from);
  return copiedDays(week).reduce(({ operations, definition }, { day, target }) => {
    const [from, terms] = [termsAiringOn(source, day), termsAiringOn(definition, target)];
    if (!from || !terms) return { operations, definition };
    const slots = sourceSlots(from.times, terms.times);
    const airings = slots.map((slot) => {
      const found = aired.find((one) => one.onDay === day && one.slot === slot);
      return found && { ...found, day: inOtherWeek(week, found.day) };
    });
    const next = exceptionsTowards(definition, { target, terms, airings, stationId });
    return { operations: [...operations, ...next.operations], definition: next.definition };
  }, steps);
}

/** What is not aired by an occurrence of the entry in the other week, with the days of then. */
function leftOf(source: Definition, { definition }: Steps, { stationId, week }: AtStations): CopiedAiring[] {
  const there = new Set(airedInWeek(definition, stationId, week.to).map(keyOf));
  return airedInWeek(source, stationId, week.from)
    .map((one) => ({ ...one, day: inOtherWeek(week, one.day) }))
    .filter((one) => one.day >= week.today && !there.has(keyOf(one)));
}

const keyOf = ({ day, time, programId }: CopiedAiring): string => `${day} ${time} ${programId}`;

/** For each time of a day the slot of the other day that it is to be like: of the same time, else the next one that is left. */
function sourceSlots(times: readonly string[], there: readonly string[]): (number | undefined)[] {
  const left = times.map((_, slot) => slot).filter((slot) => !there.includes(times[slot] ?? ''));
  return there.map((time) => {
    const same = times.indexOf(time);
    return same >= 0 ? same : left.shift();
  });
}
