import { daysOf } from './days.js';
import type { DayRule } from './rule.js';

/** From one local day to another, both included; `until` null: for ever. */
export interface DayRange {
  from: string;
  until: string | null;
}

/** When an entry airs from one day to another: days times clock times, local at each station. */
export interface Terms {
  valid: DayRange;
  rule: DayRule;
  /** Days besides those of the rule. */
  extraDays: readonly string[];
  /** `HH:MM`, sorted, each once; a place in it is a slot. */
  times: readonly string[];
}

/**
 * What is otherwise than the terms say, on some days, at one station or at all. Lists of them are in the order in which they
 * were made: a later one goes before an earlier one.
 */
export interface TermsException {
  /** Null: at all stations that have none of their own for the same occurrence. */
  stationId: string | null;
  days: DayRange;
  /** Null: at all times of those days. */
  slot: number | null;
  action: 'skip' | 'move' | 'replace';
  /** Of a move; null: on its own day, or at its own time. */
  toDay: string | null;
  toTime: string | null;
  /** Of a replacement: what airs instead. */
  programId: string | null;
}

/** An occurrence by the clock on the wall. `onDay` and `slot` name it, wherever an exception moves it. */
export interface ClockTime {
  onDay: string;
  slot: number;
  day: string;
  /** `HH:MM` */
  time: string;
  /** What an exception puts in place of the entry's program. */
  programId: string | null;
}

/**
 * The occurrences on the days from `first` to `last`, both included, without those that are skipped or moved elsewhere.
 * @param exceptions those that are in force for the station, its own and those for all
 */
export function clockTimesOf(
  terms: readonly Terms[],
  exceptions: readonly TermsException[],
  { first, last }: { first: string; last: string },
): ClockTime[] {
  const ruled = terms.flatMap((one) => {
    const days = new Set([...termsDays(one, first, last), ...movedDays(one, exceptions, { first, last })]);
    return [...days].flatMap((onDay) =>
      one.times.map((time, slot) => ({ onDay, slot, day: onDay, time, programId: null })),
    );
  });
  return ruled
    .flatMap((one) => settled(one, exceptions) ?? [])
    .filter(({ day }) => day >= first && day <= last)
    .toSorted((one, other) => compare(`${one.day} ${one.time}`, `${other.day} ${other.time}`));
}

/** The days on which the terms have occurrences, exceptions apart, in order. */
export function termsDays({ valid, rule, extraDays }: Terms, first: string, last: string): string[] {
  const from = first > valid.from ? first : valid.from;
  const until = valid.until !== null && valid.until < last ? valid.until : last;
  const extra = extraDays.filter((day) => day >= from && day <= until);
  if (from > until) return [];
  return [...new Set([...daysOf(rule, from, until), ...extra])].toSorted();
}

/** Days outside the span from which an exception moves occurrences into it. */
function movedDays(
  terms: Terms,
  exceptions: readonly TermsException[],
  span: { first: string; last: string },
): string[] {
  return exceptions.flatMap(({ action, toDay, days: { from } }) => {
    const entersSpan = action === 'move' && toDay !== null && toDay >= span.first && toDay <= span.last;
    return entersSpan ? termsDays(terms, from, from) : [];
  });
}

/**
 * What the exceptions make of an occurrence; undefined when it is skipped. If the station has its own, only those count. Of
 * those that count the last one says whether it airs, the last move when, the last replacement what.
 */
export function settled(one: ClockTime, exceptions: readonly TermsException[]): ClockTime | undefined {
  const about = exceptions.filter((exception) => covers(exception, one));
  const own = about.filter(({ stationId }) => stationId !== null);
  const valid = own.length > 0 ? own : about;
  if (valid.at(-1)?.action === 'skip') return undefined;
  const move = valid.findLast(({ action }) => action === 'move');
  const replacement = valid.findLast(({ action }) => action === 'replace');
  return {
    ...one,
    day: move?.toDay ?? one.day,
    time: move?.toTime ?? one.time,
    programId: replacement?.programId ?? null,
  };
}

/** Whether the exception is about the occurrence. */
const covers = ({ days, slot }: TermsException, { onDay, slot: ownSlot }: ClockTime): boolean =>
  onDay >= days.from && (days.until === null || onDay <= days.until) && (slot === null || slot === ownSlot);

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
