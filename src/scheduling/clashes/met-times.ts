import { addDays, localDay } from '../../platform/clock/local-day.js';
import { localOf } from '../recurrence/air-day.js';
import { clockTimesOf } from '../recurrence/clock-times.js';
import { instantOf } from '../recurrence/instants.js';
import { knownDay } from '../recurrence/known-days.js';
import { type Definition, exceptionsAt } from '../terms/definition.js';
import type { MeetingRow } from './clash-facts.queries.js';
import type { MetOccurrence } from './meeting.js';

/** When two entries meet, as far as it is ahead. */
export interface MetTimes {
  wanted: MetOccurrence[];
  other: MetOccurrence[];
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
  const met = { wanted: new Map<string, MetOccurrence>(), other: new Map<string, MetOccurrence>() };
  for (const { row, airDay, day, time } of inOrder) {
    const [stationId = ''] = row.stationIds;
    const there = localOf({ airDay, clock: row.otherClock });
    const [one, another] = [mine(stationId, day, time), theirs(stationId, there.day, there.time)];
    if (!one || !another) return undefined;
    met.wanted.set(`${one.onDay} ${one.slot}`, one);
    met.other.set(`${another.onDay} ${another.slot}`, another);
  }
  return {
    wanted: [...met.wanted.values()],
    other: [...met.other.values()],
    first,
    today: localDay(now, first.row.zone),
  };
}

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
