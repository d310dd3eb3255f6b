import { faultText } from '../../platform/words/faults.js';
import { z } from 'zod';
import { Day, GivenId, QueryFlag } from '../../platform/http/wire.schemas.js';
import { pageOf, PageQuery } from '../../platform/http/page.js';
import { Priority } from '../../programs/program.entity.js';
import { BroadcastReason } from '../../consequences/reasons.schemas.js';
import { BroadcastState } from './transitions.js';

const EITHER = faultText({
  vi: 'hãy nêu một trong hai: stationId hoặc centreId',
  en: 'give either stationId or centreId',
});
const BEFORE_FROM = faultText({ vi: 'trước from', en: 'is before from' });

/** Broadcasts of one station, or of a centre's stations on the days on which it serves them, between two local days (both included). */
export const BroadcastsQuery = PageQuery.extend({
  stationId: GivenId.optional(),
  centreId: GivenId.optional(),
  from: Day.optional().describe('The first local day; the present day of each station when left out'),
  until: Day.optional().describe('The last local day; six days after `from` when left out'),
  withdrawn: QueryFlag.default(false).describe('Include what was planned once and is not any more'),
}).superRefine(({ stationId, centreId, from, until }, { addIssue }) => {
  if ((stationId === undefined) === (centreId === undefined)) {
    addIssue({ code: 'custom', path: ['stationId'], message: EITHER });
  }
  if (from && until && until < from) addIssue({ code: 'custom', path: ['until'], message: BEFORE_FROM });
});
export type BroadcastsQuery = z.infer<typeof BroadcastsQuery>;

/** One airing of an entry at a station. Instants are in UTC. */
export const BroadcastView = z
  .object({
    id: z.uuid(),
    entryId: z.uuid(),
    stationId: z.uuid(),
    stationName: z.string(),
    programId: z.uuid(),
    title: z.string().describe('As it was approved when it begins; of the newest version if it never was'),
    originalSha256: z
      .string()
      .nullable()
      .describe('The audio that was approved when it was planned; null: never planned'),
    priority: Priority,
    airsOn: z.iso.date().describe('The local day at the station'),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    timeZone: z.string().describe('IANA zone of the station'),
    startWithin: z.int().describe('Seconds late that still count'),
    state: BroadcastState,
    stateAt: z.iso.datetime().describe('Since when it has this state'),
    reason: BroadcastReason.nullable().describe('Why it is not planned; null when it is'),
    note: z
      .string()
      .nullable()
      .describe('The words of the person who withdrew it, or the name of the quiet day or the daypart'),
  })
  .meta({ id: 'Broadcast' });
export type BroadcastView = z.infer<typeof BroadcastView>;
export const BroadcastPage = pageOf(BroadcastView).meta({ id: 'BroadcastPage' });
