import { DateTime } from 'luxon';
import type { ZonedSpan } from './occurrences.js';

/** From now to the end of the local day that is `days` days after today. */
export function planningSpan(now: Date, zone: string, days: number): ZonedSpan {
  const until = DateTime.fromJSDate(now, { zone })
    .startOf('day')
    .plus({ days: days + 1 });
  return { zone, from: now, until: until.toJSDate() };
}
