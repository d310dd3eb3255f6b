import { DateTime } from 'luxon';
import type { Reach } from '../../identity/reach.js';
import type { TimelineDay } from './timeline-days.js';
import type { TimelineItem } from './timeline-item.js';
import type { TimelineItemView, TimelineView } from './timeline.schemas.js';

export function presentItem(
  { startsAt, airsOn: _day, withdrawnAt: _at, ...item }: TimelineItem,
  zone: string,
): TimelineItemView {
  const time = DateTime.fromJSDate(startsAt, { zone }).toFormat('HH:mm');
  return { ...item, time, startsAt: startsAt.toISOString() };
}

export function presentDay({ items, hours, limits, ...day }: TimelineDay, zone: string): TimelineView['days'][number] {
  return {
    ...day,
    hours: hours.map(inText),
    limits: limits.map((limit) => ({ ...limit, ...inText(limit) })),
    items: items.map((item) => presentItem(item, zone)),
  };
}

const inText = ({ from, until }: { from: Date; until: Date }) => ({
  from: from.toISOString(),
  until: until.toISOString(),
});

/** That a centre does not serve a station concerns the centre only. */
export const mayKnow =
  ({ everywhere, centreIds }: Reach) =>
  ({ reason, owner }: Pick<TimelineItem, 'reason' | 'owner'>): boolean =>
    reason !== 'station-not-served' || everywhere || centreIds.includes(owner.id);
