import { MOST_OPERATIONS, type Operation } from '../operations/operations.schemas.js';
import { localOf } from '../recurrence/air-day.js';
import { atPlaces, atTime, move, placesWithout, skip } from './adapt-operation.js';
import type { WayOut } from './clashes.schemas.js';
import { type ClockRange, fits, nearestFit, nextMinute } from './free-clocks.js';
import { eachStation, isOneOff, type Meeting, type MetOccurrence, type Reader, termsMet, united } from './meeting.js';
import { replaceOthers } from './replace-other.js';

export interface ProposedWayOut {
  code: WayOut;
  operations: Operation[];
}

/**
 * What can be done about two entries that meet. Each is a list of operations to do instead of those that were asked for;
 * after none of them the wanted one meets anything, or airs outside its daypart.
 * @param also what else the wanted one meets
 */
export function waysOut(meeting: Meeting, also: readonly Meeting[], reader: Reader): ProposedWayOut[] {
  const all = united([meeting, ...also]);
  const ways: [code: WayOut, operations: Operation[] | undefined][] = [
    ['replace-other', replaceOthers([meeting, ...also], reader)],
    ['after-it', atClock(afterIt(all), all)],
    ['shift', atClock(shifted(all), all)],
    ['skip-stations', skipStations(all)],
    ['only-this-occurrence', onlyThisOccurrence(all)],
  ];
  return ways.flatMap(([code, operations]) =>
    operations && operations.length <= MOST_OPERATIONS ? [{ code, operations }] : [],
  );
}

/** Whether an operation says when an entry airs on all its days. */
const isForAllDays = ({ op }: Operation): boolean => op === 'place' || op === 'change';

function freeFor({ operations, index, free }: Meeting): readonly ClockRange[] {
  const operation = operations[index];
  return operation && isForAllDays(operation) ? free.always : free.thatDay;
}

function afterIt(meeting: Meeting): number | undefined {
  const clock = nextMinute(meeting.otherEnds);
  return fits(freeFor(meeting), clock, meeting.seconds) ? clock : undefined;
}

/** The nearest free time; when that is right after the other, the nearest before it. */
function shifted(meeting: Meeting): number | undefined {
  const { clock, seconds } = meeting;
  const free = freeFor(meeting);
  const nearest = nearestFit(free, clock, seconds);
  if (nearest === undefined || nearest !== afterIt(meeting)) return nearest;
  const before = free.map(({ from, until }) => ({ from, until: Math.min(until, clock + seconds) }));
  return nearestFit(before, clock, seconds);
}

/** The wanted one at another clock. */
function atClock(clock: number | undefined, meeting: Meeting): Operation[] | undefined {
  const { wanted, operations, index, isWhole } = meeting;
  const [first, ...more] = wanted.occurrences;
  const operation = operations[index];
  if (clock === undefined || !first || !operation) return undefined;
  const time = timeOf(clock);
  const times = termsMet(wanted)?.times ?? [];
  if (isForAllDays(operation)) {
    // What an exception moved has no time of the entry; of two times only one would get out of the way.
    if (times[first.slot] !== first.time || more.some(({ slot }) => slot !== first.slot)) return undefined;
    const changed = atTime(operation, times, { from: first.time, to: time });
    return changed && instead(meeting, [changed]);
  }
  return more.length === 0 && isWhole ? otherwiseMoved(meeting, { first, time, times }) : undefined;
}

/** For operations on single occurrences: that one airs at another time. */
function otherwiseMoved(
  meeting: Meeting,
  { first, time, times }: { first: MetOccurrence; time: string; times: readonly string[] },
): Operation[] | undefined {
  const { wanted, stationIds, operations, index } = meeting;
  const operation = operations[index];
  const entryId = wanted.definition.entry.id;
  if (operation?.op === 'undo-exception') {
    return instead(meeting, [
      operation,
      ...eachStation(stationIds, wanted, (stationId) => move(entryId, first, { stationId, time })),
    ]);
  }
  if (operation?.op !== 'except') return undefined;
  const { exception } = operation;
  const { action, slot, stationId } = exception;
  if (action === 'replace') return instead(meeting, [operation, move(entryId, first, { stationId, time })]);
  const isOnlyOne = slot === first.slot || (slot === null && times.length === 1);
  return isOnlyOne ? instead(meeting, [{ ...operation, exception: { ...exception, toTime: time } }]) : undefined;
}

/** The wanted one without the stations where they meet. */
function skipStations(meeting: Meeting): Operation[] | undefined {
  const { wanted, stationIds, isWhole, operations, index } = meeting;
  const [operation, terms] = [operations[index], termsMet(wanted)];
  if (!operation || !terms || !isWhole || stationIds.length >= wanted.stations) return undefined;
  const places = placesWithout(terms, stationIds);
  const changed = places && atPlaces(operation, places);
  return changed && instead(meeting, [changed]);
}

/** The wanted one as it is, apart from the only occurrence that meets the other: that is moved, or skipped. */
function onlyThisOccurrence(meeting: Meeting): Operation[] | undefined {
  const { wanted, stationIds, operations, index, isWhole, free, clock, seconds } = meeting;
  const [first, ...more] = wanted.occurrences;
  const operation = operations[index];
  if (!first || more.length > 0 || !isWhole || isOneOff(wanted.definition)) return undefined;
  const entryId = wanted.definition.entry.id;
  const nearest = nearestFit(free.thatDay, clock, seconds);
  const otherwise = eachStation(stationIds, wanted, (stationId) =>
    nearest === undefined
      ? skip(entryId, first, stationId)
      : move(entryId, first, { stationId, time: timeOf(nearest) }),
  );
  // A new entry gets the id by which the exception names it.
  if (operation?.op === 'place') return instead(meeting, [{ ...operation, entryId }, ...otherwise]);
  return operation?.op === 'change' ? instead(meeting, [operation, ...otherwise]) : undefined;
}

/** The operations, with others in place of the one that wants the airtime. */
const instead = ({ operations, index }: Meeting, others: readonly Operation[]): Operation[] => [
  ...operations.slice(0, index),
  ...others,
  ...operations.slice(index + 1),
];

const timeOf = (clock: number): string => localOf({ airDay: '2000-01-01', clock }).time;
