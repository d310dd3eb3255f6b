import { addDays, localDay } from '../../platform/clock/local-day.js';
import { localOf } from '../recurrence/air-day.js';
import { clockTimesOf } from '../recurrence/clock-times.js';
import { instantOf } from '../recurrence/instants.js';
import { knownDay } from '../recurrence/known-days.js';
import { type Definition, exceptionsAt } from '../terms/definition.js';
import type { MeetingRow } from './clash-facts.queries.js';
import { nameOf } from './adapt-operation.js';
import type { MetOccurrence, MetStations } from './meeting.js';

/** When two entries meet, as far as it is ahead. */
export interface MetTimes {
  wanted: MetOccurrence[];
  other: MetOccurrence[];
  /** The occurrences of the other one by stations. */
  met: MetStations[];
  /** The first time: the broadcasting day and the local time of the wanted one, at a station. */
  first: { row: MeetingRow; airDay: string; day: string; time: string };
  today: string;
}

/** Undefined when nothing is ahead, or the occurrences are not those of the definitions. @param rows of one other entry */
export function metTimes(
  rows: readonly MeetingRow[],
  { wanted, other }: { wanted: Definition; other: Definition },
  now: Date,
): MetTimes | undefined {
  const ahead = rows.flatMap((row) => row.airDays.flatMap((airDay) => aheadAt(row, airDay, now)));
  const inOrder = ahead.toSorted((one, next) => one.key - next.key);
  const [first] = inOrder;
  if (!first) return undefined;
  const days = inOrder.map(({ airDay }) => airDay).toSorted();
  const span = { first: days[0] ?? first.airDay, last: addDays(days.at(-1) ?? first.airDay, 1) };
  const [mine, theirs] = [occurrencesOf(wanted, span), occurrencesOf(other, span)];
  const found = { wanted: new Map<string, MetOccurrence>(), other: new Map<string, MetOccurrence>() };
  const own = new Set([...wanted.exceptions, ...other.exceptions].flatMap(({ stationId }) => stationId ?? []));
  const parts = new Map<string, MetPart>();
  for (const { row, airDay, day, time } of inOrder) {
    const there = localOf({ airDay, clock: row.otherClock });
    for (const part of partsOf(row, own)) {
      const [one, another] = [mine(part.alike, day, time), theirs(part.alike, there.day, there.time)];
      if (!one || !another) return undefined;
      found.wanted.set(nameOf(one), one);
      found.other.set(nameOf(another), another);
      const known = parts.get(part.key) ?? { ...part, occurrences: new Map<string, MetOccurrence>() };
      known.occurrences.set(nameOf(another), another);
      parts.set(part.key, known);
    }
  }
  return {
    wanted: [...found.wanted.values()],
    other: [...found.other.values()],
    met: byStations([...parts.values()]),
    first,
    today: localDay(now, first.row.zone),
  };
}

/** Stations of a row that air the same. */
interface PartOfRow {
  key: string;
  /** Null: too many to name. */
  stationIds: readonly string[] | null;
  /** One of them. */
  alike: string;
}

type MetPart = PartOfRow & { occurrences: Map<string, MetOccurrence> };

/** Those with exceptions of their own each for itself. */
function partsOf({ stationIds, hasMore }: MeetingRow, own: ReadonlySet<string>): PartOfRow[] {
  if (hasMore) return [{ key: '', stationIds: null, alike: stationIds.find((id) => !own.has(id)) ?? '' }];
  const alike = stationIds.filter((id) => !own.has(id));
  const alone = stationIds.filter((id) => own.has(id));
  return [...(alike.length > 0 ? [alike] : []), ...alone.map((id) => [id])].map((ids) => ({
    key: ids.join(' '),
    stationIds: ids,
    alike: ids[0] ?? '',
  }));
}

/** Each station once, with all its occurrences. */
function byStations(parts: readonly MetPart[]): MetStations[] {
  const of = new Map<string | null, MetPart[]>();
  for (const part of parts) {
    for (const id of part.stationIds ?? [null]) of.set(id, [...(of.get(id) ?? []), part]);
  }
  const alike = new Map<string, { ids: (string | null)[]; parts: MetPart[] }>();
  for (const [id, its] of of) {
    const key = its.map((part) => parts.indexOf(part)).join(' ');
    alike.set(key, { ids: [...(alike.get(key)?.ids ?? []), id], parts: its });
  }
  return [...alike.values()].map(({ ids, parts: its }) => ({
    stationIds: ids.includes(null) ? null : ids.flatMap((id) => id ?? []),
    occurrences: inOrderOf(new Map(its.flatMap(({ occurrences }) => [...occurrences]))),
  }));
}

const inOrderOf = (occurrences: ReadonlyMap<string, MetOccurrence>): MetOccurrence[] =>
  [...occurrences.values()].toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));

function aheadAt(row: MeetingRow, airDay: string, now: Date) {
  const { day, time } = localOf({ airDay, clock: row.clock });
  const wall = instantOf(day, time, row.zone);
  return 'at' in wall && wall.at >= now ? [{ row, airDay, day, time, key: wall.at.getTime() }] : [];
}

/** Finds what an entry airs at a station by the local day and time. */
function occurrencesOf({ terms, exceptions }: Definition, span: { first: string; last: string }) {
  const known = new Map<string, ReadonlyMap<string, MetOccurrence>>();
  return (stationId: string, day: string, time: string): MetOccurrence | undefined => {
    const found =
      known.get(stationId) ??
      new Map(
        clockTimesOf(terms, exceptionsAt(exceptions, stationId), span).map((one) => [
          `${one.day} ${one.time}`,
          { onDay: one.onDay, slot: one.slot, time: one.time },
        ]),
      );
    known.set(stationId, found);
    return found.get(`${day} ${time}`);
  };
}

const JUDGED_DAYS = 14;
const SEARCHED_DAYS = 400;

/** Local days on which an entry airs at a time: those of two weeks, and of later ones the first of each weekday. */
export function judgedDays({ terms, exceptions }: Definition, from: string, time: string): string[] {
  const days = clockTimesOf(
    terms,
    exceptions.filter(({ stationId }) => stationId === null),
    {
      first: from,
      last: addDays(from, SEARCHED_DAYS),
    },
  ).flatMap((one) => (one.time === time ? [one.day] : []));
  const until = addDays(days[0] ?? from, JUDGED_DAYS);
  const seen = new Set<number>();
  return days.filter((day) => {
    const { weekday } = knownDay(day);
    const isNew = !seen.has(weekday);
    seen.add(weekday);
    return day < until || isNew;
  });
}
