import type { DayRange } from '../scope/day-range.js';
import type { ReportedStation } from '../scope/report-scope.queries.js';
import { coverageLine } from './coverage-line.js';
import { coverageOf, type SegmentBroadcast } from './coverage-of-station.js';
import type { CoveredPeriod } from './coverage.schemas.js';

/** What is known of one week or month. */
export interface CoverageFacts {
  /** In the order in which they are to be listed. */
  stations: readonly ReportedStation[];
  /** Ids of the stations that the centre served in the period. */
  served: ReadonlySet<string>;
  /** Of the segment, in the period, in any order. */
  broadcasts: readonly SegmentBroadcast[];
  /** Its name. */
  segment: string;
  per: 'week' | 'month';
  now: Date;
}

/** At which of the stations that the centre served the segment aired in a week or month. */
export function coveredPeriod(period: DayRange, facts: CoverageFacts): CoveredPeriod {
  const { stations, served, segment, per, now } = facts;
  const broadcasts = byStation(facts.broadcasts);
  const airedAt: CoveredPeriod['airedAt'] = [];
  const notAiredAt: CoveredPeriod['notAiredAt'] = [];
  for (const { id: stationId, name } of stations) {
    if (!served.has(stationId)) continue;
    const coverage = coverageOf(broadcasts.get(stationId) ?? [], now);
    if (coverage.aired) airedAt.push({ stationId, name, by: coverage.by });
    else notAiredAt.push({ stationId, name, why: coverage.why, reason: coverage.reason });
  }
  const aired = airedAt.length;
  const count = aired + notAiredAt.length;
  const byDevice = airedAt.filter(({ by }) => by === 'device').length;
  const line = coverageLine({ aired, stations: count, segment, per, ...period });
  const numbers = { stations: count, aired, byDevice, byOperator: aired - byDevice };
  return { ...period, ...numbers, line, airedAt, notAiredAt };
}

function byStation(broadcasts: readonly SegmentBroadcast[]): Map<string, SegmentBroadcast[]> {
  const groups = new Map<string, SegmentBroadcast[]>();
  for (const broadcast of broadcasts) {
    const group = groups.get(broadcast.stationId);
    if (group) group.push(broadcast);
    else groups.set(broadcast.stationId, [broadcast]);
  }
  return groups;
}
