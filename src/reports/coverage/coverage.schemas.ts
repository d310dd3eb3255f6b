import { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import { ReportQuery } from '../scope/day-range.js';
import { WhyNot } from './coverage-of-station.js';

export const CoverageQuery = ReportQuery.extend({ segmentId: z.uuid().describe('A segment of this centre') });
export type CoverageQuery = z.infer<typeof CoverageQuery>;

/** Who says that something aired. */
export const KnownBy = codes('KnownBy', {
  device: { vi: 'thiết bị ghi nhận', en: 'a device proves it' },
  operator: { vi: 'cán bộ xác nhận', en: 'an operator heard it' },
});

const Named = { stationId: z.uuid(), name: z.string() };

export const StationThatAired = z
  .object({
    ...Named,
    by: KnownBy.describe(
      '`device`: a device proves it; `operator`: no device proves anything, and an operator heard it',
    ),
  })
  .meta({ id: 'StationThatAired' });

export const StationThatDidNot = z
  .object({
    ...Named,
    why: WhyNot,
    reason: z.string().nullable().describe('A code of /not-aired-reasons'),
  })
  .meta({ id: 'StationThatDidNot' });

/** One ISO week; `stations` counts those that the centre served in it. */
export const CoveredWeek = z
  .object({
    monday: z.iso.date(),
    sunday: z.iso.date(),
    stations: z.int(),
    aired: z.int(),
    byDevice: z.int().describe('Those of `aired` that a device proves'),
    byOperator: z.int().describe('Those of `aired` that only an operator confirmed'),
    line: z.string().describe('The headline in Vietnamese'),
    airedAt: z.array(StationThatAired),
    notAiredAt: z.array(StationThatDidNot),
  })
  .meta({ id: 'CoveredWeek' });
export type CoveredWeek = z.infer<typeof CoveredWeek>;

/** The ISO weeks that contain any day of the range, each of them whole. */
export const CoverageReport = z
  .object({
    centre: z.object({ id: z.uuid(), name: z.string() }),
    segment: z.object({ id: z.uuid(), name: z.string() }),
    weeks: z.array(CoveredWeek),
  })
  .meta({ id: 'CoverageReport' });
export type CoverageReport = z.infer<typeof CoverageReport>;
