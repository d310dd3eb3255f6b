import { z } from 'zod';
import { ConsequencesOrNull, DryRun } from '../../consequences/consequences.schemas.js';
import { wholePageOf } from '../../platform/http/page.js';
import { Revision } from '../../platform/http/revisions/revisions.decorator.js';
import { Day, Name, QueryFlag } from '../../platform/http/wire.schemas.js';

const stationIds = z
  .array(z.uuid())
  .max(5_000)
  .transform((ids) => [...new Set(ids)]);

const from = Day.optional().describe(
  'The first local day on which they are in the group, and on which the centre must serve them; today when left out or past',
);

export const NewGroup = z.object({ name: Name, stationIds, from }).meta({ id: 'NewGroup' });
export type NewGroup = z.infer<typeof NewGroup>;

export const GroupChanges = z.object({ name: Name }).meta({ id: 'GroupChanges' });
export type GroupChanges = z.infer<typeof GroupChanges>;

export const NewMembers = z
  .object({ stationIds: stationIds.describe('Those already in the group stay'), from, dryRun: DryRun })
  .meta({ id: 'NewMembers' });
export type NewMembers = z.infer<typeof NewMembers>;

export const LeavingQuery = z.object({
  on: Day.optional().describe('The first local day on which it is no longer in the group; today when left out or past'),
  dryRun: QueryFlag.default(false).describe('Only tell what it would change'),
});
export type LeavingQuery = z.infer<typeof LeavingQuery>;

export const GroupView = z
  .object({
    id: z.uuid(),
    centreId: z.uuid(),
    name: z.string(),
    stationIds: z.array(z.uuid()).describe('Those in the group today'),
    changes: z
      .array(z.object({ stationId: z.uuid(), from: z.string().nullable(), until: z.string().nullable() }))
      .describe('Those that join or leave on a later day; `until` is the first day without them'),
    revision: Revision,
  })
  .meta({ id: 'Group' });
export type GroupView = z.infer<typeof GroupView>;

/** The group after a change of its stations, or as it still is after a dry run, and what it does to the schedule. */
export const ChangedGroup = GroupView.extend({ dryRun: z.boolean(), consequences: ConsequencesOrNull }).meta({
  id: 'ChangedGroup',
});
export type ChangedGroup = z.infer<typeof ChangedGroup>;

export const GroupPage = wholePageOf(GroupView).meta({ id: 'GroupPage' });
