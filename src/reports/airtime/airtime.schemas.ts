import { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import { ReportQuery } from '../scope/day-range.js';

/** What a row of the report stands for. */
const AirtimeBy = codes('AirtimeBy', {
  station: { vi: 'theo đài', en: 'by station' },
  topic: { vi: 'theo lĩnh vực', en: 'by topic' },
});

export const AirtimeQuery = ReportQuery.extend({
  by: AirtimeBy.default('station').describe('What each row stands for'),
});
export type AirtimeQuery = z.infer<typeof AirtimeQuery>;

/** Whole seconds on air, and numbers of broadcasts. */
export const Airtime = z
  .object({
    plannedSeconds: z.number(),
    provedSeconds: z.number().describe('By devices: up to the head end, not for single loudspeakers'),
    confirmedSeconds: z.number().describe('By operators'),
    missedSeconds: z.number().describe('Neither proved nor confirmed'),
    upcomingSeconds: z.number().describe('Planned, and not over yet'),
    plannedCount: z.int(),
    provedCount: z.int(),
    confirmedCount: z.int(),
    missedCount: z.int().describe('Broadcasts of which nothing was on air'),
    upcomingCount: z.int(),
  })
  .meta({ id: 'Airtime' });
export type Airtime = z.infer<typeof Airtime>;

export const AirtimeRow = Airtime.extend({
  id: z.string().describe('Of the station, or the code of the topic'),
  name: z.string(),
  unit: z
    .object({ name: z.string(), kind: z.string(), code: z.string().nullable().describe('At the end of the range') })
    .nullable()
    .describe('Of the station; null by topic'),
}).meta({ id: 'AirtimeRow' });
export type AirtimeRow = z.infer<typeof AirtimeRow>;

/** Airtime of a centre's stations on local days, both ends included; rows with nothing in them are listed too. */
export const AirtimeReport = z
  .object({
    centre: z.object({ id: z.uuid(), name: z.string() }),
    from: z.iso.date(),
    until: z.iso.date(),
    by: AirtimeBy,
    rows: z.array(AirtimeRow),
    totals: Airtime,
  })
  .meta({ id: 'AirtimeReport' });
export type AirtimeReport = z.infer<typeof AirtimeReport>;
