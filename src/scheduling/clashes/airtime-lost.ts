import { clockTimesOf } from '../recurrence/clock-times.js';
import { changedTerms, exceptionOf, supersededBy } from '../operations/propose-definition.js';
import type { Operation } from '../operations/operations.schemas.js';
import { type Definition, type EntryTerms, exceptionsAt } from '../terms/definition.js';
import { nameOf } from './adapt-operation.js';

/** Stations at which an entry meets another one in the same occurrences. */
export interface StationsAlike {
  /** One of them, as all others air the same; empty: one without exceptions of its own. */
  stationId: string;
  count: number;
  /** Names of the occurrences that meet the other. */
  met: ReadonlySet<string>;
}

type Airs = Pick<Definition, 'terms' | 'exceptions'>;

/**
 * How many occurrences an entry loses beside those that meet another one, at all its stations, on the days of a span; undefined
 * when one that meets it stays, or something airs that did not before.
 * @param operations on that entry
 */
export function airtimeLost(
  definition: Definition,
  operations: readonly Operation[],
  { stations, span }: { stations: readonly StationsAlike[]; span: { first: string; last: string } },
): number | undefined {
  const after = operations.reduce<Airs>(changed, definition);
  let lost = 0;
  for (const { stationId, count, met } of stations) {
    const [was, is] = [airsAt(definition, stationId, span), airsAt(after, stationId, span)];
    const stays = new Set(is.map(({ key }) => key));
    const known = new Set(was.map(({ key }) => key));
    if (is.some(({ key }) => !known.has(key))) return undefined;
    for (const { key, name } of was) {
      if (stays.has(key) && met.has(name)) return undefined;
      if (!stays.has(key) && !met.has(name)) lost += count;
    }
  }
  return lost;
}

/** An entry after an operation on it. */
function changed(definition: Airs, one: Operation): Airs {
  if (one.op === 'change') return { ...definition, terms: changedTerms(definition, one.changes) };
  if (one.op === 'withdraw') return { ...definition, terms: [] };
  if (one.op !== 'except') return definition;
  const exception = exceptionOf(one.exception, { by: '', at: new Date(0) });
  const superseded = supersededBy(definition, exception);
  return {
    ...definition,
    exceptions: [...definition.exceptions.filter((old) => !superseded.includes(old)), exception],
  };
}

/** What airs at a station, by what is heard and by the name of the occurrence: another slot may be the same time. */
function airsAt({ terms, exceptions }: Airs, stationId: string, span: { first: string; last: string }) {
  const here = terms.filter((one) => isFor(one, stationId));
  return clockTimesOf(here, exceptionsAt(exceptions, stationId), span).map((one) => ({
    key: `${one.onDay} ${one.day} ${one.time} ${one.programId ?? ''}`,
    name: nameOf(one),
  }));
}

/** As far as the terms tell: who is in a group, or served, is not known here. */
const isFor = ({ everywhere, stationIds, groupIds, leftOut }: EntryTerms, stationId: string): boolean =>
  stationId === '' ||
  (!leftOut.includes(stationId) && (everywhere || groupIds.length > 0 || stationIds.includes(stationId)));
