import { addDays, localDay } from '../../platform/clock/local-day.js';
import type { RuleClass } from '../airtime/ruled-stations.js';
import { type ClockTime, clockTimesOf } from '../recurrence/clock-times.js';
import { instantOf } from '../recurrence/instants.js';
import { knownDay } from '../recurrence/known-days.js';
import { isWithinAirDay } from '../recurrence/air-day.js';
import { CrossesBroadcastingDay, EntryOverlapsItself, NoOccurrence, ProgramExpired } from '../scheduling.problems.js';
import { type EntryException, type EntryTerms, termsOn } from '../terms/definition.js';
import { requireAllowed } from './check-rules.js';

/** What an entry airs at stations that are alike. */
export interface CheckedClass {
  /** The number of the class. */
  number: number;
  zone: string;
  rules: RuleClass;
  terms: readonly EntryTerms[];
  exceptions: readonly EntryException[];
  /** The first of them by name, for people to read. */
  stations: readonly { id: string; name: string }[];
}

export interface TimesToCheck {
  classes: readonly CheckedClass[];
  programOf(programId: string): { seconds: number; expiresOn: string | null };
  /** The first local day that counts, `YYYY-MM-DD`. */
  from: string;
  now: Date;
}

/** A time of today, or of an entry for one date, that is over already. */
export interface MissedTime {
  stationIds: string[];
  /** `YYYY-MM-DD HH:MM` at the stations. */
  localTime: string;
}

interface CheckedTime extends ClockTime {
  programId: string;
  startsAt: Date;
}

const CHECKED_DAYS = 400;
/** Of a rule that has no day sooner, such as 29 February. */
const SEARCHED_DAYS = 3_660;

/**
 * Checks the times of an entry in its first 400 days, however far ahead it begins.
 * @returns what it misses of today, because that is over already
 * @throws NoOccurrence, ProgramExpired, EntryOverlapsItself, CrossesBroadcastingDay, OutsideAllowedHours, QuietDay
 */
export function checkTimes({ classes, programOf, from, now }: TimesToCheck): MissedTime[] {
  const lasting = classes.filter(({ terms }) => terms.some(({ valid: { until } }) => until === null || until >= from));
  const checked = lasting.map((one) => ({ one, ...timesOf(one, from, now) }));
  const without = checked.filter(({ ahead }) => ahead.length === 0);
  if (without.length > 0) throw noOccurrence(without);
  const atStations = checked.map(({ one, ahead }) => {
    const [first] = ahead;
    const { expiresOn } = first ? programOf(first.programId) : { expiresOn: null };
    if (first && expiresOn !== null && first.day > expiresOn) throw new ProgramExpired(expiresOn);
    const airings = ahead.map((time) => withEnd(time, programOf(time.programId).seconds));
    requireApart(airings);
    const across = eachKindOnce(airings).filter((airing) => !isWithinAirDay(airing, one.zone));
    if (across.length > 0) throw new CrossesBroadcastingDay([...new Set(across.map(({ time }) => time))].toSorted());
    return { ...one, airings };
  });
  requireAllowed(atStations);
  return checked.flatMap(({ one, missed }) =>
    missed.map(({ day, time }) => ({ stationIds: one.stations.map(({ id }) => id), localTime: `${day} ${time}` })),
  );
}

/** The local days on which an entry's times may be checked, both included. */
export function checkedDays(terms: readonly EntryTerms[], from: string, now: Date): { from: string; until: string } {
  // No zone is more than a day from UTC.
  const today = addDays(localDay(now, 'UTC'), -1);
  const last = [from, today, ...terms.map(({ valid }) => valid.from)].toSorted().at(-1) ?? today;
  return { from: today, until: addDays(last, SEARCHED_DAYS + 2) };
}

function timesOf({ zone, terms, exceptions }: CheckedClass, from: string, now: Date) {
  const today = localDay(now, zone);
  const begins =
    [
      from,
      ...terms
        .map(({ valid }) => valid.from)
        .toSorted()
        .slice(0, 1),
    ]
      .toSorted()
      .at(-1) ?? from;
  const first = begins > today ? begins : today;
  const within = (days: number) => clockTimesOf(terms, exceptions, { first, last: addDays(first, days) });
  const soon = within(CHECKED_DAYS);
  const times = soon.length > 0 ? soon : within(SEARCHED_DAYS);
  const [ahead, missed]: [CheckedTime[], ClockTime[]] = [[], []];
  for (const one of times) {
    const wall = instantOf(one.day, one.time, zone);
    const programId = one.programId ?? termsOn(terms, one.onDay)?.programId ?? '';
    if ('at' in wall && wall.at >= now) ahead.push({ ...one, programId, startsAt: wall.at });
    else if ('at' in wall) missed.push(one);
  }
  return { ahead, missed, times: terms.flatMap((one) => one.times) };
}

function noOccurrence(without: readonly { one: CheckedClass; times: string[] }[]): NoOccurrence {
  return new NoOccurrence(
    without.flatMap(({ one, times }) =>
      one.stations.map(({ id, name }) => ({ id, name, times: [...new Set(times)].toSorted() })),
    ),
  );
}

const withEnd = (time: CheckedTime, seconds: number) => ({
  ...time,
  seconds,
  endsAt: new Date(time.startsAt.getTime() + seconds * 1_000),
});

function requireApart(airings: readonly { startsAt: Date; endsAt: Date; seconds: number }[]): void {
  for (const [index, { startsAt, endsAt, seconds }] of airings.entries()) {
    const next = airings[index + 1];
    if (next && next.startsAt < endsAt && next.startsAt >= startsAt) throw new EntryOverlapsItself(seconds);
  }
}

/** One for each weekday, time and program: the clocks apart, all of a kind are alike. */
function eachKindOnce<Kind extends { day: string; time: string; programId: string }>(airings: readonly Kind[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const airing of airings) {
    const kind = `${knownDay(airing.day).weekday} ${airing.time} ${airing.programId}`;
    if (!kinds.has(kind)) kinds.set(kind, airing);
  }
  return [...kinds.values()];
}
