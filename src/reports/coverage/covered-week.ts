import { addDays } from '../../platform/clock/local-day.js';
import type { ReportedStation } from '../scope/report-scope.queries.js';
import { coverageLine, coverageOf, type SegmentBroadcast } from './coverage-of-station.js';
import type { CoveredWeek } from './coverage.schemas.js';

/** What is known of one week. */
export interface CoverageFacts {
  /** In the order in which they are to be listed. */
  stations: readonly ReportedStation[];
  /** Ids of the stations that the centre served in the week. */
  served: ReadonlySet<string>;
  /** Of the segment, in the week, in any order. */
  broadcasts: readonly SegmentBroadcast[];
  /** Its name. */
  segment: string;
  now: Date;
}

/** At which of the stations that the centre served the segment aired in the week that begins on `monday`. */
export function coveredWeek(monday: string, facts: CoverageFacts): CoveredWeek {
  const { stations, served, segment, now } = facts;
  const broadcasts = byStation(facts.broadcasts);
  const airedAt: CoveredWeek['airedAt'] = [];
  const notAiredAt: CoveredWeek['notAiredAt'] = [];
  for (const { id: stationId, name } of stations) {
    if (!served.has(stationId)) continue;
    const coverage = coverageOf(broadcasts.get(stationId) ?? [], now);
    if (coverage.aired) airedAt.push({ stationId, name, by: coverage.by });
    else notAiredAt.push({ stationId, name, why: coverage.why, reason: coverage.reason });
  }
  const sunday = addDays(monday, 6);
  const aired = airedAt.length;
  const count = aired + notAiredAt.length;
  const byDevice = airedAt.filter(({ by }) => by === 'device').length;
  const line = coverageLine({ aired, stations: count, segment, monday, sunday });
  const numbers = { stations: count, aired, byDevice, byOperator: aired - byDevice };
  return { monday, sunday, ...numbers, line, airedAt, notAiredAt };
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
