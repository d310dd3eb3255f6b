import { setImmediate as nextTurn } from 'node:timers/promises';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { icalendarOf } from '../../platform/words/icalendar.js';
import type { DayRange } from '../recurrence/clock-times.js';
import type { Definition, EntryTerms } from '../terms/definition.js';
import { type CalendarProgram, eventsOf, type NamedSeries } from './calendar-events.js';
import { clockChanges, skippedMinutes } from './clock-changes.js';
import { type Series, seriesOf } from './series.js';
import type { SeriesBounds } from './series-days.js';
import { vtimezone } from './vtimezone.js';

/** Entries whose times a calendar tells as they are in one zone. */
export interface EntriesInZone {
  name: string;
  /** IANA zone. */
  zone: string;
  now: Date;
  /** With terms and exceptions that the reader may see. */
  definitions: readonly Definition[];
  programOf(programId: string): CalendarProgram | undefined;
  /** The station whose calendar it is: its own exceptions apply. Null: of all stations; then they are only told. */
  stationId: string | null;
  /** The local days on which terms may air in this calendar, by the id of the terms, in order. */
  airingDays(terms: EntryTerms): readonly DayRange[];
  /** What was over before is left out; null: nothing is. */
  since: Date | null;
  /** Zones in which the same entries air too. */
  otherZones: readonly string[];
}

/** Exceptions are told so far ahead, and so are clocks that skip a time. */
const EXCEPTED_DAYS = 400;
const CLOCKS_CHANGE_DAYS = 3_660;

/** After so many entries other requests have their turn. */
const ENTRIES_A_TURN = 20;

/** The entries as a calendar (RFC 5545): an event for each time of an entry, from one change of it to the next. */
export async function entriesCalendar(asked: EntriesInZone): Promise<string> {
  const { name, zone, now, definitions, otherZones, programOf } = asked;
  const today = localDay(now, zone);
  const changes = clockChanges(zone, firstDay(definitions, today), addDays(today, CLOCKS_CHANGE_DAYS));
  const known = { horizon: addDays(today, EXCEPTED_DAYS), skipped: skippedMinutes(changes) };
  const frame = { zone, now, programOf };
  const lines = [...otherZones.map((other) => `X-VANG-OTHER-ZONE:${other}`), ...vtimezone(zone, changes, now)];
  for (const [number, one] of definitions.entries()) {
    if (number % ENTRIES_A_TURN === 0) await nextTurn();
    lines.push(...seriesOfEntry(one, asked, known).flatMap((series) => eventsOf(series, frame)));
  }
  return icalendarOf(name, lines);
}

function firstDay(definitions: readonly Definition[], today: string): string {
  const [first = today] = definitions.flatMap(({ terms }) => terms.map(({ valid }) => valid.from)).toSorted();
  const earliest = addDays(today, -CLOCKS_CHANGE_DAYS);
  return addDays(first > earliest ? first : earliest, -1);
}

function seriesOfEntry(
  { entry, terms, exceptions }: Definition,
  { zone, stationId, since, airingDays }: EntriesInZone,
  known: Pick<SeriesBounds, 'horizon' | 'skipped'>,
): NamedSeries[] {
  const applied = exceptions.filter((one) => one.stationId === null || one.stationId === stationId);
  const ofStations = exceptions.filter((one) => one.stationId !== null && one.stationId !== stationId);
  const named = new Map<number, string>();
  const all: NamedSeries[] = [];
  for (const one of terms) {
    for (const airing of airingDays(one)) {
      const bounds = { ...known, zone, airing, before: entry.withdrawnAt };
      for (const slot of one.times.keys()) {
        const series = seriesOf({ terms: one, slot, exceptions: applied }, bounds);
        const follows = named.get(slot) ?? null;
        const first = one.valid.from > airing.from ? one.valid.from : airing.from;
        const uid = `${entry.id}-${slot}${follows === null ? '' : `-${first.replaceAll('-', '')}`}`;
        named.set(slot, uid);
        if (series && !isOver(series, since)) all.push({ ...series, entry, uid, follows, ofStations });
      }
    }
  }
  return all;
}

/** An occurrence that is moved may be ahead yet. */
function isOver({ until, overrides, singles }: Series, since: Date | null): boolean {
  if (since === null || until === null || until >= since) return false;
  const day = since.toISOString().slice(0, 10);
  return ![...overrides, ...singles].some((one) => one.day >= day);
}
