import { addDays, startOfDay } from '../../platform/clock/local-day.js';
import type { Interval } from '../recurrence/clock-spans.js';
import type { RuleClass } from '../airtime/ruled-stations.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import { sounds, type TimelineItem } from './timeline-item.js';

/** Minutes of a daypart that begins on the day, or of the whole day. */
export interface DayLimit extends Interval {
  /** Null: the whole day. */
  name: string | null;
  allowedSeconds: number;
  /** What begins in it and is to be heard; emergencies do not count. */
  usedSeconds: number;
}

/** A local day of a station. */
export interface TimelineDay<Item = TimelineItem> {
  day: string;
  /** When programs may sound. */
  hours: Interval[];
  /** The name of a quiet day, with hours of its own or none. */
  quietDay: string | null;
  soundingSeconds: number;
  limits: DayLimit[];
  items: Item[];
}

export type CountedItem = Pick<TimelineItem, 'airsOn' | 'startsAt' | 'seconds' | 'state' | 'priority'>;

/**
 * The days of a span with their items and what the rules allow on them.
 * @param items by start, of these days and the one after: a daypart may reach over midnight
 */
export function timelineDays<Item extends CountedItem>(
  items: readonly Item[],
  { zone, on }: RuleClass,
  { from, until }: DaySpan,
): TimelineDay<Item>[] {
  const byDay = new Map<string, Item[]>();
  for (const item of items) byDay.set(item.airsOn, [...(byDay.get(item.airsOn) ?? []), item]);
  const days: TimelineDay<Item>[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) {
    const { today, quiet, quotas } = on(day);
    const begins = startOfDay(day, zone);
    const near = [...(byDay.get(day) ?? []), ...(byDay.get(addDays(day, 1)) ?? [])].filter(counts);
    const limits = quotas
      .filter((quota) => quota.from >= begins)
      .map(({ seconds: allowedSeconds, ...quota }) => ({ ...quota, allowedSeconds, usedSeconds: usedIn(quota, near) }));
    const heard = (byDay.get(day) ?? []).filter(sounds);
    days.push({
      day,
      hours: today,
      quietDay: quiet.today ?? null,
      soundingSeconds: heard.reduce((sum, { seconds }) => sum + seconds, 0),
      limits,
      items: byDay.get(day) ?? [],
    });
  }
  return days;
}

const counts = (item: CountedItem): boolean => sounds(item) && item.priority !== 'emergency';
const usedIn = ({ from, until }: Interval, items: readonly CountedItem[]): number =>
  items.filter(({ startsAt }) => from <= startsAt && startsAt < until).reduce((sum, { seconds }) => sum + seconds, 0);
