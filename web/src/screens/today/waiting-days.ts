import type { Schemas } from '../../api/client.ts';
import type { Tap } from '../../api/outbox.ts';
import type { Day, Item } from './queries.ts';

type WaitingDay = Schemas['UnconfirmedDays']['items'][number];

/**
 * Earlier days that wait for a word, without what was said on this machine and is not sent yet.
 * @param knownDay what this machine knows of a day @param unsent taps of the person who looks
 */
export function waitingDays(
  days: readonly WaitingDay[],
  knownDay: (day: string) => Day | undefined,
  unsent: readonly Tap[],
): WaitingDay[] {
  const said = new Set(unsent.map(({ broadcastId }) => broadcastId));
  const isSaid = (item: Item) => said.has(item.broadcastId) && !item.confirmation && !isProved(item);
  return days
    .map(({ day, count }) => ({ day, count: count - (knownDay(day)?.items.filter(isSaid).length ?? 0) }))
    .filter(({ count }) => count > 0);
}

/** The service does not count what a device proves. */
const isProved = ({ proof }: Item): boolean => proof?.outcome === 'aired' || proof?.outcome === 'late';
