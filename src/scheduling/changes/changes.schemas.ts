import { z } from 'zod';
import { pageOf, PageQuery } from '../../platform/http/page.js';
import { GivenId } from '../../platform/http/wire.schemas.js';
import { codes } from '../../platform/words/codes.js';
import { GivenOperation, OperationKind } from '../operations/operations.schemas.js';
import { ConsequencesView, PlannedUntil } from '../../consequences/consequences.schemas.js';

/** How far a change is. */
export const ScheduleChangeState = codes('ScheduleChangeState', {
  waiting: { vi: 'đang chờ', en: 'waiting' },
  applying: { vi: 'đang thực hiện', en: 'being applied' },
  applied: { vi: 'đã thực hiện', en: 'applied' },
  refused: { vi: 'bị từ chối', en: 'refused' },
});
export type ScheduleChangeState = z.infer<typeof ScheduleChangeState>;

const SHAPE = {
  id: z.uuid(),
  centreId: z.uuid().nullable().describe('Whose schedule it is about; of several owners, that of the last operation'),
  stationId: z.uuid().nullable(),
  by: z.object({ id: z.uuid(), name: z.string() }),
  at: z.iso.datetime(),
  state: ScheduleChangeState,
  progress: z.int().describe('In percent'),
  undoes: z.uuid().nullable().describe('The change that it undoes'),
  undoneBy: z.uuid().nullable().describe('The change that undid it'),
};

export const AboutChange = z
  .object({
    titles: z.array(z.string()).describe('Of its programs, the first four'),
    times: z.array(z.string()).describe('Of the broadcasts that it touched, HH:MM at the stations, at most four'),
    firstDay: z.iso.date().nullable().describe('Of the first of them; null when it touched no planned day'),
    lastDay: z.iso.date().nullable().describe('Of the last of the first 200'),
    repeats: z
      .object({
        rule: z.string().describe('RRULE, as it was given'),
        endless: z.boolean().describe('Until further notice'),
      })
      .nullable()
      .describe('Of what it placed, when all of that repeats by one rule'),
    stations: z.int(),
    stationName: z.string().nullable().describe('When it is one'),
  })
  .meta({ id: 'AboutScheduleChange' });
export type AboutChange = z.infer<typeof AboutChange>;

export const ScheduleChangeView = z
  .object({ ...SHAPE, operations: z.array(OperationKind).describe('Their kinds, in order'), about: AboutChange })
  .meta({ id: 'ScheduleChange' });
export type ScheduleChangeView = z.infer<typeof ScheduleChangeView>;

export const ScheduleChangeDetails = z
  .object({
    ...SHAPE,
    operations: z.array(GivenOperation),
    consequences: ConsequencesView.nullable().describe('What it did; null until it is applied'),
    plannedUntil: PlannedUntil.describe('The last day that was planned then: later ones are not in `consequences`'),
    refusal: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('The problem with which it was refused, in Vietnamese (`vi`) and English (`en`)'),
  })
  .meta({ id: 'ScheduleChangeDetails' });
export type ScheduleChangeDetails = z.infer<typeof ScheduleChangeDetails>;

export const ScheduleChangePage = pageOf(ScheduleChangeView).meta({ id: 'ScheduleChangePage' });
export type ScheduleChangePage = z.infer<typeof ScheduleChangePage>;

export const ScheduleChangesQuery = PageQuery.extend({
  centreId: GivenId.optional(),
  stationId: GivenId.optional(),
  entryId: GivenId.optional().describe('Changes that touched this entry'),
});
export type ScheduleChangesQuery = z.infer<typeof ScheduleChangesQuery>;

/** Times of today that are over before an entry is placed. */
export const MissedTimes = z
  .array(z.object({ localTime: z.string(), stationIds: z.array(z.uuid()) }))
  .describe('Times of today that are over already, local at the stations');

/** What every answer to a change says. */
export const MADE = {
  changeId: z.uuid().nullable().describe('Null for a dry run, and when there was nothing to do'),
  consequences: ConsequencesView,
  plannedUntil: PlannedUntil,
  continues: z.boolean().describe('It goes on after `plannedUntil`: what `consequences` count is not all that it does'),
};

/** What became of operations, or would become of them. */
export const MadeChange = z
  .object({
    ...MADE,
    dryRun: z.boolean(),
    entryIds: z.array(z.uuid()).describe('The entries that are touched; those of a dry run that are new do not exist'),
    missed: MissedTimes,
  })
  .meta({ id: 'MadeScheduleChange' });
export type MadeChange = z.infer<typeof MadeChange>;

/** A change that is too large for the answer: it is stored, and applied by itself. */
export const AcceptedChange = z
  .object({
    id: z.uuid().describe('Of the change: GET /schedule/changes/{id} tells what becomes of it'),
    state: ScheduleChangeState,
    entryIds: z.array(z.uuid()).describe('The entries that it is about; new ones exist once it is applied'),
  })
  .meta({ id: 'AcceptedScheduleChange' });
export type AcceptedChange = z.infer<typeof AcceptedChange>;
