import { z } from 'zod';
import { pageOf } from '../../platform/http/page.js';
import { Name } from '../../platform/http/wire.schemas.js';

export const GroupContent = z.object({
  name: Name,
  stationIds: z
    .array(z.uuid())
    .max(5_000)
    .transform((ids) => [...new Set(ids)])
    .describe('All stations of the group; the centre must serve each of them today'),
});
export type GroupContent = z.infer<typeof GroupContent>;

export const GroupView = z.object({
  id: z.uuid(),
  centreId: z.uuid(),
  name: z.string(),
  stationIds: z.array(z.uuid()),
});
export type GroupView = z.infer<typeof GroupView>;

export const GroupPage = pageOf(GroupView);
