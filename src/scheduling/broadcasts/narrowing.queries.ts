import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { AgainstRules } from '../airtime/judge.js';
import type { WithdrawalReason } from './reasons.js';

/** A broadcast that airtime rules withdrew just now. */
export interface NarrowedBroadcast {
  id: string;
  airDay: string;
  stationId: string;
  startsAt: Date;
  reason: WithdrawalReason;
}

/** A time at which something is planned at stations of a class. */
export interface TimeAhead {
  class: number;
  airsOn: string;
  startsAt: Date;
  endsAt: Date;
}

/** `b` is planned, obeys rules, and is not over. */
const ahead = (now: string) =>
  `b.withdrawn_at IS NULL AND b.priority <> 'emergency' AND b.ends_at > ${now} AND b.air_day >= ${earliestLocalDay(now)}`;
const WITHDRAW = 'withdrawn_at = $1, may_return = true';
const RETURNING = `RETURNING b.id, b.air_day AS "airDay", b.station_id AS "stationId", b.starts_at AS "startsAt",
  b.reason_code AS reason`;

/** Stations at which something is planned that is not over. */
export async function stationsWithBroadcasts(sql: Sql, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT DISTINCT station_id AS id FROM broadcasts b WHERE ${ahead('$1')}`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/** When something is planned at the stations that is not over: each time once for each class. */
export function timesAhead(sql: Sql, classes: ReadonlyMap<string, number>, now: Date): Promise<TimeAhead[]> {
  return sql.query(
    `SELECT s.class, b.airs_on AS "airsOn", b.starts_at AS "startsAt", b.ends_at AS "endsAt"
     FROM unnest($2::uuid[], $3::int[]) AS s (id, class) JOIN broadcasts b ON b.station_id = s.id
     WHERE ${ahead('$1')}
     GROUP BY s.class, b.airs_on, b.starts_at, b.ends_at`,
    [now, [...classes.keys()], [...classes.values()]],
  );
}

/** Withdraws what is planned at these times; it may return. */
export async function withdrawAtTimes(
  work: Work,
  classes: ReadonlyMap<string, number>,
  times: readonly (TimeAhead & { against: AgainstRules })[],
): Promise<NarrowedBroadcast[]> {
  if (times.length === 0) return [];
  return work.query(
    `UPDATE broadcasts b SET ${WITHDRAW}, reason_code = t.reason, withdrawn_note = t.note
     FROM unnest($2::uuid[], $3::int[]) AS s (id, class)
       JOIN unnest($4::int[], $5::date[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[])
         AS t (class, airs_on, starts_at, ends_at, reason, note) USING (class)
     WHERE b.station_id = s.id AND b.air_day BETWEEN t.airs_on - 1 AND t.airs_on AND b.starts_at = t.starts_at AND b.ends_at = t.ends_at
       AND ${ahead('$1')} ${RETURNING}`,
    [
      work.now,
      [...classes.keys()],
      [...classes.values()],
      times.map((time) => time.class),
      times.map(({ airsOn }) => airsOn),
      times.map(({ startsAt }) => startsAt),
      times.map(({ endsAt }) => endsAt),
      times.map(({ against }) => against.reasonCode),
      times.map(({ against }) => against.note ?? null),
    ],
  );
}

/** Withdraws these because their daypart or day has no minutes left; they may return. */
export async function withdrawAsFull(
  work: Work,
  broadcasts: readonly { id: string; airDay: string; note: string | null }[],
): Promise<NarrowedBroadcast[]> {
  if (broadcasts.length === 0) return [];
  return work.query(
    `UPDATE broadcasts b SET ${WITHDRAW}, reason_code = 'daypart-full', withdrawn_note = o.note
     FROM unnest($2::uuid[], $3::date[], $4::text[]) AS o (id, air_day, note)
     WHERE b.air_day = o.air_day AND b.id = o.id ${RETURNING}`,
    [
      work.now,
      broadcasts.map(({ id }) => id),
      broadcasts.map(({ airDay }) => airDay),
      broadcasts.map(({ note }) => note),
    ],
  );
}
