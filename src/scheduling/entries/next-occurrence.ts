import { addDays } from '../../platform/clock/local-day.js';
import { clockTimesOf } from '../recurrence/clock-times.js';
import type { Definition } from '../terms/definition.js';

/** Days in which the next occurrence is looked for: of most rules it is near, 29 February can be eight years ahead. */
const SEARCHED_DAYS = [400, 3_660];

/**
 * The first occurrence after a moment by the clock of the stations, also beyond the planned days, whatever airtime rules say
 * of it; exceptions of single stations do not count.
 * @param now `YYYY-MM-DD HH:MM` @returns null when there is none
 */
export function nextOccurrence(
  { entry, terms, exceptions }: Definition,
  now: string,
): { day: string; time: string } | null {
  const [begins] = terms;
  if (!begins || entry.withdrawnAt !== null) return null;
  const today = now.slice(0, 10);
  const first = begins.valid.from > today ? begins.valid.from : today;
  const forAll = exceptions.filter(({ stationId }) => stationId === null);
  for (const days of SEARCHED_DAYS) {
    const times = clockTimesOf(terms, forAll, { first, last: addDays(first, days) });
    const next = times.find(({ day, time }) => `${day} ${time}` >= now);
    if (next) return { day: next.day, time: next.time };
  }
  return null;
}
