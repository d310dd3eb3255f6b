import { z } from 'zod';
import { PageQuery, pageOf } from '../../platform/http/page.js';
import { codes } from '../../platform/words/codes.js';
import { Outcome, Said } from '../../playback/outcomes/outcomes.service.js';
import { ReportQuery } from '../scope/day-range.js';

const OutcomesPer = codes('OutcomesPer', {
  week: { vi: 'theo tuần', en: 'by week' },
  day: { vi: 'theo ngày', en: 'by day' },
});

const OneSegment = z.uuid().optional().describe('A segment of this centre; all broadcasts when left out');

export const OutcomesQuery = ReportQuery.extend({
  segmentId: OneSegment,
  per: OutcomesPer.default('week').describe(
    '`week`: ISO weeks, each of them whole; `day`: at most REPORT_MAX_DAYS_BY_DAY days',
  ),
});
export type OutcomesQuery = z.infer<typeof OutcomesQuery>;

export const NotAiredQuery = ReportQuery.extend({
  ...PageQuery.shape,
  segmentId: OneSegment,
  stationId: z.uuid().optional().describe('Only of this station'),
});
export type NotAiredQuery = z.infer<typeof NotAiredQuery>;

/** For a spreadsheet: without pages, of at most REPORT_MAX_DAYS_BY_DAY days. */
export const NotAiredCsvQuery = NotAiredQuery.omit({ limit: true, cursor: true });
export type NotAiredCsvQuery = z.infer<typeof NotAiredCsvQuery>;

const count = z.int();

/** Numbers of broadcasts of a station in a period: the outcomes of those that are decided, and the others. */
export const OutcomeNumbers = z
  .object({
    planned: count.describe('All of them'),
    aired: count,
    late: count,
    cut: count,
    failed: count,
    'wrong-time': count,
    missed: count,
    unconfirmed: count,
    open: count.describe('Over, and not decided yet'),
    upcoming: count.describe('Not over yet'),
    heard: count.describe(
      'Of those with another outcome than `aired` and `late`: no device proves a second, and an operator heard it',
    ),
    notAired: count.describe('Decided, and neither `aired`, `late` nor `heard`'),
    reasons: z
      .array(z.object({ reason: z.string().nullable().describe('A code of /not-aired-reasons'), count }))
      .describe('Of `notAired`, the most frequent first; null: nobody gave one'),
  })
  .meta({ id: 'OutcomeNumbers' });
export type OutcomeNumbers = z.infer<typeof OutcomeNumbers>;

/** What became of the broadcasts of a centre's stations, by week or by day. */
export const OutcomesReport = z
  .object({
    centre: z.object({ id: z.uuid(), name: z.string() }),
    segment: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    per: OutcomesPer,
    periods: z.array(z.object({ from: z.iso.date(), until: z.iso.date() })).describe('The columns; both ends included'),
    stations: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        periods: z
          .array(OutcomeNumbers)
          .describe('For each of `periods`; on days on which the centre served the station'),
      }),
    ),
  })
  .meta({ id: 'OutcomesReport' });
export type OutcomesReport = z.infer<typeof OutcomesReport>;

/** A broadcast that did not air whole, and why. */
export const NotAired = z
  .object({
    broadcastId: z.uuid(),
    stationId: z.uuid(),
    stationName: z.string(),
    day: z.iso.date().describe('Local day at the station'),
    time: z.string().describe('Local time at the station, HH:MM'),
    startsAt: z.iso.datetime(),
    seconds: z.number(),
    title: z.string(),
    outcome: Outcome,
    reason: z.string().nullable().describe('By the device, or else by the operator; a code of /not-aired-reasons'),
    provedSeconds: z.number(),
    said: Said.nullable().describe('The newest confirmation'),
    note: z.string().nullable().describe('The words of the person who confirmed it'),
    saidBy: z.string().nullable().describe('Name of the person'),
    saidAt: z.iso.datetime().nullable(),
    silentSince: z.iso
      .datetime()
      .nullable()
      .describe(
        'The last call, or the enrolment, of any device that the station had then, when none has called since the broadcast began',
      ),
  })
  .meta({ id: 'NotAired' });
export type NotAired = z.infer<typeof NotAired>;

export const NotAiredPage = pageOf(NotAired).meta({ id: 'NotAiredPage' });
