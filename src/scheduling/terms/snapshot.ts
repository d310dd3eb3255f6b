import { addDays } from '../../platform/clock/local-day.js';
import { parseRule } from '../recurrence/rule.js';
import type { Definition, EntryTerms } from './definition.js';

/** Terms as they are stored in JSON: without what the rule is read into. */
type StoredTerms = Omit<EntryTerms, 'rule'>;

/** How an entry was, as a change keeps it. */
export interface Snapshot {
  isWithdrawn: boolean;
  terms: StoredTerms[];
  /** The ids of the exceptions in force; they stay in their table. */
  exceptionIds: string[];
}

export const snapshotOf = ({ entry, terms, exceptions }: Definition): Snapshot => ({
  isWithdrawn: entry.withdrawnAt !== null,
  terms: terms.map(stored),
  exceptionIds: exceptions.map(({ id }) => id),
});

function stored(terms: EntryTerms): StoredTerms {
  const { rule: _, ...one } = terms;
  return one;
}

export const termsOfSnapshot = ({ terms }: Snapshot): EntryTerms[] =>
  terms.map((one) => ({ ...one, rule: parseRule(one.rrule, one.startsOn) }));

/**
 * The terms of an entry once a change is undone from a day on: until the day before they stay as they are now, from then on
 * they are as they were. What is the same on both sides of the day is one.
 * @param idOf gives an id to terms that begin on that day
 */
export function restoredTerms(
  now: readonly EntryTerms[],
  before: Snapshot,
  from: string,
  idOf: () => string,
): EntryTerms[] {
  const kept = now.filter(({ valid }) => valid.from < from).map((one) => until(one, addDays(from, -1)));
  const last = kept.at(-1);
  const restored = termsOfSnapshot(before)
    .filter(({ valid }) => valid.until === null || valid.until >= from)
    .map((one) => (one.valid.from < from ? { ...one, valid: { ...one.valid, from } } : one));
  const [first, ...later] = restored;
  if (!first) return kept;
  if (last?.valid.until === addDays(from, -1) && first.valid.from === from && areAlike(last, first)) {
    return [
      ...kept.slice(0, -1),
      { ...last, valid: { ...last.valid, until: first.valid.until } },
      ...withIds(later, idOf),
    ];
  }
  return [...kept, ...withIds(restored, idOf)];
}

const withIds = (terms: readonly EntryTerms[], idOf: () => string) => terms.map((one) => ({ ...one, id: idOf() }));

function until(one: EntryTerms, last: string): EntryTerms {
  const ends = one.valid.until;
  return ends !== null && ends <= last ? one : { ...one, valid: { ...one.valid, until: last } };
}

/** Whether two terms differ in nothing but their days. */
const areAlike = (one: EntryTerms, other: EntryTerms): boolean => contentOf(one) === contentOf(other);

function contentOf(terms: EntryTerms): string {
  const { id: _, valid: __, ...content } = stored(terms);
  return JSON.stringify(Object.entries(content).toSorted(([first], [second]) => (first < second ? -1 : 1)));
}
