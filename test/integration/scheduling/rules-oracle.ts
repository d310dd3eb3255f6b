import { addDays } from '../../../src/platform/clock/local-day.js';
import type { BroadcastView } from '../../../src/scheduling/broadcasts/broadcasts.schemas.js';

/** Rules of a station as the API tells them, the most specific owner first: station, unit, centre. */
export interface RulesInOrder {
  hours: HoursPeriod[][];
  quiet: { days: QuietDays[] }[][];
  dayparts: DaypartsPeriod[][];
}

interface Window {
  from: string;
  to: string;
}
interface QuietDays {
  from: string;
  until: string;
  windows: Window[] | null;
}
interface Dated {
  from: string | null;
  until: string | null;
}
interface HoursPeriod extends Dated {
  windows: (Window & { days: number[] })[];
}
interface DaypartsPeriod extends Dated {
  minutesPerDay: number | null;
  dayparts: (Window & { name: string; days: number[]; minutes: number | null })[];
}

/** Minutes since the first midnight of 1970 by the clock on the wall. */
type Span = [number, number];
const VIETNAM_MS = 7 * 3_600_000;
const DAY = 1_440;

/** What a station has planned and its rules do not allow, or plan at once: worked out anew, from the documentation. */
export function faultsOf(planned: readonly BroadcastView[], rules: RulesInOrder): string[] {
  const rows = planned.map((row) => ({ row, span: [minutes(row.startsAt), minutes(row.endsAt)] as Span }));
  rows.sort((one, other) => one.span[0] - other.span[0]);
  const overlapping = rows.filter(({ span }, index) => (rows[index + 1]?.span[0] ?? Infinity) < span[1]);
  const outside = rows.filter(({ row, span }) => !allowedOn(rules, row.airsOn).some((open) => isWithin(span, open)));
  const days = [...new Set(rows.flatMap(({ row: { airsOn } }) => [addDays(airsOn, -1), airsOn]))];
  const told = (fault: string) => (one: (typeof rows)[number]) => `${fault}: ${one.row.startsAt} of ${one.row.entryId}`;
  return [
    ...overlapping.map(told('overlaps the next')),
    ...outside.map(told('outside the hours')),
    ...days.flatMap((day) => overFull(rows, rules, day)),
  ];
}

function overFull(rows: readonly { span: Span }[], rules: RulesInOrder, day: string): string[] {
  const period = inForce(rules.dayparts, day);
  if (!period) return [];
  const { minutesPerDay, dayparts } = period;
  const limits = [
    ...(minutesPerDay === null ? [] : [{ span: [midnight(day), midnight(day) + DAY] as Span, most: minutesPerDay }]),
    ...dayparts
      .filter(({ days }) => days.includes(weekday(day)))
      .flatMap(({ minutes: most, ...window }) => (most === null ? [] : [{ span: spanOf(window, day), most }])),
  ];
  return limits.flatMap(({ span: [from, until], most }) => {
    const inside = rows.filter(({ span: [start] }) => start >= from && start < until);
    const taken = inside.reduce((sum, { span }) => sum + span[1] - span[0], 0);
    return taken > most ? [`${taken} minutes of ${most} on ${day}`] : [];
  });
}

/** When programs may sound on a day, and on both sides of it; spans that touch are one. */
const allowedOn = (rules: RulesInOrder, day: string): Span[] =>
  joined([addDays(day, -1), day, addDays(day, 1)].flatMap((begins) => openedOn(rules, begins)));

/** The spans that begin on the day. Where other quiet days begin, they end: nothing sounds then but what those say. */
function openedOn(rules: RulesInOrder, day: string): Span[] {
  const period = inForce(rules.hours, day);
  const ruled = period?.windows.filter(({ days }) => days.includes(weekday(day))) ?? [{ from: '05:00', to: '21:00' }];
  const [quiet, next] = [quietDays(rules, day), quietDays(rules, addDays(day, 1))];
  const end = next?.windows && next !== quiet ? midnight(day) + DAY : Infinity;
  const spans = (quiet?.windows ?? ruled).map((window) => spanOf(window, day));
  return spans.map(([from, until]) => [from, Math.min(until, end)]);
}

/** The days in a row that name the day; with hours of their own, unless it is as on other days. */
function quietDays({ quiet }: RulesInOrder, day: string): QuietDays | undefined {
  for (const periods of quiet) {
    const named = periods.flatMap(({ days }) => days).find(({ from, until }) => from <= day && day <= until);
    if (named) return named;
  }
  return undefined;
}

const inForce = <Period extends Dated>(owners: readonly Period[][], day: string): Period | undefined =>
  owners.flat().find(({ from, until }) => (from === null || from <= day) && (until === null || day <= until));

function joined(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const [from, until] of spans.toSorted(([one], [other]) => one - other)) {
    const last = apart.at(-1);
    if (last && last[1] >= from) last[1] = Math.max(last[1], until);
    else apart.push([from, until]);
  }
  return apart;
}

function spanOf({ from, to }: Window, day: string): Span {
  const [begin, end] = [clock(from), clock(to)];
  return [midnight(day) + begin, midnight(day) + (end > begin ? end : end + DAY)];
}

const isWithin = ([from, until]: Span, [open, closed]: Span): boolean => from >= open && until <= closed;
const minutes = (instant: string): number => (Date.parse(instant) + VIETNAM_MS) / 60_000;
const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 60_000;
const clock = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
