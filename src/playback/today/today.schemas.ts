import { z } from 'zod';
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
  ...Outcome.words,
});

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
      '`open`: it is over and its outcome is not known yet; `aired` to `unconfirmed`: its outcome',
    ),
    reason: z.string().nullable().describe('Why it did not air whole; a code of /not-aired-reasons'),
    confirmation: z
      .object({
        said: Said,
        reason: z.string().nullable(),
        note: z.string().nullable(),
        confirmedBy: z.string(),
      })
      .nullable()
      .describe('The newest one'),
    soundedAtWrongTime: z
      .boolean()
      .describe('A device reported that it sounded at another time than planned, whatever its outcome is'),
    maySay: z.array(Said).describe('What this person may say of it now; empty before it begins'),
  })
  .meta({ id: 'TodayItem' });
export type TodayItem = z.infer<typeof TodayItem>;

/** The operator's day at one station, in the order of the clock. */
export const TodayView = z
  .object({
    station: z.object({ id: z.uuid(), name: z.string(), timeZone: z.string() }),
    day: z.iso.date(),
    items: z.array(TodayItem),
  })
  .meta({ id: 'Today' });
export type TodayView = z.infer<typeof TodayView>;
