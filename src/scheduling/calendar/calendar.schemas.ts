import { z } from 'zod';
import { GivenId } from '../../platform/http/wire.schemas.js';
import { faultText } from '../../platform/words/faults.js';

const ONE = faultText({
  vi: 'hãy nêu một trong hai: stationId hoặc centreId',
  en: 'give either stationId or centreId',
});
const ZONE_OF_STATION = faultText({
  vi: 'lịch của một đài theo giờ của đài đó',
  en: 'the calendar of a station is in its own zone',
});

const Zone = z
  .string()
  .max(60)
  .optional()
  .describe('IANA zone: the times are those of the stations there. When left out, the zone with most of the stations');

/** In which zone an entry’s calendar tells its times. */
export const EntryCalendarQuery = z.strictObject({ zone: Zone });
export type EntryCalendarQuery = z.infer<typeof EntryCalendarQuery>;

/** Whose entries a calendar tells. */
export const CalendarQuery = z
  .strictObject({
    stationId: GivenId.optional().describe('What airs at this station; its own exceptions apply'),
    centreId: GivenId.optional().describe("The centre's own entries"),
    zone: Zone,
  })
  .superRefine(({ stationId, centreId, zone }, { addIssue }) => {
    if ((stationId === undefined) === (centreId === undefined)) {
      addIssue({ code: 'custom', path: ['stationId'], message: ONE });
    }
    if (stationId !== undefined && zone !== undefined) {
      addIssue({ code: 'custom', path: ['zone'], message: ZONE_OF_STATION });
    }
  });
export type CalendarQuery = z.infer<typeof CalendarQuery>;
