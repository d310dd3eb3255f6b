import type { JudgedDevice } from '../../playlists/readiness/readiness.service.js';
import type { NextBroadcast } from '../../scheduling/broadcasts/broadcasts.service.js';
import type { Station } from '../../stations/station.entity.js';
import type { Confirmation } from '../confirmations/confirmations.queries.js';
import { mayHaveSounded, sayableAt } from '../confirmations/sayable.js';
import { sounded } from '../deciding/proved-seconds.js';
import type { BroadcastOfDay } from '../outcomes/outcomes.queries.js';
import { type DeviceFacts, deviceProof, soundedAtWrongTime } from './device-proof.js';
import type { DeviceOfDay, NextItem, TodayConfirmation, TodayItem, TodayView } from './today.schemas.js';

/** A broadcast with all that is known of it. */
export interface KnownBroadcast extends DeviceFacts {
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
  devices: readonly JudgedDevice[];
  /** What comes when the day has nothing more to come. */
  next: NextBroadcast | undefined;
}

/** A station's day as a person sees it at `now`. */
export function presentDay({ station, day, mayConfirm, broadcasts, devices, next }: KnownDay, now: Date): TodayView {
  const { id, name, timeZone } = station;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const items = broadcasts.map((known) => ({
    ...presentItem(known, now),
    time: clock.format(known.broadcast.startsAt),
    onDevice: isOnDevice(known.broadcast.id, devices),
    maySay: mayConfirm ? sayableAt(known.broadcast, now) : [],
  }));
  return {
    station: { id, name, timeZone },
    day,
    mayConfirm,
    devices: devices.map(presentDevice),
    items,
    next: next ? presentNext(next, clock) : null,
  };
}

/** Whether it belongs to the day: it is planned, or was withdrawn once it had begun, or sounded all the same. */
export const isOfDay = ({ broadcast, plays }: DeviceFacts): boolean =>
  mayHaveSounded(broadcast, { sounded: plays.some(sounded) });

type WithoutPlace = Omit<TodayItem, 'time' | 'onDevice' | 'maySay'>;

function presentItem(known: KnownBroadcast, now: Date): WithoutPlace {
  const { broadcast, decided, confirmation } = known;
  const wrongTimeAt = soundedAtWrongTime(known);
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
    proof: deviceProof(known),
    confirmation: confirmation ? presentWord(confirmation) : null,
    withdrawn: presentWithdrawal(broadcast),
    soundedAtWrongTime: wrongTimeAt !== null,
    wrongTimeAt,
  };
}

const presentWord = ({ said, reason, note, ...word }: Confirmation): TodayConfirmation => ({
  said,
  reason,
  note,
  confirmedBy: word.confirmedBy,
  saidAt: word.saidAt.toISOString(),
  confirmedAt: word.confirmedAt.toISOString(),
});

const presentWithdrawal = ({ withdrawnAt, withdrawnBecause, withdrawnNote }: BroadcastOfDay): TodayItem['withdrawn'] =>
  withdrawnAt && withdrawnBecause
    ? { at: withdrawnAt.toISOString(), reason: withdrawnBecause, note: withdrawnNote }
    : null;

const presentDevice = ({ device, report, readiness }: JudgedDevice): DeviceOfDay => ({
  id: device.id,
  name: device.name,
  lastSeenAt: device.lastSeenAt?.toISOString() ?? null,
  readyUntil: readiness?.readyUntil.toISOString() ?? null,
  clockOffsetMs: report?.clockOffsetMs ?? null,
});

const presentNext = ({ id, title, airsOn, startsAt }: NextBroadcast, clock: Intl.DateTimeFormat): NextItem => ({
  broadcastId: id,
  day: airsOn,
  time: clock.format(startsAt),
  startsAt: startsAt.toISOString(),
  title,
});

/** Whether one of the devices would play it; null when it is not ahead, or no device has reported what it holds. */
function isOnDevice(broadcastId: string, devices: readonly JudgedDevice[]): boolean | null {
  const told = devices.flatMap(({ readiness }) => readiness?.held.get(broadcastId) ?? []);
  return told.length === 0 ? null : told.includes(true);
}

function stateByClock(broadcast: BroadcastOfDay, now: Date): 'withdrawn' | 'upcoming' | 'on-air' | 'open' {
  const { startsAt, endsAt, withdrawnAt } = broadcast;
  if (withdrawnAt) return 'withdrawn';
  if (now < startsAt) return 'upcoming';
  return now < endsAt ? 'on-air' : 'open';
}
