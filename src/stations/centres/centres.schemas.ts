import { z } from 'zod';
import { pageOf } from '../../platform/http/page.js';
import { Revision } from '../../platform/http/revisions/revisions.decorator.js';
import { Because, Day, Name, TimeZone } from '../../platform/http/wire.schemas.js';
import type { CentreStation } from '../centre-station.entity.js';
import type { Centre } from './centre.entity.js';

export const NewCentre = z
  .object({
    name: Name,
    timeZone: TimeZone.optional().describe('IANA zone; TIME_ZONE of the service if absent'),
  })
  .meta({ id: 'NewCentre' });
export type NewCentre = z.infer<typeof NewCentre>;

export const CentreChanges = z.object({ name: Name }).meta({ id: 'CentreChanges' });
export type CentreChanges = z.infer<typeof CentreChanges>;

export const CentreView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    timeZone: z.string(),
    createdAt: z.iso.datetime(),
    revision: Revision,
  })
  .meta({ id: 'Centre' });
export type CentreView = z.infer<typeof CentreView>;

export const CentrePage = pageOf(CentreView).meta({ id: 'CentrePage' });

export const NewServing = z
  .object({
    stationId: z.uuid(),
    from: Day.describe('First local day on which the centre serves the station'),
  })
  .meta({ id: 'NewServing' });
export type NewServing = z.infer<typeof NewServing>;

export const EndOfServing = z
  .object({
    on: Day.describe('First local day on which it no longer serves the station'),
    because: Because,
  })
  .meta({ id: 'EndOfServing' });
export type EndOfServing = z.infer<typeof EndOfServing>;

export const ServingView = z
  .object({
    centreId: z.uuid(),
    stationId: z.uuid(),
    from: z.string(),
    until: z.string().nullable(),
  })
  .meta({ id: 'Serving' });
export type ServingView = z.infer<typeof ServingView>;

export const presentCentre = ({ id, name, timeZone, createdAt, revision }: Centre): CentreView => ({
  id,
  name,
  timeZone,
  createdAt: createdAt.toISOString(),
  revision,
});

export const presentServing = ({ centreId, stationId, servedFrom, servedUntil }: CentreStation): ServingView => ({
  centreId,
  stationId,
  from: servedFrom,
  until: servedUntil,
});
