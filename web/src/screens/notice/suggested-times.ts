import type { Schemas } from '../../api/client.ts';
import { daypartName, type DaypartName, daypartsOf } from '../../parts/dayparts.ts';
import { clockOf } from '../../parts/schedule/clocks.ts';
import type { TimelineItem } from '../../parts/schedule/queries.ts';
import { timeAt } from '../../words/formats.ts';

export type TimelineDay = Schemas['Timeline']['days'][number];

/** A minute in which a notice fits: next to a daypart, or at a usual time of a day without any. */
export interface SuggestedTime {
  day: string;
  /** Local `HH:MM`. */
  time: string;
  where: 'before' | 'after' | 'usual';
  daypart: DaypartName;
}

interface Wish {
  /** Length of the notice. */
  seconds: number;
  /** In milliseconds since 1970. */
  now: number;
  timeZone: string;
}

const MINUTE_MS = 60_000;
/** Sooner than this nobody can read it over and place it. */
const LEAD_MS = 5 * MINUTE_MS;
const USUAL = ['05:30', '11:00', '17:30'];

const startOf = ({ startsAt }: TimelineItem): number => Date.parse(startsAt);
const endOf = (item: TimelineItem): number => startOf(item) + item.seconds * 1_000;

/** What sounds, or will once it is approved. */
const holdsTime = ({ state, reason }: TimelineItem): boolean =>
  state === 'planned' || state === 'expected' || reason === 'program-not-approved';

/** Free minutes of a day right before and right after its dayparts, inside hours and limits, by the clock. */
export function suggestedTimes(day: TimelineDay, wish: Wish): SuggestedTime[] {
  const { seconds, timeZone } = wish;
  const items = day.items.filter(holdsTime);
  const airingOf = (item: TimelineItem) => ({ ...item, endsAt: new Date(endOf(item)).toISOString() });
  const dayparts = daypartsOf(items, airingOf);
  const beside = dayparts.flatMap(({ name, items: [first, ...rest] }) => {
    if (!first) return [];
    const ends = Math.max(...[first, ...rest].map(endOf));
    return [
      { at: floorMinute(startOf(first) - seconds * 1_000), where: 'before' as const, daypart: name },
      { at: -floorMinute(-ends), where: 'after' as const, daypart: name },
    ];
  });
  const found = dayparts.length > 0 ? beside : usual(day, timeZone);
  return found
    .filter(({ at }) => fits(day, items, { ...wish, at }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, where, daypart }) => ({ day: day.day, time: timeAt(at, timeZone), where, daypart }));
}

const floorMinute = (at: number): number => Math.floor(at / MINUTE_MS) * MINUTE_MS;

function usual({ hours: [first] }: TimelineDay, timeZone: string) {
  if (!first) return [];
  const midnight = Date.parse(first.from) - clockOf(timeAt(first.from, timeZone)) * 1_000;
  return USUAL.map((time) => ({
    at: midnight + clockOf(time) * 1_000,
    where: 'usual' as const,
    daypart: daypartName(time),
  }));
}

function fits(
  { hours, limits }: TimelineDay,
  items: readonly TimelineItem[],
  { at, seconds, now }: Wish & { at: number },
): boolean {
  const until = at + seconds * 1_000;
  const isIn = (one: { from: string; until: string }) => Date.parse(one.from) <= at && at < Date.parse(one.until);
  return (
    at >= now + LEAD_MS &&
    hours.some((open) => isIn(open) && until <= Date.parse(open.until)) &&
    items.every((item) => until <= startOf(item) || endOf(item) <= at) &&
    limits.every((limit) => !isIn(limit) || limit.usedSeconds + seconds <= limit.allowedSeconds)
  );
}
