import { DateTime } from 'luxon';

/** The local hour at which the broadcasting day begins: hardly anything is on the air, and midnight is within one day. */
const BEGINS_AT_HOUR = 3;

/** Whether sound lies within one broadcasting day, from 03:00 to 03:00 in `zone`. It may end at 03:00 exactly. */
export function isWithinAirDay({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, zone: string): boolean {
  return airDayAt(startsAt, zone) === airDayAt(new Date(endsAt.getTime() - 1), zone);
}

/** The broadcasting day at an instant, `YYYY-MM-DD`. @param zone IANA */
export function airDayAt(at: Date, zone: string): string {
  const local = DateTime.fromJSDate(at, { zone });
  return (local.hour < BEGINS_AT_HOUR ? local.minus({ days: 1 }) : local).toFormat('yyyy-MM-dd');
}
