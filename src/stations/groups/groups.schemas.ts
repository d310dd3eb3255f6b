import { z } from 'zod';
import { pageOf } from '../../platform/http/page.js';
import { Revision } from '../../platform/http/revisions/revisions.decorator.js';
import { Name } from '../../platform/http/wire.schemas.js';

const stationIds = z
  .array(z.uuid())
  .max(5_000)
  .transform((ids) => [...new Set(ids)]);

export const NewGroup = z
  .object({
    name: Name,
    stationIds: stationIds.describe('The centre must serve each of them today'),
  })
  .meta({ id: 'NewGroup' });
export type NewGroup = z.infer<typeof NewGroup>;

export const GroupChanges = z.object({ name: Name }).meta({ id: 'GroupChanges' });
export type GroupChanges = z.infer<typeof GroupChanges>;

export const NewMembers = z
  .object({
    stationIds: stationIds.describe('Those already in the group stay; the centre must serve each new one today'),
  })
  .meta({ id: 'NewMembers' });
export type NewMembers = z.infer<typeof NewMembers>;

export const GroupView = z
  .object({
    id: z.uuid(),
    centreId: z.uuid(),
    name: z.string(),
    stationIds: z.array(z.uuid()),
    revision: Revision,
  })
  .meta({ id: 'Group' });
export type GroupView = z.infer<typeof GroupView>;

export const GroupPage = pageOf(GroupView).meta({ id: 'GroupPage' });
