import { z } from 'zod';
import { BroadcastReason } from '../../consequences/reasons.schemas.js';
import { codes } from '../../platform/words/codes.js';
import { Priority } from '../../programs/program.entity.js';
import { Day } from '../../platform/http/wire.schemas.js';
import { Outcome } from '../deciding/decide-outcome.js';
import { Said } from '../deciding/play.js';

export const TodayQuery = z.object({
  day: Day.optional().describe('Local day at the station; its present one when left out'),
});
export type TodayQuery = z.infer<typeof TodayQuery>;

const TodayState = codes('TodayState', {
  upcoming: { vi: 'sắp phát', en: 'upcoming' },
  'on-air': { vi: 'đang phát', en: 'on air' },
  open: { vi: 'đã hết giờ, chưa có kết quả', en: 'over, no outcome yet' },
  withdrawn: { vi: 'đã gỡ sau khi bắt đầu phát', en: 'withdrawn after it began' },
  ...Outcome.words,
});

/** What the devices of the station prove of a broadcast, whatever people say of it. */
export const DeviceProof = z
  .object({
    outcome: Outcome.nullable().describe('Null while it is open'),
    reason: z.string().nullable().describe('Given by the device; a code of /not-aired-reasons'),
    provedSeconds: z.number(),
    startedAt: z.iso.datetime().nullable().describe('The first sound in its time; null while none is known'),
    endedAt: z.iso.datetime().nullable().describe('The last sound in its time'),
  })
  .meta({ id: 'DeviceProof' });
export type DeviceProof = z.infer<typeof DeviceProof>;

/** What somebody said of a broadcast. */
export const TodayConfirmation = z
  .object({
    said: Said,
    reason: z.string().nullable(),
    note: z.string().nullable(),
    confirmedBy: z.string().describe('Name of the person'),
    saidAt: z.iso.datetime().describe('When the person tapped'),
    confirmedAt: z.iso.datetime().describe('When it arrived'),
  })
  .meta({ id: 'TodayConfirmation' });
export type TodayConfirmation = z.infer<typeof TodayConfirmation>;

/** A device in use at the station. */
export const DeviceOfDay = z
  .object({
    id: z.uuid(),
    name: z.string(),
    lastSeenAt: z.iso.datetime().nullable().describe('Its last call of any kind, exact to a minute'),
    readyUntil: z.iso
      .datetime()
      .nullable()
      .describe(
        'Until then it holds everything that is to be played, as far as was known at its last call; null until its first report',
      ),
    clockOffsetMs: z.int().nullable().describe('How far its clock is ahead of the service’s'),
  })
  .meta({ id: 'DeviceOfDay' });
export type DeviceOfDay = z.infer<typeof DeviceOfDay>;

/** What will be heard next. */
export const NextItem = z
  .object({
    broadcastId: z.uuid(),
    day: z.iso.date().describe('Local day at the station'),
    time: z.string().describe('Local time at the station, HH:MM'),
    startsAt: z.iso.datetime(),
    title: z.string(),
  })
  .meta({ id: 'NextItem' });
export type NextItem = z.infer<typeof NextItem>;

/** One line of the operator's day, and what can be said of it. */
export const TodayItem = z
  .object({
    broadcastId: z.uuid(),
    time: z.string().describe('Local time at the station, HH:MM'),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    seconds: z.number(),
    title: z.string(),
    topic: z.string().describe('Code; names under /topics'),
    priority: Priority,
    state: TodayState.describe(
      '`open`: it is over and its outcome is not known yet; `aired` to `unconfirmed`: its outcome; `withdrawn`: after it began, and nothing is known of it',
    ),
    reason: z.string().nullable().describe('Why it did not air whole; a code of /not-aired-reasons'),
    proof: DeviceProof.nullable().describe('Null when the station had no device when it began, and none reported it'),
    confirmation: TodayConfirmation.nullable().describe('The newest one'),
    withdrawn: z
      .object({ at: z.iso.datetime(), reason: BroadcastReason, note: z.string().nullable() })
      .nullable()
      .describe('It was withdrawn after it began, or sounded although it was withdrawn before'),
    onDevice: z
      .boolean()
      .nullable()
      .describe(
        'Whether a device holds it, audio included; null when it is over or on no playlist yet, or no device has reported what it holds',
      ),
    soundedAtWrongTime: z
      .boolean()
      .describe('A device reported that it sounded at another time than planned, whatever its outcome is'),
    wrongTimeAt: z.iso.datetime().nullable().describe('When it first sounded at another time'),
    maySay: z.array(Said).describe('What this person may say of it now; empty before it begins'),
  })
  .meta({ id: 'TodayItem' });
export type TodayItem = z.infer<typeof TodayItem>;

/** The operator's day at one station, in the order of the clock. */
export const TodayView = z
  .object({
    station: z.object({ id: z.uuid(), name: z.string(), timeZone: z.string() }),
    day: z.iso.date(),
    mayConfirm: z.boolean().describe('Whether this person may say what was heard at the station on that day'),
    devices: z.array(DeviceOfDay).describe('Devices in use, the last seen first'),
    items: z.array(TodayItem),
    next: NextItem.nullable().describe(
      'The first broadcast after this day and after now, when the day has nothing more to come; null when nothing is planned',
    ),
  })
  .meta({ id: 'Today' });
export type TodayView = z.infer<typeof TodayView>;
