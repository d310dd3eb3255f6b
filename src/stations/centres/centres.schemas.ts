import { z } from 'zod';
import { faultText } from '../../platform/words/faults.js';
import { ConsequencesOrNull, DryRun } from '../../consequences/consequences.schemas.js';
import { wholePageOf } from '../../platform/http/page.js';
import { Revision } from '../../platform/http/revisions/revisions.decorator.js';
import { Because, Day, Name, TimeZone } from '../../platform/http/wire.schemas.js';
import type { CentreStation } from '../centre-station.entity.js';
import type { Planned } from '../station-schedule.service.js';
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

export const CentrePage = wholePageOf(CentreView).meta({ id: 'CentrePage' });

export const NewServing = z
  .object({
    stationId: z.uuid(),
    from: Day.describe('First local day on which the centre serves the station'),
    dryRun: DryRun,
  })
  .meta({ id: 'NewServing' });
export type NewServing = z.infer<typeof NewServing>;

export const EndOfServing = z
  .object({
    on: Day.describe('First local day on which it no longer serves the station'),
    because: Because,
    dryRun: DryRun,
  })
  .meta({ id: 'EndOfServing' });
export type EndOfServing = z.infer<typeof EndOfServing>;

/** Corrects the days of a serving, past ones too: what was handed over on a wrong day. */
export const ServingChanges = z
  .strictObject({
    from: Day.optional().describe('First local day on which the centre serves the station'),
    until: Day.nullable().optional().describe('First local day on which it no longer serves it; null: no end'),
    because: Because,
    dryRun: DryRun,
  })
  .refine(
    ({ from, until }) => from !== undefined || until !== undefined,
    faultText({ vi: 'hãy nêu from hoặc until', en: 'give from or until' }),
  )
  .meta({ id: 'ServingChanges' });
export type ServingChanges = z.infer<typeof ServingChanges>;

export const ServingQuery = z.object({
  on: Day.optional().describe("The station's present day when left out; without a serving on it the nearest one"),
});
export type ServingQuery = z.infer<typeof ServingQuery>;

export const ServingView = z
  .object({
    centreId: z.uuid(),
    stationId: z.uuid(),
    from: z.string(),
    until: z.string().nullable().describe('First local day on which it no longer serves it'),
    revision: Revision,
  })
  .meta({ id: 'Serving' });
export type ServingView = z.infer<typeof ServingView>;

/** The days after a change, or as a dry run tries them, and what that does to the schedule. */
export const ChangedServing = ServingView.extend({ dryRun: z.boolean(), consequences: ConsequencesOrNull }).meta({
  id: 'ChangedServing',
});
export type ChangedServing = z.infer<typeof ChangedServing>;

export const presentCentre = ({ id, name, timeZone, createdAt, revision }: Centre): CentreView => ({
  id,
  name,
  timeZone,
  createdAt: createdAt.toISOString(),
  revision,
});

export const presentServing = (serving: CentreStation): ServingView => ({
  centreId: serving.centreId,
  stationId: serving.stationId,
  from: serving.servedFrom,
  until: serving.servedUntil,
  revision: serving.revision,
});

export const presentChangedServing = (
  { result, consequences }: Planned<CentreStation>,
  { dryRun }: { dryRun: boolean },
): ChangedServing => ({ ...presentServing(result), dryRun, consequences });
