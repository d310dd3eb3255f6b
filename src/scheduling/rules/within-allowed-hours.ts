import { DateTime } from 'luxon';

/** A window in which stations may air programs, in each station's local time. */
export interface AllowedHours {
  /** ISO days: 1 is Monday, 7 is Sunday. */
  days: number[];
  /** `HH:MM`. */
  from: string;
  /** `HH:MM`, later than `from`; `24:00` is the end of the day. */
  to: string;
}

/**
 * Whether a broadcast lies inside one window of its local day in `zone`, from start to end. It may end exactly when the
 * window does. One that crosses local midnight is in no window.
 */
export function withinAllowedHours(
  hours: readonly AllowedHours[],
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  zone: string,
): boolean {
  const start = DateTime.fromJSDate(startsAt, { zone });
  const end = endOnDayOf(start, endsAt);
  if (end === undefined) return false;
  const begin = start.toFormat(TO_THE_MILLISECOND);
  return hours.some(({ days, from, to }) => days.includes(start.weekday) && from <= begin && end <= `${to}:00.000`);
}

// Wall-clock times of one form compare as text; '05:00' comes before '05:00:00.000'.
const TO_THE_MILLISECOND = 'HH:mm:ss.SSS';

function endOnDayOf(start: DateTime, endsAt: Date): string | undefined {
  const end = DateTime.fromJSDate(endsAt, { zone: start.zone });
  if (end.hasSame(start, 'day')) return end.toFormat(TO_THE_MILLISECOND);
  const midnight = start.plus({ days: 1 }).startOf('day');
  return end.toMillis() === midnight.toMillis() ? '24:00:00.000' : undefined;
}
