import type { HeldItem, HeldPlaylist } from './station-protocol.js';

/**
 * Whether a device may begin an item at this instant (station protocol §5): not before its start, not later than
 * `startWithin` after it, and only if it ends inside the hours; emergencies sound at any hour.
 */
export function mayBegin({ hours, validUntil }: HeldPlaylist, item: HeldItem, at: Date): boolean {
  const late = at.getTime() - new Date(item.startsAt).getTime();
  if (late < 0 || late > item.startWithin * 1_000 || at >= new Date(validUntil)) return false;
  const end = at.getTime() + item.audio.seconds * 1_000;
  const isInside = ({ from, until }: HeldPlaylist['hours'][number]) =>
    new Date(from) <= at && end <= new Date(until).getTime();
  return item.priority === 'emergency' || hours.some(isInside);
}
