import { z } from 'zod';
import { WithdrawalReason } from '../broadcasts/reasons.js';
import { localTime } from '../recurrence/planning-span.js';
import type { Consequences } from './consequences.js';
import type { ConsequenceRow } from './consequences.queries.js';

/** A broadcast that a change withdraws or plans. */
const ChangedBroadcast = z
  .object({
    broadcastId: z.uuid(),
    entryId: z.uuid(),
    stationId: z.uuid(),
    stationName: z.string(),
    title: z.string(),
    startsAt: z.iso.datetime(),
    localTime: z.string().describe('At the station, `YYYY-MM-DD HH:MM`'),
    reason: WithdrawalReason.nullable().describe('Why it is withdrawn; null when it is planned'),
    note: z.string().nullable().describe('The name of the quiet day or the daypart'),
  })
  .meta({ id: 'ChangedBroadcast' });

/** What a change does to the schedule. In a dry run the ids of planned broadcasts are those of a trial. */
export const ConsequencesView = z
  .object({
    withdrawn: z.object({
      total: z.int(),
      byReason: z.record(z.string(), z.int()).describe('How many, by reason code'),
      broadcasts: z.array(ChangedBroadcast).describe('The first 200 by start'),
    }),
    planned: z.object({
      total: z.int().describe('Broadcasts that were held back before, and are planned now'),
      broadcasts: z.array(ChangedBroadcast).describe('The first 200 by start'),
    }),
  })
  .meta({ id: 'Consequences' });
export type ConsequencesView = z.infer<typeof ConsequencesView>;

export function presentConsequences({ withdrawn, planned }: Consequences): ConsequencesView {
  return {
    withdrawn: {
      total: withdrawn.total,
      byReason: Object.fromEntries(withdrawn.byReason),
      broadcasts: withdrawn.first.map(present),
    },
    planned: { total: planned.total, broadcasts: planned.first.map(present) },
  };
}

const present = ({ startsAt, timeZone, ...row }: ConsequenceRow) => ({
  ...row,
  startsAt: startsAt.toISOString(),
  localTime: localTime(startsAt, timeZone),
});
