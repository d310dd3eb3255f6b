import { faultText } from '../../platform/words/faults.js';
import { z } from 'zod';
import { Revision } from '../../platform/http/revisions/revisions.decorator.js';
import { WallClock, WallClockOrMidnight } from '../../platform/http/wire.schemas.js';
import { BroadcastView } from '../broadcasts/broadcasts.schemas.js';

/** A window in which stations may air programs, in each station's local time. */
export const AllowedHoursWindow = z
  .strictObject({
    days: z
      .array(z.int().min(1).max(7))
      .min(1)
      .max(7)
      .refine(
        (days) => new Set(days).size === days.length,
        faultText({ vi: 'nêu một ngày hai lần', en: 'names a day twice' }),
      )
      .describe('ISO days, 1 is Monday'),
    from: WallClock,
    to: WallClockOrMidnight.describe('24:00 is the end of the day'),
  })
  .refine(({ from, to }) => from < to, {
    path: ['to'],
    message: faultText({ vi: 'không muộn hơn from', en: 'is not later than from' }),
  })
  .meta({ id: 'AllowedHoursWindow' });
export type AllowedHoursWindow = z.infer<typeof AllowedHoursWindow>;

export const NewAllowedHours = z
  .strictObject({
    hours: z
      .array(AllowedHoursWindow)
      .min(1)
      .max(50)
      .refine(
        areApart,
        faultText({ vi: 'hai khung giờ trong một ngày chồng nhau', en: 'two windows of one day overlap' }),
      ),
  })
  .meta({ id: 'NewAllowedHours' });
export type NewAllowedHours = z.infer<typeof NewAllowedHours>;

/** In each station's local time. */
export const AllowedHoursView = z
  .object({
    centreId: z.uuid(),
    hours: z.array(AllowedHoursWindow),
    revision: Revision,
  })
  .meta({ id: 'AllowedHours' });
export type AllowedHoursView = z.infer<typeof AllowedHoursView>;

export const ChangedAllowedHours = AllowedHoursView.extend({
  withdrawn: z.array(BroadcastView).describe('Broadcasts that fell outside and were withdrawn, the first 200 by start'),
  withdrawnTotal: z.int(),
}).meta({ id: 'ChangedAllowedHours' });
export type ChangedAllowedHours = z.infer<typeof ChangedAllowedHours>;

function areApart(hours: readonly AllowedHoursWindow[]): boolean {
  return [1, 2, 3, 4, 5, 6, 7].every((day) => {
    const windows = hours
      .filter(({ days }) => days.includes(day))
      .toSorted((one, other) => (one.from < other.from ? -1 : 1));
    return windows.every(({ to }, index) => to <= (windows[index + 1]?.from ?? '24:00'));
  });
}
