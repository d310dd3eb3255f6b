import { earliestLocalDay, latestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';

/** A limit at all stations of a class, see `Quota`. */
export interface ClassQuota {
  class: number;
  name: string | null;
  from: Date;
  until: Date;
  seconds: number;
}

/** What is planned at a station within a limit; `quota` is its position in the list that was asked for. */
export interface PlannedSeconds {
  stationId: string;
  quota: number;
  seconds: number;
}

/** A planned broadcast in a daypart, or on a day, that has more of them than the rules allow. */
export interface InFullQuota {
  quota: number;
  id: string;
  airDay: string;
  stationId: string;
  startsAt: Date;
  seconds: number;
  isOver: boolean;
}

/** What is planned at the stations and counts, with the quotas `q` of their classes in which it begins. */
const planned = (columns: string) => `planned AS MATERIALIZED (
    SELECT s.class, b.station_id, b.starts_at, extract(epoch FROM b.ends_at - b.starts_at)::float AS seconds ${columns}
    FROM unnest($1::uuid[], $2::int[]) AS s (id, class)
      JOIN broadcasts b ON b.station_id = s.id AND b.starts_at >= $6 AND b.starts_at < $7
        AND b.air_day BETWEEN ${earliestLocalDay('$6')} AND ${latestLocalDay('$7')}
    WHERE b.state = 'planned' AND b.priority <> 'emergency')`;
const IN_QUOTAS = `planned b JOIN unnest($3::int[], $4::timestamptz[], $5::timestamptz[], $8::float[]) WITH ORDINALITY
    AS q (class, "from", until, seconds, n)
  ON q.class = b.class AND b.starts_at >= q."from" AND b.starts_at < q.until`;

function parameters(classes: ReadonlyMap<string, number>, quotas: readonly ClassQuota[]): unknown[] {
  const starts = quotas.map(({ from }) => from.getTime());
  const ends = quotas.map(({ until }) => until.getTime());
  return [
    [...classes.keys()],
    [...classes.values()],
    quotas.map((quota) => quota.class),
    quotas.map(({ from }) => from),
    quotas.map(({ until }) => until),
    new Date(Math.min(...starts)),
    new Date(Math.max(...ends)),
    quotas.map(({ seconds }) => seconds),
  ];
}

/** The seconds that are planned within each quota at each station of its class, where there are any. */
export async function plannedSeconds(
  work: Work,
  classes: ReadonlyMap<string, number>,
  quotas: readonly ClassQuota[],
): Promise<PlannedSeconds[]> {
  if (quotas.length === 0) return [];
  return work.query(
    `WITH ${planned('')}
     SELECT b.station_id AS "stationId", (q.n - 1)::int AS quota, sum(b.seconds) AS seconds
     FROM ${IN_QUOTAS} WHERE q.seconds IS NOT NULL GROUP BY b.station_id, q.n`,
    parameters(classes, quotas),
  );
}

/** The broadcasts of every quota that has more than its seconds, those that came first at the front. */
export async function broadcastsInFullQuotas(
  work: Work,
  classes: ReadonlyMap<string, number>,
  quotas: readonly ClassQuota[],
): Promise<InFullQuota[]> {
  if (quotas.length === 0) return [];
  return work.query(
    `WITH ${planned(', b.id, b.air_day, b.ends_at, b.priority, b.entry_id')}
     SELECT quota, id, air_day AS "airDay", station_id AS "stationId", starts_at AS "startsAt", seconds,
            ends_at <= $9 AS "isOver"
     FROM (SELECT b.*, (q.n - 1)::int AS quota,
                  sum(b.seconds) OVER (PARTITION BY b.station_id, q.n) > q.seconds AS is_full
           FROM ${IN_QUOTAS}) counted
     WHERE is_full
     ORDER BY "isOver" DESC, priority DESC, entry_id, starts_at, quota`,
    [...parameters(classes, quotas), work.now],
  );
}
