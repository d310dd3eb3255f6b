import { addDays } from '../../platform/clock/local-day.js';
import { clockTimesOf, termsDays } from '../recurrence/clock-times.js';
import { type Definition, type EntryTerms, isWithin, termsOn } from '../terms/definition.js';

/** A week that is copied, and the one that is to be like it. Days are local, `YYYY-MM-DD`. */
export interface CopiedWeek {
  /** The Monday of the week that is copied. */
  from: string;
  /** The Monday of the week into which it is copied. */
  to: string;
  /** Days before it are over, and stay as they are. */
  today: string;
}

/** What an entry airs by the clock on the wall, and which occurrence that is. */
export interface CopiedAiring {
  onDay: string;
  slot: number;
  day: string;
  /** `HH:MM` */
  time: string;
  programId: string;
}

const DAYS_A_WEEK = 7;
const DAY_MS = 86_400_000;

/** The days of the week, each with the one into which it is copied; without those that are over there. */
export function copiedDays(week: CopiedWeek): { day: string; target: string }[] {
  return daysOfWeek(week.from)
    .map((day) => ({ day, target: inOtherWeek(week, day) }))
    .filter(({ target }) => target >= week.today);
}

const daysOfWeek = (monday: string) => Array.from({ length: DAYS_A_WEEK }, (_, index) => addDays(monday, index));

/** The same day of the week in the other week. */
export const inOtherWeek = ({ from, to }: Pick<CopiedWeek, 'from' | 'to'>, day: string): string =>
  addDays(day, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS));

const isInWeek = (monday: string, day: string): boolean => day >= monday && day < addDays(monday, DAYS_A_WEEK);

/** The terms by which an entry has occurrences on a day, exceptions apart; undefined where it has none. */
export function termsAiringOn({ terms }: Pick<Definition, 'terms'>, day: string): EntryTerms | undefined {
  const own = termsOn(terms, day);
  return own && termsDays(own, day, day).length > 0 ? own : undefined;
}

/** What an entry airs in a week, by time. @param stationId at this station; null: at those without exceptions of their own */
export function airedInWeek(definition: Definition, stationId: string | null, monday: string): CopiedAiring[] {
  const week = { first: monday, last: addDays(monday, DAYS_A_WEEK - 1) };
  return clockTimesOf(definition.terms, exceptionsFor(definition, stationId), week).flatMap(({ programId, ...one }) => {
    const own = termsOn(definition.terms, one.onDay);
    return own ? [{ ...one, programId: programId ?? own.programId }] : [];
  });
}

export const exceptionsFor = ({ exceptions }: Pick<Definition, 'exceptions'>, stationId: string | null) =>
  exceptions.filter((one) => one.stationId === null || one.stationId === stationId);

/** The stations that have exceptions of their own in one of the weeks; first null, which stands for all others. */
export function scopesOf({ exceptions }: Definition, { from, to }: CopiedWeek): (string | null)[] {
  const isIn = (monday: string, { days, toDay }: Definition['exceptions'][number]) =>
    daysOfWeek(monday).some((day) => isWithin(days, day)) || (toDay !== null && isInWeek(monday, toDay));
  const own = exceptions.filter((one) => isIn(from, one) || isIn(to, one)).flatMap(({ stationId }) => stationId ?? []);
  return [null, ...new Set(own)];
}

/** Groups of what has the same key, in the order of their first ones. */
export function alike<One>(all: readonly One[], keyOf: (one: One) => string): One[][] {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return [...groups.values()];
}
