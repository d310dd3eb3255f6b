import type { Reach } from '../../identity/reach.js';
import { localDay } from '../../platform/clock/local-day.js';
import type { Sql } from '../../platform/database/sql.js';
import { reachedOn, reachParameter } from '../../stations/stations.service.js';
import type { AiringClash } from '../broadcasts/airing.js';

/** What somebody may know of a clash. */
export interface KnownClash {
  stationName: string;
  /** Whether they may see the schedule of the station on that day. */
  isSeen: boolean;
  /** Whether they may see the other entry. */
  seesOther: boolean;
  title: string;
  otherTitle: string;
}

/** What a person of this reach may know of each of the clashes, in their order. */
export async function knownClashes(sql: Sql, clashes: readonly AiringClash[], reach: Reach): Promise<KnownClash[]> {
  const rows = clashes.map(({ wanted, planned }, n) => ({
    n,
    station: wanted.stationId,
    day: wanted.airsOn,
    other_day: localDay(planned.startsAt, planned.timeZone),
    entry: planned.entryId,
    program: wanted.programId,
    other: planned.programId,
  }));
  return sql.query<KnownClash>(
    `SELECT s.name AS "stationName", seen.here AS "isSeen", seen.there OR e.centre_id = ANY ($3::uuid[]) AS "seesOther",
            p.title, o.title AS "otherTitle"
     FROM jsonb_to_recordset($1) AS c (n int, station uuid, day date, other_day date, entry uuid, program uuid, other uuid)
     JOIN stations s ON s.id = c.station JOIN entries e ON e.id = c.entry
     JOIN programs p ON p.id = c.program JOIN programs o ON o.id = c.other
     CROSS JOIN LATERAL (SELECT ${reachedOn('c.station', "daterange(c.day, c.day, '[]')", '$2')} AS here,
            ${reachedOn('c.station', "daterange(c.other_day, c.other_day, '[]')", '$2')} AS there) seen
     ORDER BY c.n`,
    [JSON.stringify(rows), reachParameter(reach), reach.centreIds],
  );
}
