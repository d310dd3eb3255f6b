import { faultText } from '../../platform/words/faults.js';
import { z } from 'zod';
import { SearchQuery, wholePageOf } from '../../platform/http/page.js';
import { Day, Name } from '../../platform/http/wire.schemas.js';
import { DatedCode } from '../stations.schemas.js';
import { UnitKind } from '../unit.entity.js';

export const Code = z.string().regex(/^[0-9]{5}$/, faultText({ vi: 'phải gồm năm chữ số', en: 'must be five digits' }));

export const NewUnit = z
  .object({
    name: Name,
    kind: UnitKind,
    code: Code.optional(),
    codeFrom: Day.optional().describe('First local day of the code'),
  })
  .refine(({ code, codeFrom }) => (code === undefined) === (codeFrom === undefined), {
    path: ['codeFrom'],
    message: faultText({
      vi: 'mã và ngày đầu của mã phải đi cùng nhau',
      en: 'a code and its first day belong together',
    }),
  })
  .meta({ id: 'NewUnit' });
export type NewUnit = z.infer<typeof NewUnit>;

export const NewUnitCode = z.object({ code: Code, from: Day }).meta({ id: 'NewUnitCode' });
export type NewUnitCode = z.infer<typeof NewUnitCode>;

export const EndOfCode = z.object({ on: Day.describe('First local day without the code') }).meta({ id: 'EndOfCode' });
export type EndOfCode = z.infer<typeof EndOfCode>;

export const UnitsQuery = SearchQuery.extend({
  code: Code.optional(),
  on: Day.optional().describe('Day on which the unit has the code; today if absent'),
});
export type UnitsQuery = z.infer<typeof UnitsQuery>;

export const UnitView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: UnitKind,
    codes: z.array(DatedCode).describe('Oldest first; `until` is the first day without the code'),
  })
  .meta({ id: 'Unit' });
export type UnitView = z.infer<typeof UnitView>;

export const UnitPage = wholePageOf(UnitView).meta({ id: 'UnitPage' });
