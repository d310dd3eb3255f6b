import { z } from 'zod';
import { codes } from '../../platform/words/codes.js';
import { ReportQuery } from '../scope/day-range.js';
import { WhyNot } from './coverage-of-station.js';

const CoveragePer = codes('CoveragePer', {
  week: { vi: 'theo tuần', en: 'by week' },
  month: { vi: 'theo tháng', en: 'by month' },
});

export const CoverageQuery = ReportQuery.extend({
  segmentId: z.uuid().describe('A segment of this centre'),
  per: CoveragePer.default('week').describe('`week`: ISO weeks; `month`: months of the calendar'),
});
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

/** One ISO week or month; `stations` counts those that the centre served in it. */
export const CoveredPeriod = z
  .object({
    from: z.iso.date(),
    until: z.iso.date(),
    stations: z.int(),
    aired: z.int(),
    byDevice: z.int().describe('Those of `aired` that a device proves'),
    byOperator: z.int().describe('Those of `aired` that only an operator confirmed'),
    line: z.string().describe('The headline in Vietnamese'),
    airedAt: z.array(StationThatAired),
    notAiredAt: z.array(StationThatDidNot),
  })
  .meta({ id: 'CoveredPeriod' });
export type CoveredPeriod = z.infer<typeof CoveredPeriod>;

/** The ISO weeks, or months, that contain any day of the range, each of them whole. */
export const CoverageReport = z
  .object({
    centre: z.object({ id: z.uuid(), name: z.string() }),
    segment: z.object({ id: z.uuid(), name: z.string() }),
    per: CoveragePer,
    periods: z.array(CoveredPeriod),
  })
  .meta({ id: 'CoverageReport' });
export type CoverageReport = z.infer<typeof CoverageReport>;
