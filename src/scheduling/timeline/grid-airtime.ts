import { DateTime } from 'luxon';
import { startOfDay } from '../../platform/clock/local-day.js';
import type { Interval } from '../recurrence/clock-spans.js';
import type { RuledStations } from '../airtime/ruled-stations.js';

/** What the rules say of a local day; times in seconds since 00:00. */
export interface DayAirtime {
  /** When programs may sound, in order. */
  hours: [from: number, until: number][];
  /** The name of a quiet day, with hours of its own or none. */
  quietDay: string | null;
  /** The most of the day, else of its dayparts together; null without a limit. */
  allowedSeconds: number | null;
}

interface Shown {
  id: string;
  cells: readonly (number | null)[];
}

/**
 * The rules of each station and day that is shown. What is equal is listed once.
 * @param days the columns · @returns for each station an index into `airtime` by day; null where it has no cell
 */
export function gridAirtime<Row extends Shown>(
  stations: readonly Row[],
  days: readonly string[],
  { classes, classAt }: RuledStations,
): { airtime: DayAirtime[]; stations: (Row & { airtime: (number | null)[] })[] } {
  const airtime: DayAirtime[] = [];
  const known = new Map<string, number>();
  const columns = new Map<string, number>();
  const numberOf = (day: DayAirtime): number => {
    const key = JSON.stringify(day);
    const number = known.get(key) ?? airtime.push(day) - 1;
    known.set(key, number);
    return number;
  };
  /** Nothing is worked out, and so nothing is told, of days that are not shown. */
  const at = (number: number, day: string): number => {
    const key = `${number} ${day}`;
    const { zone, on } = classAt(number);
    const index = columns.get(key) ?? numberOf(dayAirtime(on(day), startOfDay(day, zone), zone));
    columns.set(key, index);
    return index;
  };
  const rows = stations.map((row) => ({
    ...row,
    airtime: row.cells.map((cell, day) => (cell === null ? null : at(classes.get(row.id) ?? 0, days[day] ?? ''))),
  }));
  return { airtime, stations: rows };
}

type Rules = ReturnType<ReturnType<RuledStations['classAt']>['on']>;

function dayAirtime({ today, quiet, quotas }: Rules, begins: Date, zone: string): DayAirtime {
  const whole = quotas.find(({ name }) => name === null);
  const parts = quotas.filter(({ name, from }) => name !== null && from >= begins);
  const ofParts = parts.length > 0 ? parts.reduce((sum, { seconds }) => sum + seconds, 0) : null;
  return {
    hours: today.map(({ from, until }: Interval) => [clockOf(from, zone), clockOf(until, zone) || SECONDS_A_DAY]),
    quietDay: quiet.today ?? null,
    allowedSeconds: whole?.seconds ?? ofParts,
  };
}

const SECONDS_A_DAY = 86_400;

const clockOf = (at: Date, zone: string): number => {
  const { hour, minute, second } = DateTime.fromJSDate(at, { zone });
  return hour * 3_600 + minute * 60 + second;
};
