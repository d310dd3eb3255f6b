import { addDays, localDay } from '../../platform/clock/local-day.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Coverage } from '../planning/coverage.js';
import { localTime } from '../recurrence/wall-time.js';
import { Frozen, NoSuchOccurrence } from '../scheduling.problems.js';
import type { EntryException } from '../terms/definition.js';
import { lastBegunDay, type SomeOccurrences } from './freeze.queries.js';

/**
 * What has begun stays as it is.
 * @param when.minutes so long before it begins an occurrence cannot be changed; 0: it can be taken away until it begins
 * @throws Frozen
 */
export async function requireAhead(
  work: Work,
  entryId: string,
  some: SomeOccurrences,
  { coverage, minutes }: { coverage: Coverage; minutes: number },
): Promise<void> {
  const days = zonesOf(coverage)
    .map((zone) => localDay(work.now, zone))
    .toSorted();
  const [today = localDay(work.now, 'UTC')] = days;
  const before = new Date(work.now.getTime() + Math.max(minutes * MINUTE_MS, 1));
  const begun = await lastBegunDay(work, entryId, some, before);
  if (begun === null && some.days.from >= today) return;
  const sinceToday = { ...some, days: { from: today, until: null } };
  const last = await lastBegunDay(work, entryId, sinceToday, before);
  throw new Frozen(last === null ? today : addDays(last, 1));
}

/** @throws NoSuchOccurrence when the entry is not for the station of the exception */
export function requireStation({ stationId }: EntryException, entryId: string, { placed }: Coverage): void {
  const isPlaced = placed.some((one) => one.entryId === entryId && one.ownStation === stationId);
  if (stationId !== null && !isPlaced) throw new NoSuchOccurrence();
}

/** Nothing is moved into the past. @throws Frozen */
export function requireFutureTarget(exception: EntryException, coverage: Coverage, now: Date): void {
  const { toDay, toTime, days, stationId } = exception;
  if (toDay === null && toTime === null) return;
  const there = coverage.placed.filter(({ ownStation }) => stationId === null || ownStation === stationId);
  const zones = new Set(there.map(({ class: number }) => coverage.classes.get(number)?.zone ?? 'UTC'));
  const nextMinute = new Date(now.getTime() + MINUTE_MS);
  const [earliest] = [...zones]
    .map((zone) => localTime(nextMinute, zone))
    .toSorted()
    .toReversed();
  const target = `${toDay ?? days.from} ${toTime ?? '24:00'}`;
  if (earliest === undefined || target >= earliest) return;
  const [day = '', time] = earliest.split(' ');
  throw new Frozen(day, time);
}

const MINUTE_MS = 60_000;

const zonesOf = ({ classes }: Coverage): string[] => [...new Set([...classes.values()].map(({ zone }) => zone))];
