import { z } from 'zod';
import { countedPageOf, CountedQuery } from '../../platform/http/page.js';
import { SearchText } from '../../platform/http/text.js';
import { Day, GivenId } from '../../platform/http/wire.schemas.js';
import { faultText } from '../../platform/words/faults.js';
import { GapReason } from '../../consequences/reasons.schemas.js';
import { GapRemedy } from './gap-remedies.js';

const ONE = faultText({
  vi: 'chỉ nêu stationId, centreId hoặc entryId',
  en: 'give one of stationId, centreId and entryId',
});
const BEFORE_FROM = faultText({ vi: 'trước from', en: 'is before from' });

/** Gaps ahead at one station, of one centre, or of one entry. Days are local at each station, both included. */
export const GapsQuery = CountedQuery.extend({
  search: SearchText.optional().describe(
    'Words of the title or of the name of the station, in any order; case and diacritics do not matter',
  ),
  code: GapReason.optional().describe('Only gaps with this reason'),
  stationId: GivenId.optional(),
  centreId: z
    .uuid()
    .toLowerCase()
    .optional()
    .describe("The centre's entries, and those of stations on the days on which it serves them"),
  entryId: GivenId.optional(),
  from: Day.optional().describe('Only gaps from this day on; those that are past are never shown'),
  until: Day.optional().describe('Only gaps until this day'),
}).superRefine(({ stationId, centreId, entryId, from, until }, { addIssue }) => {
  if ([stationId, centreId, entryId].filter((id) => id !== undefined).length !== 1) {
    addIssue({ code: 'custom', path: ['stationId'], message: ONE });
  }
  if (from && until && until < from) addIssue({ code: 'custom', path: ['until'], message: BEFORE_FROM });
});
export type GapsQuery = z.infer<typeof GapsQuery>;

/** An airing of an entry that could not be planned. */
export const GapView = z
  .object({
    id: z.uuid().describe('The broadcast, once it is planned, has the same id'),
    entryId: z.uuid(),
    title: z.string().describe('Of the program'),
    stationId: z.uuid(),
    stationName: z.string(),
    onDay: z.iso.date().describe('With `slot` what an exception names, wherever it is moved'),
    slot: z.int(),
    airsOn: z.iso.date().describe('The local day at the station'),
    time: z.string().describe('Local time at the station, HH:MM'),
    startsAt: z.iso.datetime().describe('For clock-skipped: when the clocks jump'),
    code: GapReason,
    note: z.string().nullable().describe('The name of the quiet day or the daypart'),
    clashesWith: z
      .object({ entryId: z.uuid(), startsAt: z.iso.datetime() })
      .nullable()
      .describe(
        'For airtime-clash and displaced: what airs there instead, possibly another airing of the same entry; null: not any more',
      ),
    remedies: z.array(GapRemedy).describe('What can be done, the likeliest first'),
    foundAt: z.iso.datetime().describe('Since when it is not planned'),
  })
  .meta({ id: 'Gap' });
export type GapView = z.infer<typeof GapView>;
export const GapPage = countedPageOf(GapView).meta({ id: 'GapPage' });
