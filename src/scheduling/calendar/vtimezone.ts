import { DateTime } from 'luxon';
import { type ClockChange, offsetAt } from './clock-changes.js';

/**
 * The lines of a VTIMEZONE (RFC 5545 §3.6.5), its TZID the zone's own name. Each change of the clocks is named by its
 * date, not as a yearly rule: rules differ from year to year, and tables that were made for old readers are off by a week.
 * @param changes those of the zone, in order
 */
export function vtimezone(zone: string, changes: readonly ClockChange[], now: Date): string[] {
  const first = changes[0]?.before ?? offsetAt(now.getTime(), zone);
  const start = [
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    `TZOFFSETFROM:${offset(first)}`,
    `TZOFFSETTO:${offset(first)}`,
  ];
  const kindOf = ({ before, after }: ClockChange) => `${before} ${after}`;
  const kinds = [...new Set(changes.map(kindOf))];
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...start,
    'END:STANDARD',
    ...kinds.flatMap((kind) =>
      observance(
        zone,
        changes.filter((change) => kindOf(change) === kind),
      ),
    ),
    'END:VTIMEZONE',
  ];
}

function observance(zone: string, changes: readonly ClockChange[]): string[] {
  const [first] = changes;
  if (!first) return [];
  const after = DateTime.fromJSDate(first.at, { zone });
  const kind = after.isInDST ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${local(first)}`,
    ...changes.slice(1).map((change) => `RDATE:${local(change)}`),
    `TZOFFSETFROM:${offset(first.before)}`,
    `TZOFFSETTO:${offset(first.after)}`,
    `END:${kind}`,
  ];
}

/** As the clocks show it that are not yet changed. */
const local = ({ at, before }: ClockChange): string =>
  DateTime.fromJSDate(at, { zone: 'utc' }).plus({ minutes: before }).toFormat("yyyyMMdd'T'HHmmss");

function offset(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}${two(Math.abs(minutes) % 60)}`;
}
