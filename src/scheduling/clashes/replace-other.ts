import type { Operation } from '../operations/operations.schemas.js';
import { placesWithout, skip } from './adapt-operation.js';
import { eachStation, isOneOff, type Meeting, type MetOccurrence, type Reader, termsMet } from './meeting.js';

/** The words with which it is withdrawn; whoever does it may send others. */
const BECAUSE = { vi: 'Nhường giờ cho mục khác', en: 'Gives its time to another entry' };

/**
 * The other entries are taken away where the wanted one meets them, and as little as possible besides: an occurrence, some
 * stations, one of its times, or all of it.
 * @param meetings of one wanted entry
 */
export function replaceOthers(meetings: readonly Meeting[], reader: Reader): Operation[] | undefined {
  if (!meetings.every(({ other }) => reader.maySchedule(other.definition.entry))) return undefined;
  return [...meetings.flatMap(takenAway), ...(meetings[0]?.operations ?? [])];
}

function takenAway(meeting: Meeting): Operation[] {
  const { other, stationIds, isWhole, today } = meeting;
  const { definition, occurrences } = other;
  const { id: entryId } = definition.entry;
  const withdrawn: Operation[] = [{ op: 'withdraw', entryId, because: BECAUSE.vi }];
  const [first, second] = occurrences;
  const terms = termsMet(other);
  if (!first || !terms || !isWhole) return withdrawn;
  if (!second && stationIds.length >= other.stations && isOneOff(definition)) return withdrawn;
  const skipped = (some: readonly MetOccurrence[]) =>
    some.flatMap((one) => eachStation(stationIds, other, (stationId) => skip(entryId, one, stationId)));
  if (!second) return skipped([first]);
  // Later terms than those of the first day would be lost with a change from that day on.
  if (definition.terms.at(-1) !== terms) return withdrawn;
  // What is earlier today may have begun, and with it the day cannot be changed.
  const ahead = occurrences.filter(({ onDay }) => onDay > today);
  const changed = ahead[0] ? changedFrom(ahead[0].onDay, meeting) : undefined;
  if (!changed && ahead.length > 0) return withdrawn;
  return [...skipped(occurrences.filter(({ onDay }) => onDay <= today)), ...(changed ? [changed] : [])];
}

/** Without the stations where they meet, or without the times; undefined when nothing is left. */
function changedFrom(from: string, { other, stationIds }: Meeting): Operation | undefined {
  const { definition, occurrences } = other;
  const entryId = definition.entry.id;
  const terms = termsMet(other);
  if (!terms) return undefined;
  if (stationIds.length < other.stations) {
    const places = placesWithout(terms, stationIds);
    return places && { op: 'change', entryId, changes: { from, ...places } };
  }
  const met = new Set(occurrences.map(({ slot }) => slot));
  const times = terms.times.filter((_, slot) => !met.has(slot));
  return times.length > 0 ? { op: 'change', entryId, changes: { from, times } } : undefined;
}
