import { faultText } from '../../platform/words/faults.js';
import { z } from 'zod';
import { DryRun } from '../../consequences/consequences.schemas.js';
import { pageOf } from '../../platform/http/page.js';
import { linesOfText } from '../../platform/http/text.js';
import { Sha256 } from '../../platform/http/wire.schemas.js';
import {
  ApprovalDecision,
  ChangedProgram,
  DescriptionView,
  PersonView,
  ProgramView,
  VersionView,
} from '../library/library.schemas.js';

/** A decision about the version that was listened to and read; a note is required to send it back. */
export const NewDecision = z
  .strictObject({
    decision: ApprovalDecision,
    version: VersionView.describe('`version` of the program as it was when it was listened to'),
    note: linesOfText(2000).optional(),
  })
  .refine(({ decision, note }) => decision === 'approved' || note !== undefined, {
    path: ['note'],
    message: faultText({ vi: 'hãy nói cần sửa gì', en: 'say what has to be changed' }),
  })
  .meta({ id: 'NewDecision' });
export type NewDecision = z.infer<typeof NewDecision>;

/** Why the approved version must not air any more. */
export const Revocation = z
  .strictObject({ because: linesOfText(1000), dryRun: DryRun })
  .meta({ id: 'ApprovalRevocation' });
export type Revocation = z.infer<typeof Revocation>;

/** The program after its approval was revoked, or as it still is after a dry run, and what that does to the schedule. */
export const RevokedProgram = ChangedProgram.extend({ dryRun: z.boolean() }).meta({ id: 'RevokedProgram' });
export type RevokedProgram = z.infer<typeof RevokedProgram>;

/** The version whose approval is tried. */
export const ApprovalTrial = z.strictObject({ version: VersionView }).meta({ id: 'ApprovalTrial' });
export type ApprovalTrial = z.infer<typeof ApprovalTrial>;

/** What an approval changes in the schedule. */
export const ScheduleChangesView = z
  .object({
    planned: z.int().describe('Broadcasts ahead that air this version'),
    changed: z.int().describe('Those of them that air other audio than before, or were not planned before'),
    lostTotal: z.int().describe('Broadcasts that fall out, e.g. because longer audio would overlap the next broadcast'),
    lost: z
      .array(
        z.object({
          broadcastId: z.uuid(),
          stationId: z.uuid(),
          stationName: z.string(),
          localTime: z.string().describe('At the station, `YYYY-MM-DD HH:MM`'),
          reason: z.string().describe('A reason code of withdrawn broadcasts, e.g. `airtime-clash`'),
        }),
      )
      .describe('The first 200 of those that fall out, by start'),
  })
  .meta({ id: 'ScheduleChanges' });
export type ScheduleChangesView = z.infer<typeof ScheduleChangesView>;

/** The program after a decision, and what the decision changed in the schedule. */
export const DecidedProgram = ProgramView.extend({
  scheduleChanges: ScheduleChangesView.nullable().describe('Null unless this request approved the version'),
}).meta({ id: 'DecidedProgram' });
export type DecidedProgram = z.infer<typeof DecidedProgram>;

/** A decision about one version, with what was decided about. */
export const DecisionView = z
  .object({
    id: z.uuid(),
    decision: ApprovalDecision,
    note: z.string().nullable(),
    decidedAt: z.iso.datetime(),
    decidedBy: PersonView,
    description: DescriptionView,
    originalSha256: Sha256,
    seconds: z.number(),
    renditions: z.record(z.string(), Sha256).describe('SHA-256 of what stations get, by profile'),
    inForceFrom: z.iso.datetime().nullable().describe('Since when it airs or aired; null when it never did'),
    inForceUntil: z.iso.datetime().nullable().describe('Until when; null while it airs, and when it never did'),
    revoked: z.object({ at: z.iso.datetime(), by: PersonView, because: z.string() }).nullable(),
  })
  .meta({ id: 'Decision' });
export type DecisionView = z.infer<typeof DecisionView>;
export const DecisionPage = pageOf(DecisionView).meta({ id: 'DecisionPage' });
