import { findSelfClashes } from '../conflicts/find-clashes.js';
import { type Occurrence, occurrences, type RecurrenceRule } from '../recurrence/occurrences.js';
import { type AllowedHours, withinAllowedHours } from '../rules/within-allowed-hours.js';
import { EntryOverlapsItself, NoOccurrence, OutsideAllowedHours, ProgramExpired } from '../scheduling.problems.js';

interface CheckedStation {
  id: string;
  name: string;
  timeZone: string;
}

export interface TimesToCheck {
  rule: RecurrenceRule;
  stations: readonly CheckedStation[];
  hours: readonly AllowedHours[];
  program: { seconds: number | null; expiresOn: string | null };
  now: Date;
}

// Every weekday and time of a weekly rule comes within a week; clocks may skip one, never two weeks in a row.
const TWO_WEEKS_MS = 15 * 86_400_000;

/**
 * Checks an entry's times beforehand, however far ahead it begins.
 * @throws NoOccurrence, ProgramExpired, EntryOverlapsItself, OutsideAllowedHours
 */
export function checkTimes({ rule, stations, hours, program, now }: TimesToCheck): void {
  const seconds = Math.ceil(program.seconds ?? 0);
  const outside = { stations: new Map<string, { id: string; name: string }>(), times: new Set<string>() };
  for (const [zone, there] of stationsByZone(stations)) {
    const found = firstWeeks(rule, zone, now);
    const slots = found.map((occurrence) => slotOf(occurrence, zone, seconds));
    const [first] = slots;
    if (!first) throw new NoOccurrence();
    if (program.expiresOn !== null && first.airsOn > program.expiresOn) throw new ProgramExpired(program.expiresOn);
    if (findSelfClashes(slots).length > 0) throw new EntryOverlapsItself(seconds);
    const wrong = slots.filter((slot) => !withinAllowedHours(hours, slot, zone));
    for (const { time } of wrong) outside.times.add(time);
    if (wrong.length > 0) for (const { id, name } of there) outside.stations.set(id, { id, name });
  }
  if (outside.times.size > 0) {
    const times = [...outside.times].toSorted();
    throw new OutsideAllowedHours({ stations: [...outside.stations.values()], times, hours });
  }
}

function firstWeeks(rule: RecurrenceRule, zone: string, now: Date): Occurrence[] {
  // No zone is more than 14 hours from UTC; what is too early here is left out by the rule itself.
  const begin = Math.max(now.getTime(), Date.parse(`${rule.validFrom}T00:00:00Z`) - 86_400_000);
  return occurrences(rule, { zone, from: new Date(begin), until: new Date(begin + TWO_WEEKS_MS) });
}

const slotOf = (occurrence: Occurrence, zone: string, seconds: number) => ({
  ...occurrence,
  stationId: zone,
  endsAt: new Date(occurrence.startsAt.getTime() + seconds * 1_000),
});

function stationsByZone(stations: readonly CheckedStation[]): Map<string, CheckedStation[]> {
  const byZone = new Map<string, CheckedStation[]>();
  for (const station of stations) byZone.set(station.timeZone, [...(byZone.get(station.timeZone) ?? []), station]);
  return byZone;
}
