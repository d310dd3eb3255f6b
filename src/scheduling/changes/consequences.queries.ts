import type { Work } from '../../platform/database/unit-of-work.js';
import type { WithdrawalReason } from '../broadcasts/reasons.js';

/** A broadcast that a change withdrew or planned. */
export interface ConsequenceRow {
  broadcastId: string;
  entryId: string;
  stationId: string;
  stationName: string;
  title: string;
  startsAt: Date;
  timeZone: string;
  /** Why it was withdrawn; null for one that was planned. */
  reason: WithdrawalReason | null;
  note: string | null;
}

const ROW = `b.id AS "broadcastId", b.entry_id AS "entryId", b.station_id AS "stationId", s.name AS "stationName", d.title,
  b.starts_at AS "startsAt", b.time_zone AS "timeZone", b.reason_code AS reason, b.withdrawn_note AS note`;
const NAMES = `JOIN stations s ON s.id = b.station_id
  JOIN program_descriptions d ON d.program_id = b.program_id AND d.during @> b.starts_at`;

/** These broadcasts, by start. */
export function withdrawnRows(
  work: Work,
  broadcasts: readonly { id: string; airDay: string }[],
): Promise<ConsequenceRow[]> {
  return work.query(
    `SELECT ${ROW} FROM unnest($1::uuid[], $2::date[]) AS o (id, air_day)
     JOIN broadcasts b ON b.air_day = o.air_day AND b.id = o.id ${NAMES}
     ORDER BY b.starts_at, b.id`,
    [broadcasts.map(({ id }) => id), broadcasts.map(({ airDay }) => airDay)],
  );
}

/** The broadcasts of these airings, by start. */
export function plannedRows(
  work: Work,
  airings: readonly { entryId: string; stationId: string; airsOn: string; startsAt: Date }[],
): Promise<ConsequenceRow[]> {
  return work.query(
    `SELECT ${ROW} FROM unnest($1::uuid[], $2::uuid[], $3::date[], $4::timestamptz[])
       AS o (entry_id, station_id, airs_on, starts_at)
     JOIN broadcasts b ON b.air_day BETWEEN o.airs_on - 1 AND o.airs_on AND b.entry_id = o.entry_id AND b.station_id = o.station_id
       AND b.starts_at = o.starts_at ${NAMES}
     ORDER BY b.starts_at, b.id`,
    [
      airings.map(({ entryId }) => entryId),
      airings.map(({ stationId }) => stationId),
      airings.map(({ airsOn }) => airsOn),
      airings.map(({ startsAt }) => startsAt),
    ],
  );
}
