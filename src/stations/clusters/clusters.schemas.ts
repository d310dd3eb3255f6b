import { z } from 'zod';
import { pageOf } from '../../platform/http/page.js';
import { Revision } from '../../platform/http/revisions/revisions.decorator.js';
import { Name, NO_CHANGE } from '../../platform/http/wire.schemas.js';
import { type Cluster, ClusterTechnology } from './cluster.entity.js';

const horns = z.number().int().min(1).max(100).describe('Number of horns');

export const NewCluster = z
  .object({
    name: Name,
    place: Name.nullable().default(null),
    technology: ClusterTechnology,
    horns,
    working: z.boolean().default(true),
  })
  .meta({ id: 'NewCluster' });
export type NewCluster = z.infer<typeof NewCluster>;

export const ClusterChanges = z
  .object({
    name: Name,
    place: Name.nullable(),
    technology: ClusterTechnology,
    horns,
    working: z.boolean(),
  })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, NO_CHANGE)
  .meta({ id: 'ClusterChanges' });
export type ClusterChanges = z.infer<typeof ClusterChanges>;

export const ClusterView = z
  .object({
    id: z.uuid(),
    stationId: z.uuid(),
    name: z.string(),
    place: z.string().nullable(),
    technology: ClusterTechnology,
    horns: z.number().int(),
    working: z.boolean(),
    revision: Revision,
  })
  .meta({ id: 'Cluster' });
export type ClusterView = z.infer<typeof ClusterView>;

export const ClusterPage = pageOf(ClusterView).meta({ id: 'ClusterPage' });

export const presentCluster = (cluster: Cluster): ClusterView => ({
  id: cluster.id,
  stationId: cluster.stationId,
  name: cluster.name,
  place: cluster.place,
  technology: cluster.technology,
  horns: cluster.horns,
  working: cluster.working,
  revision: cluster.revision,
});
