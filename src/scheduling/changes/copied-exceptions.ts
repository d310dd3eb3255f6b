import type { Operation } from '../operations/operations.schemas.js';
import type { NewException } from '../operations/new-exception.schemas.js';
import { exceptionOf, supersededBy } from '../operations/propose-definition.js';
import { settled } from '../recurrence/clock-times.js';
import type { Definition, EntryException, EntryTerms } from '../terms/definition.js';
import { alike, type CopiedAiring, exceptionsFor } from './copied-week.js';

/** What the occurrences of a day are to air at stations that are alike. */
export interface WantedDay {
  target: string;
  /** The terms of that day. */
  terms: EntryTerms;
  /** By slot of the terms; undefined: nothing. */
  airings: readonly (CopiedAiring | undefined)[];
  /** Null: the stations without exceptions of their own. */
  stationId: string | null;
}

/** Operations on an entry, and what it is after them. */
export interface Steps {
  operations: Operation[];
  definition: Definition;
}

/** At most a move and a replacement are needed; a station that leaves an exception for all needs both anew. */
const MOST_STEPS = 3;

/** The exceptions, made or undone, by which a day airs what it is to air; none where it does already. */
export function exceptionsTowards(definition: Definition, wanted: WantedDay): Steps {
  if (airsAsWanted(definition, wanted)) return { operations: [], definition };
  const undone = undoneFor(definition, wanted);
  if (airsAsWanted(undone.definition, wanted)) return undone;
  const { terms, airings } = wanted;
  const bySlot = terms.times.flatMap((_, slot) =>
    exceptionsOfSlot(definition, wanted, { slot, airing: airings[slot] }),
  );
  const made = forWholeDays(bySlot, terms.times.length);
  return {
    operations: made.map((exception) => ({ op: 'except', entryId: definition.entry.id, exception })),
    definition: made.reduce(withException, definition),
  };
}

/** Without the exceptions of that day alone. */
function undoneFor(definition: Definition, { target, stationId }: WantedDay): Steps {
  const isOfDay = ({ days, ...one }: EntryException) =>
    one.stationId === stationId && days.from === target && days.until === target;
  return {
    operations: definition.exceptions
      .filter(isOfDay)
      .map(({ id }) => ({ op: 'undo-exception', entryId: definition.entry.id, exceptionId: id })),
    definition: { ...definition, exceptions: definition.exceptions.filter((one) => !isOfDay(one)) },
  };
}

const airsAsWanted = (definition: Definition, wanted: WantedDay): boolean =>
  wanted.terms.times.every(
    (_, slot) => nextStep(definition, wanted, { slot, airing: wanted.airings[slot] }) === undefined,
  );

interface WantedSlot {
  slot: number;
  airing: CopiedAiring | undefined;
}

function exceptionsOfSlot(definition: Definition, wanted: WantedDay, one: WantedSlot): NewException[] {
  const made: NewException[] = [];
  let after = definition;
  while (made.length < MOST_STEPS) {
    const next = nextStep(after, wanted, one);
    if (!next) break;
    made.push(next);
    after = withException(after, next);
  }
  return made;
}

/** What must be otherwise about an occurrence first; undefined when it airs as it is to. */
function nextStep(
  definition: Definition,
  { target, terms, stationId }: WantedDay,
  { slot, airing }: WantedSlot,
): NewException | undefined {
  const regular = { onDay: target, slot, day: target, time: terms.times[slot] ?? '', programId: null };
  const now = settled(regular, exceptionsFor(definition, stationId));
  const step = { ...NO_EXCEPTION, from: target, slot, stationId };
  if (!airing) return now && { ...step, action: 'skip' };
  if (now?.day !== airing.day || now.time !== airing.time) {
    const isOtherDay = airing.day !== target;
    const toTime = isOtherDay && airing.time === regular.time ? null : airing.time;
    return { ...step, action: 'move', toDay: isOtherDay ? airing.day : null, toTime };
  }
  if ((now.programId ?? terms.programId) === airing.programId) return undefined;
  return { ...step, action: 'replace', programId: airing.programId };
}

/** What is the same for all slots of a day is one exception. */
function forWholeDays(made: readonly NewException[], slots: number): NewException[] {
  const kinds = alike(made, (one) => JSON.stringify(ofAllSlots(one)));
  return kinds.flatMap((same) => (same.length === slots ? same.slice(0, 1).map(ofAllSlots) : same));
}

const ofAllSlots = (one: NewException): NewException => ({ ...one, slot: null });

function withException(definition: Definition, wanted: NewException): Definition {
  const exception = exceptionOf(wanted, { by: '', at: new Date(0) });
  const superseded = supersededBy(definition, exception);
  return {
    ...definition,
    exceptions: [...definition.exceptions.filter((one) => !superseded.includes(one)), exception],
  };
}

const NO_EXCEPTION = { until: null, toDay: null, toTime: null, programId: null, note: null };
