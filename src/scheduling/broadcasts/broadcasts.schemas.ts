import { z } from 'zod';
import { pageOf, PageQuery } from '../../platform/http/page.js';
import { PRIORITIES } from '../../programs/program.entity.js';

/** Which broadcasts: of one station, or of all that a centre serves; by local day, both ends included. */
export const BroadcastsQuery = PageQuery.extend({
  stationId: z.uuid().optional(),
  centreId: z.uuid().optional(),
  from: z.iso.date().optional().describe('The first local day; today when left out'),
  until: z.iso.date().optional().describe('The last local day; six days after `from` when left out'),
  withdrawn: z.stringbool().default(false).describe('Also those that were withdrawn'),
}).superRefine(({ stationId, centreId, from, until }, { addIssue }) => {
  if ((stationId === undefined) === (centreId === undefined)) {
    addIssue({ code: 'custom', path: ['stationId'], message: 'give either stationId or centreId' });
  }
  if (from && until && until < from) addIssue({ code: 'custom', path: ['until'], message: 'is before from' });
});
export type BroadcastsQuery = z.infer<typeof BroadcastsQuery>;

export const BroadcastView = z.object({
  id: z.uuid(),
  entryId: z.uuid(),
  stationId: z.uuid(),
  programId: z.uuid(),
  originalSha256: z.string().describe('The audio that was approved when this was planned'),
  priority: z.enum(PRIORITIES),
  airsOn: z.iso.date(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  timeZone: z.string(),
  startWithin: z.int().describe('Seconds late that still count'),
  withdrawnAt: z.iso.datetime().nullable(),
  withdrawnBecause: z.string().nullable(),
});
export type BroadcastView = z.infer<typeof BroadcastView>;
export const BroadcastPage = pageOf(BroadcastView);
