import { addDays } from '../../platform/clock/local-day.js';
import type { ReportedStation } from '../scope/report-scope.queries.js';
import { coverageLine, coverageOf, type SegmentBroadcast } from './coverage-of-station.js';
import type { StationWeek } from './coverage.queries.js';
import type { CoveredWeek } from './coverage.schemas.js';

export interface CoverageFacts {
  /** In the order in which they are to be listed. */
  stations: readonly ReportedStation[];
  /** In which weeks the centre served them. */
  served: readonly StationWeek[];
  broadcasts: readonly (SegmentBroadcast & StationWeek)[];
  /** Its name. */
  segment: string;
  now: Date;
}

/** Who aired the segment in the week that begins on `monday`, out of the stations that the centre served then. */
export function coveredWeek(
  monday: string,
  { stations, served, broadcasts, segment, now }: CoverageFacts,
): CoveredWeek {
  const servedNow = new Set(served.filter((week) => week.monday === monday).map(({ stationId }) => stationId));
  const ofWeek = broadcasts.filter((broadcast) => broadcast.monday === monday);
  const airedAt: CoveredWeek['airedAt'] = [];
  const notAiredAt: CoveredWeek['notAiredAt'] = [];
  for (const { id: stationId, name } of stations.filter(({ id }) => servedNow.has(id))) {
    const coverage = coverageOf(
      ofWeek.filter((broadcast) => broadcast.stationId === stationId),
      now,
    );
    if (coverage.aired) airedAt.push({ stationId, name, by: coverage.by });
    else notAiredAt.push({ stationId, name, why: coverage.why, reason: coverage.reason });
  }
  const sunday = addDays(monday, 6);
  const [aired, count] = [airedAt.length, servedNow.size];
  const byDevice = airedAt.filter(({ by }) => by === 'device').length;
  const line = coverageLine({ aired, stations: count, segment, monday, sunday });
  const numbers = { stations: count, aired, byDevice, byOperator: aired - byDevice };
  return { monday, sunday, ...numbers, line, airedAt, notAiredAt };
}
