import { z } from 'zod';
import { ConsequencesOrNull } from '../../consequences/consequences.schemas.js';
import { Technology } from '../station.entity.js';
import { Day, QueryFlag } from '../../platform/http/wire.schemas.js';

export const ImportQuery = z.object({
  codesFrom: Day.default('2022-01-01').describe('First local day of the codes in the file'),
  servedFrom: Day.optional().describe('First local day of new stations and of serving them; codesFrom if absent'),
  technology: Technology.default('mixed').describe('Technology of new stations'),
  dryRun: QueryFlag.default(false).describe('Only tell what it would add, or what is faulty'),
});
export type ImportQuery = z.infer<typeof ImportQuery>;

const count = z.number().int();

export const ImportView = z
  .object({
    dryRun: z.boolean(),
    added: z.object({ units: count, stations: count, servings: count }),
    stations: z
      .array(
        z.object({ line: count, code: z.string(), unitId: z.uuid(), stationId: z.uuid(), stationName: z.string() }),
      )
      .describe('Every commune of the file, in the order of the file'),
    consequences: ConsequencesOrNull,
  })
  .meta({ id: 'Import' });
export type ImportView = z.infer<typeof ImportView>;
