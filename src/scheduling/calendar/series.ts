import { minuteOf } from '../recurrence/clock-spans.js';
import { type ClockTime, settled, termsDays } from '../recurrence/clock-times.js';
import { instantOf } from '../recurrence/instants.js';
import { type EntryException, type EntryTerms, isWithin } from '../terms/definition.js';
import { endOfDay, exceptedDays, type SeriesBounds, type SeriesDays, seriesDays } from './series-days.js';

/** An occurrence at another time than the series says, or with another program. */
export interface Override {
  onDay: string;
  day: string;
  /** `HH:MM` */
  time: string;
  programId: string;
}

/** One time of the terms of an entry, as a calendar tells it: an event that recurs, and what is otherwise. */
export interface Series extends SeriesDays {
  terms: EntryTerms;
  slot: number;
  /** `HH:MM` */
  time: string;
  /** The last instant, and that of the rule; null: without an end. */
  until: Date | null;
  ruleUntil: Date | null;
  leftOut: string[];
  overrides: Override[];
  /** Occurrences on days that the series does not have: events of their own. */
  singles: Override[];
}

/** One time of terms, with the exceptions that hold for all who read the calendar. */
interface SlotOfTerms {
  terms: EntryTerms;
  slot: number;
  exceptions: readonly EntryException[];
}

/** The series of one time of the terms; undefined when nothing of it airs. */
export function seriesOf({ terms, slot, exceptions }: SlotOfTerms, bounds: SeriesBounds): Series | undefined {
  const here = exceptions.filter((one) => one.slot === null || one.slot === slot);
  const days = seriesDays(terms, here, bounds);
  const until = untilOf(days.last, bounds);
  const ruleUntil = untilOf(earliest(days.last, terms.rule.until), bounds);
  const all = { ...days, terms, slot, time: terms.times[slot] ?? '', until, ruleUntil };
  const series = { ...all, extra: days.extra.filter((day) => isRegular(all, day, bounds)) };
  const first = days.first !== undefined && isRegular(series, days.first, bounds) ? days.first : undefined;
  const otherwise = changesOf({ ...series, first }, here, bounds);
  if (first === undefined && otherwise.singles.length === 0) return undefined;
  return { ...series, first, ...otherwise };
}

function untilOf(last: string | null, { zone, before }: SeriesBounds): Date | null {
  const ends = [
    ...(last === null ? [] : [endOfDay(last, zone)]),
    ...(before === null ? [] : [new Date(before.getTime() - 1_000)]),
  ];
  return ends.toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null;
}

type Regular = SeriesDays & Pick<Series, 'terms' | 'slot' | 'time' | 'until'>;

const earliest = (one: string | null, other: string | null): string | null =>
  one !== null && (other === null || one < other) ? one : other;

/** Whether the event that recurs has a day of its terms, exceptions apart. */
function isRegular({ first, time, until }: Regular, day: string, { zone }: SeriesBounds): boolean {
  if (first === undefined || day < first) return false;
  if (until === null) return true;
  const wall = instantOf(day, time, zone);
  return ('at' in wall ? wall.at : wall.skippedAt) <= until;
}

function changesOf(series: Regular, exceptions: readonly EntryException[], bounds: SeriesBounds) {
  const { terms, slot, time, early } = series;
  const changes = { leftOut: [] as string[], overrides: [] as Override[], singles: [] as Override[] };
  const days = [...early, ...exceptedDays(terms, exceptions, bounds), ...skippedDays(series, bounds)];
  for (const onDay of new Set(days)) {
    const planned = { onDay, slot, day: onDay, time, programId: null };
    const now = settled(planned, exceptions);
    const airs = now !== undefined && mayAir(now, bounds);
    const isSame = airs && now.day === onDay && now.time === time && now.programId === null;
    const regular = isRegular(series, onDay, bounds);
    if (regular && !airs) changes.leftOut.push(onDay);
    if (!airs || (regular && isSame)) continue;
    const override = { onDay, day: now.day, time: now.time, programId: now.programId ?? terms.programId };
    (regular ? changes.overrides : changes.singles).push(override);
  }
  return changes;
}

/** Days of which the clocks skip the time: a calendar would show another one, at which nothing airs. */
function skippedDays({ terms, time }: Regular, { skipped }: SeriesBounds): string[] {
  const minute = minuteOf(time);
  return skipped
    .filter(({ from, until }) => minute >= from && minute < until)
    .flatMap(({ day }) => termsDays(terms, day, day));
}

function mayAir({ day, time }: ClockTime, { zone, airing, before }: SeriesBounds): boolean {
  const wall = instantOf(day, time, zone);
  return 'at' in wall && isWithin(airing, day) && (before === null || wall.at < before);
}
