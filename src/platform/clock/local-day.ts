import { DateTime } from 'luxon';

/** The local calendar day `YYYY-MM-DD` of an instant in an IANA zone. */
export function localDay(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd');
}

/** The day `days` later (or earlier, when negative); both are `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** Monday of the ISO week that `day` is in. */
export function mondayOf(day: string): string {
  return DateTime.fromISO(day, { zone: 'utc' }).startOf('week').toFormat('yyyy-MM-dd');
}

/** The instant at which a local day `YYYY-MM-DD` begins in an IANA zone. */
export function startOfDay(day: string, zone: string): Date {
  return DateTime.fromISO(day, { zone }).startOf('day').toJSDate();
}

/** A time for people in Viet Nam to read, in an IANA zone: `05:12:30 02/03/2026`. */
export function localTime(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toFormat('HH:mm:ss dd/MM/yyyy');
}
