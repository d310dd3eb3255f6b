import type { Schemas } from '../../api/client.ts';
import type { TimelineItem } from '../../parts/schedule/queries.ts';
import { dayAt } from '../../words/formats.ts';

/** A broadcast of the commune's own that is ahead, or on the air. */
export interface ComingNotice {
  item: TimelineItem;
  /** At the station, `YYYY-MM-DD HH:MM`. */
  local: string;
}

export const isWaiting = ({ state, reason }: TimelineItem): boolean =>
  state === 'gap' && reason === 'program-not-approved';

/** @param now in milliseconds since 1970 */
export function comingNotices({ days, timeZone }: Schemas['Timeline'], now: number): ComingNotice[] {
  const isAhead = ({ owner, state, startsAt, seconds }: TimelineItem): boolean =>
    owner.kind === 'station' && state !== 'withdrawn' && Date.parse(startsAt) + seconds * 1_000 > now;
  return days
    .flatMap(({ items }) => items.filter(isAhead))
    .map((item) => ({ item, local: `${dayAt(item.startsAt, timeZone)} ${item.time}` }));
}
