import { findSelfClashes } from '../clashes/find-clashes.js';
import { type RecurrenceRule, type TimedOccurrence, timedOccurrences } from '../recurrence/occurrences.js';
import { isWithinAirDay } from '../recurrence/within-air-day.js';
import { type AllowedHours, withinAllowedHours } from '../rules/within-allowed-hours.js';
import {
  CrossesBroadcastingDay,
  EntryOverlapsItself,
  NoOccurrence,
  OutsideAllowedHours,
  ProgramExpired,
} from '../scheduling.problems.js';

interface CheckedStation {
  id: string;
  name: string;
  timeZone: string;
}

export interface TimesToCheck {
  rule: RecurrenceRule;
  stations: readonly CheckedStation[];
  hours: readonly AllowedHours[];
  program: { seconds: number; expiresOn: string | null };
  now: Date;
}

// Every weekday and time of a weekly rule comes within a week. Clocks may skip one, never two weeks in a row.
// Two weeks, and a day because the span may begin a day before the first local day.
const CHECKED_SPAN_MS = 15 * 86_400_000;

/**
 * Checks the times of an entry's first two weeks, however far ahead it begins; the later ones are the same.
 * @throws NoOccurrence, ProgramExpired, EntryOverlapsItself, CrossesBroadcastingDay, OutsideAllowedHours
 */
export function checkTimes({ rule, stations, hours, program, now }: TimesToCheck): void {
  const seconds = Math.ceil(program.seconds);
  const outside = { stations: new Map<string, { id: string; name: string }>(), times: new Set<string>() };
  for (const [zone, there] of stationsByZone(stations)) {
    // One station stands for all of the zone.
    const airings = firstWeeks(rule, seconds, { zone, now }).map((one) => ({ ...one, stationId: zone }));
    const [first] = airings;
    if (!first) throw new NoOccurrence();
    if (program.expiresOn !== null && first.airsOn > program.expiresOn) throw new ProgramExpired(program.expiresOn);
    if (findSelfClashes(airings).length > 0) throw new EntryOverlapsItself(seconds);
    const across = airings.filter((airing) => !isWithinAirDay(airing, zone)).map(({ time }) => time);
    if (across.length > 0) throw new CrossesBroadcastingDay([...new Set(across)].toSorted());
    const wrong = airings.filter((airing) => !withinAllowedHours(hours, airing, zone));
    for (const { time } of wrong) outside.times.add(time);
    if (wrong.length > 0) for (const { id, name } of there) outside.stations.set(id, { id, name });
  }
  if (outside.times.size > 0) {
    const times = [...outside.times].toSorted();
    throw new OutsideAllowedHours({ stations: [...outside.stations.values()], times, hours });
  }
}

function firstWeeks(
  rule: RecurrenceRule,
  seconds: number,
  { zone, now }: { zone: string; now: Date },
): TimedOccurrence[] {
  // No zone is more than 14 hours from UTC; the rule itself leaves out what is too early here.
  const begin = Math.max(now.getTime(), Date.parse(`${rule.validFrom}T00:00:00Z`) - 86_400_000);
  return timedOccurrences(rule, seconds, { zone, from: new Date(begin), until: new Date(begin + CHECKED_SPAN_MS) });
}

function stationsByZone(stations: readonly CheckedStation[]): Map<string, CheckedStation[]> {
  const byZone = new Map<string, CheckedStation[]>();
  for (const station of stations) byZone.set(station.timeZone, [...(byZone.get(station.timeZone) ?? []), station]);
  return byZone;
}
