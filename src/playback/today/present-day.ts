import type { Actor } from '../../identity/actor.js';
import type { PlannedBroadcast } from '../outcomes/outcomes.queries.js';
import { sounded } from '../outcomes/proved-seconds.js';
import { standingOf } from '../outcomes/slot.js';
import type { TodayItem, TodayView } from './today.schemas.js';
import type { BroadcastOfDay, StationsDay } from './today.service.js';

/** A station's day as this person's phone shows it at `now`. */
export function presentDay({ station, day, broadcasts }: StationsDay, actor: Actor, now: Date): TodayView {
  const { id, name, timeZone } = station;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const mayConfirmHere = actor.mayAt('playback:confirm', { kind: 'station', id });
  const items = broadcasts.map((one) => ({
    ...presentItem(one, now),
    time: clock.format(one.broadcast.startsAt),
    mayConfirm: mayConfirmHere && one.broadcast.startsAt <= now,
  }));
  return { station: { id, name, timeZone }, day, items };
}

type WithoutPerson = Omit<TodayItem, 'time' | 'mayConfirm'>;

function presentItem({ broadcast, title, plays, decided, confirmation }: BroadcastOfDay, now: Date): WithoutPerson {
  return {
    broadcastId: broadcast.id,
    startsAt: broadcast.startsAt.toISOString(),
    endsAt: broadcast.endsAt.toISOString(),
    seconds: (broadcast.endsAt.getTime() - broadcast.startsAt.getTime()) / 1_000,
    title,
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

function stateByClock({ startsAt, endsAt }: PlannedBroadcast, now: Date): 'upcoming' | 'on-air' | 'open' {
  if (now < startsAt) return 'upcoming';
  return now < endsAt ? 'on-air' : 'open';
}
