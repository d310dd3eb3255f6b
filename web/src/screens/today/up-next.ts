import type { Day, Item } from './queries.ts';

/** What the head of a day says first. */
export interface UpNext {
  onAir: Item[];
  /** On the same day, after now. */
  next: Item | undefined;
  /** On a later day, when nothing more comes on this one; days without items say so elsewhere. */
  later: NonNullable<Day['next']> | undefined;
}

/** What is on the air at `now`, in milliseconds since 1970, and what comes after it; nothing that was withdrawn. */
export function upNext({ items, next: later }: Pick<Day, 'items' | 'next'>, now: number): UpNext {
  const planned = items.filter(({ withdrawn }) => !withdrawn);
  const onAir = planned.filter(({ startsAt, endsAt }) => Date.parse(startsAt) <= now && now < Date.parse(endsAt));
  const next = planned.find(({ startsAt }) => Date.parse(startsAt) > now);
  const isOver = !next && onAir.length === 0 && items.length > 0;
  return { onAir, next, later: isOver ? (later ?? undefined) : undefined };
}

/** Seconds until `to`: whole minutes while more than ten are left. @param now in milliseconds since 1970 */
export function secondsLeft(to: string, now: number): number {
  const seconds = Math.max(0, Math.round((Date.parse(to) - now) / 1_000));
  return seconds > 600 ? Math.ceil(seconds / 60) * 60 : seconds;
}
