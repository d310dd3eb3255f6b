import { DateTime } from 'luxon';

/** The local calendar day `YYYY-MM-DD` of an instant in an IANA zone. */
export function localDay(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd');
}

const DAY_MS = 86_400_000;
const YEAR_10000 = Date.UTC(10_000, 0, 1);

/** The day `days` later (or earlier, when negative); both are `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  const at = Date.parse(`${day}T00:00:00Z`) + days * DAY_MS;
  // Called for each day of an entry, so what people ask for does not go through Luxon, which is slower.
  if (at > 0 && at < YEAR_10000) return new Date(at).toISOString().slice(0, 10);
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** Monday of the ISO week that `day` is in. */
export function mondayOf(day: string): string {
  return DateTime.fromISO(day, { zone: 'utc' }).startOf('week').toFormat('yyyy-MM-dd');
}

/** The last day of the month that `day` is in. */
export function lastOfMonth(day: string): string {
  return DateTime.fromISO(day, { zone: 'utc' }).endOf('month').toFormat('yyyy-MM-dd');
}

/** The ISO week that `day` is in: `2026-W47`, with the year of its Thursday. */
export function isoWeekOf(day: string): string {
  return DateTime.fromISO(day, { zone: 'utc' }).toFormat("kkkk-'W'WW");
}

/** The instant at which a local day `YYYY-MM-DD` begins in an IANA zone. */
export function startOfDay(day: string, zone: string): Date {
  return DateTime.fromISO(day, { zone }).startOf('day').toJSDate();
}

/** A time for people in Viet Nam to read, in an IANA zone: `05:12:30 02/03/2026`. */
export function localTime(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toFormat('HH:mm:ss dd/MM/yyyy');
}

/** A time for spreadsheets, in an IANA zone: `2026-03-02 05:12`. */
export function localMinute(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd HH:mm');
}
