import { addDays } from '../../../words/formats.ts';
import type { Operation } from '../../../parts/schedule/queries.ts';
import type { Places } from '../places.ts';

export const REPEATS = ['once', 'daily', 'weekly', 'weeks', 'monthly'] as const;
export type Repeat = (typeof REPEATS)[number];

/** As RRULE names them, from Monday. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
type Weekday = (typeof WEEKDAYS)[number];

/** How the days of a month are counted: `23 hằng tháng`, the fourth Monday, the last Monday. */
export const MONTHLY = ['day', 'weekday', 'last-weekday'] as const;
export type Monthly = (typeof MONTHLY)[number];

/** What is being placed, as it stands in the form. */
export interface Draft {
  programId: string | null;
  /** `all`, `group:<id>` or `station:<id>`. */
  where: readonly string[];
  day: string;
  times: readonly string[];
  repeat: Repeat;
  weekdays: readonly Weekday[];
  everyWeeks: number;
  monthly: Monthly;
  /** The last day; empty: without end. */
  until: string;
}

export const ALL = 'all';
/** As far behind its time a broadcast still begins. */
const START_WITHIN_SECONDS = 120;

export const weekdayOf = (day: string): Weekday => {
  const sundayFirst = new Date(`${day}T00:00:00Z`).getUTCDay();
  return WEEKDAYS[(sundayFirst + 6) % 7] ?? 'MO';
};

/** The day another one is in the same month, counted in weeks from 1. */
export const weekOfMonth = (day: string): number => Math.ceil(Number(day.slice(8)) / 7);

/** An RRULE without times; null: once. */
export function ruleOf({ repeat, weekdays, everyWeeks, monthly, day }: Draft): string | null {
  const days = WEEKDAYS.filter((weekday) => weekdays.includes(weekday)).join(',') || weekdayOf(day);
  if (repeat === 'once') return null;
  if (repeat === 'daily') return 'FREQ=DAILY';
  if (repeat === 'weekly') return `FREQ=WEEKLY;BYDAY=${days}`;
  if (repeat === 'weeks') return `FREQ=WEEKLY;INTERVAL=${everyWeeks};BYDAY=${days}`;
  if (monthly === 'day') return `FREQ=MONTHLY;BYMONTHDAY=${Number(day.slice(8))}`;
  return `FREQ=MONTHLY;BYDAY=${monthly === 'weekday' ? weekOfMonth(day) : -1}${weekdayOf(day)}`;
}

type Place = Extract<Operation, { op: 'place' }>;

/** What is sent; undefined while something is missing. */
export function placeOf(draft: Draft, { centreId, stationIds }: Places): Place | undefined {
  const { programId, where, day, repeat, until } = draft;
  const times = draft.times.filter((time) => /^\d{2}:\d{2}$/.test(time));
  if (programId === null || where.length === 0 || times.length === 0 || day === '') return undefined;
  const named = (kind: string) =>
    where.flatMap((place) => (place.startsWith(`${kind}:`) ? place.slice(kind.length + 1) : []));
  const isAll = where.includes(ALL);
  const [ownStation] = stationIds;
  const owner = centreId === undefined ? { stationId: named('station')[0] ?? ownStation ?? '' } : { centreId };
  const entry = {
    ...owner,
    programId,
    priority: 'normal' as const,
    startsOn: day,
    rule: ruleOf(draft),
    until: repeat === 'once' ? null : until || null,
    times: [...new Set(times)],
    startWithin: START_WITHIN_SECONDS,
    extraDays: [],
    leftOut: [],
    everywhere: isAll,
    stationIds: isAll ? [] : named('station'),
    groupIds: isAll ? [] : named('group'),
  };
  return { op: 'place', entry };
}

export const emptyDraft = (day: string, filled: Partial<Draft>): Draft => ({
  programId: null,
  where: [],
  day,
  times: [''],
  repeat: 'once',
  weekdays: [weekdayOf(filled.day ?? day)],
  everyWeeks: 2,
  monthly: 'day',
  until: '',
  ...filled,
});

/** With another first day; a single weekday goes with it. */
export const withFirstDay = (draft: Draft, day: string): Draft => ({
  ...draft,
  day,
  weekdays: draft.weekdays.length < 2 ? [weekdayOf(day)] : draft.weekdays,
});

/** The day on which all times are still ahead: where somebody begins who names none. @param now `17:03`, at the stations */
export const firstDayOf = (times: readonly string[], today: string, now: string): string =>
  times.some((time) => time !== '' && time <= now) ? addDays(today, 1) : today;
