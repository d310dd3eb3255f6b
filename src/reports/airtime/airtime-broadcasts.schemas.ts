import { z } from 'zod';
import { PageQuery, pageOf } from '../../platform/http/page.js';
import { Outcome, Said } from '../../playback/outcomes/outcomes.service.js';
import { ReportQuery } from '../scope/day-range.js';

export const AirtimeBroadcastsQuery = ReportQuery.extend({
  ...PageQuery.shape,
  stationId: z.uuid().optional().describe('Only of this station'),
  topic: z.string().max(100).optional().describe('Only of the topic with this code'),
});
export type AirtimeBroadcastsQuery = z.infer<typeof AirtimeBroadcastsQuery>;

/** What one broadcast adds to an airtime report, in whole seconds. */
export const AirtimeBroadcast = z
  .object({
    broadcastId: z.uuid(),
    stationId: z.uuid(),
    stationName: z.string(),
    day: z.iso.date().describe('Local day at the station'),
    time: z.string().describe('Local time at the station, HH:MM'),
    startsAt: z.iso.datetime(),
    title: z.string(),
    outcome: Outcome.nullable().describe('Null while it is not decided'),
    said: Said.nullable().describe('The newest confirmation'),
    plannedSeconds: z.number().describe('0 when it was withdrawn and sounded all the same'),
    provedSeconds: z.number(),
    confirmedSeconds: z.number(),
    missedSeconds: z.number(),
    upcomingSeconds: z.number(),
  })
  .meta({ id: 'AirtimeBroadcast' });
export type AirtimeBroadcast = z.infer<typeof AirtimeBroadcast>;

export const AirtimeBroadcastPage = pageOf(AirtimeBroadcast).meta({ id: 'AirtimeBroadcastPage' });
