import { z } from 'zod';
import { Revision } from '../../platform/http/revisions/revisions.decorator.js';
import { ExceptionAction } from '../operations/new-exception.schemas.js';

export const ExceptionView = z
  .object({
    id: z.uuid(),
    action: ExceptionAction,
    from: z.iso.date(),
    until: z.iso.date().nullable(),
    slot: z.int().nullable(),
    stationId: z.uuid().nullable(),
    toDay: z.iso.date().nullable(),
    toTime: z.string().nullable(),
    programId: z.uuid().nullable(),
    note: z.string().nullable(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'EntryException' });
export type ExceptionView = z.infer<typeof ExceptionView>;

export const EntryExceptions = z
  .object({
    exceptions: z.array(ExceptionView).describe('Those in force; of stations that the caller may see'),
    revision: Revision,
  })
  .meta({ id: 'EntryExceptions' });
export type EntryExceptions = z.infer<typeof EntryExceptions>;
