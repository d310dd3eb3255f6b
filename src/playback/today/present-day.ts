import type { Station } from '../../stations/station.entity.js';
import type { Confirmation } from '../confirmations/confirmations.queries.js';
import { sayableAt } from '../confirmations/sayable.js';
import type { BroadcastOfDay, DecidedOutcome } from '../outcomes/outcomes.queries.js';
import type { Play } from '../deciding/play.js';
import { sounded } from '../deciding/proved-seconds.js';
import { type PlannedTime, standingOf } from '../deciding/slot.js';
import type { TodayItem, TodayView } from './today.schemas.js';

/** A broadcast with all that is known of it. */
export interface KnownBroadcast {
  broadcast: BroadcastOfDay;
  /** Reported by the station's own devices. */
  plays: readonly Play[];
  /** Undefined while it is open. */
  decided: DecidedOutcome | undefined;
  /** The newest one. */
  confirmation: Confirmation | undefined;
}

export interface KnownDay {
  station: Station;
  /** Local day `YYYY-MM-DD`. */
  day: string;
  /** Whether the person who asks may say what was heard. */
  mayConfirm: boolean;
  broadcasts: readonly KnownBroadcast[];
}

/** A station's day as a person sees it at `now`. */
export function presentDay({ station, day, mayConfirm, broadcasts }: KnownDay, now: Date): TodayView {
  const { id, name, timeZone } = station;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const items = broadcasts.map((known) => ({
    ...presentItem(known, now),
    time: clock.format(known.broadcast.startsAt),
    maySay: mayConfirm ? sayableAt(known.broadcast, now) : [],
  }));
  return { station: { id, name, timeZone }, day, items };
}

type WithoutPerson = Omit<TodayItem, 'time' | 'maySay'>;

function presentItem({ broadcast, plays, decided, confirmation }: KnownBroadcast, now: Date): WithoutPerson {
  return {
    broadcastId: broadcast.id,
    startsAt: broadcast.startsAt.toISOString(),
    endsAt: broadcast.endsAt.toISOString(),
    seconds: (broadcast.endsAt.getTime() - broadcast.startsAt.getTime()) / 1_000,
    title: broadcast.title,
    topic: broadcast.topic,
    priority: broadcast.priority,
    state: decided?.outcome ?? stateByClock(broadcast, now),
    reason: decided?.reason ?? confirmation?.reason ?? null,
    confirmation: confirmation
      ? {
          said: confirmation.said,
          reason: confirmation.reason,
          note: confirmation.note,
          confirmedBy: confirmation.confirmedBy,
        }
      : null,
    soundedAtWrongTime: plays.some((play) => sounded(play) && standingOf(play, broadcast) !== 'counts'),
  };
}

function stateByClock({ startsAt, endsAt }: PlannedTime, now: Date): 'upcoming' | 'on-air' | 'open' {
  if (now < startsAt) return 'upcoming';
  return now < endsAt ? 'on-air' : 'open';
}
