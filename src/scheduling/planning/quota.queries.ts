import { earliestLocalDay, latestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { ClassQuota } from '../airtime/class-quotas.js';

/** An airing in a daypart, or on a day, that has more of them than the rules allow. */
export interface AiringInFull {
  /** The position of the limit in the list that was asked for. */
  quota: number;
  entryId: string;
  stationId: string;
  onDay: string;
  slot: number;
  startsAt: Date;
  timeZone: string;
  seconds: number;
  /** Whether it stays whatever the limit is: it is over, or not planned anew. */
  stays: boolean;
  /** Whether it is planned there already. */
  isPlanned: boolean;
}

/**
 * The airings of every limit that has more than its seconds, at the stations of the plan: what stays first, then what is
 * planned already, then by priority and age.
 */
export async function airingsInFull(
  work: Work,
  quotas: readonly ClassQuota[],
  entryIds: readonly string[],
): Promise<AiringInFull[]> {
  if (quotas.length === 0) return [];
  return work.query<AiringInFull>(
    `WITH airings AS MATERIALIZED (
       SELECT s.class, s.zone, b.station_id, b.entry_id, b.on_day, b.slot, b.starts_at, b.ends_at, b.priority, w.id IS NULL OR b.ends_at <= $1 AS stays,
              true AS planned
       FROM plan_stations s JOIN broadcasts b ON b.station_id = s.station_id AND b.starts_at >= $2 AND b.starts_at < $3
         AND b.air_day BETWEEN ${earliestLocalDay('$2')} AND ${latestLocalDay('$3')}
       LEFT JOIN plan_wanted w ON w.id = b.id
       WHERE b.state = 'planned' AND b.priority <> 'emergency'
         AND (b.entry_id <> ALL ($4::uuid[]) OR coalesce(w.kind, 'same') = 'same' AND NOT EXISTS (SELECT FROM plan_stale g WHERE g.id = b.id))
       UNION ALL
       SELECT w.class, w.zone, w.station_id, w.entry_id, w.on_day, w.slot, w.starts_at, w.ends_at, w.priority, false,
              w.old_state IS NOT DISTINCT FROM 'planned'
       FROM plan_wanted w WHERE w.kind <> 'same' AND w.state = 'planned' AND w.priority <> 'emergency')
     SELECT quota, entry_id AS "entryId", station_id AS "stationId", on_day AS "onDay", slot, starts_at AS "startsAt", zone AS "timeZone",
            seconds, stays, planned AS "isPlanned"
     FROM (SELECT a.*, (q.n - 1)::int AS quota, extract(epoch FROM a.ends_at - a.starts_at)::float AS seconds,
                  sum(extract(epoch FROM a.ends_at - a.starts_at)) OVER (PARTITION BY a.station_id, q.n) > q.seconds AS is_full
           FROM airings a JOIN unnest($5::int[], $6::timestamptz[], $7::timestamptz[], $8::float[]) WITH ORDINALITY
             AS q (class, "from", until, seconds, n)
           ON q.class = a.class AND a.starts_at >= q."from" AND a.starts_at < q.until) counted
     WHERE is_full
     ORDER BY stays DESC, planned DESC, priority = 'normal', entry_id, starts_at, quota`,
    [
      work.now,
      new Date(Math.min(...quotas.map(({ from }) => from.getTime()))),
      new Date(Math.max(...quotas.map(({ until }) => until.getTime()))),
      entryIds,
      quotas.map((quota) => quota.class),
      quotas.map(({ from }) => from),
      quotas.map(({ until }) => until),
      quotas.map(({ seconds }) => seconds),
    ],
  );
}

/** Makes gaps of these airings. */
export async function settleFull(
  work: Work,
  full: readonly (Pick<AiringInFull, 'entryId' | 'stationId' | 'onDay' | 'slot'> & { note: string | null })[],
): Promise<void> {
  if (full.length === 0) return;
  await work.query(
    `UPDATE plan_wanted w SET state = 'gap', reason = 'daypart-full', note = f.note,
       kind = CASE w.kind WHEN 'same' THEN 'changed' ELSE w.kind END
     FROM unnest($1::uuid[], $2::uuid[], $3::date[], $4::int[], $5::text[]) AS f (entry_id, station_id, on_day, slot, note)
     WHERE w.entry_id = f.entry_id AND w.station_id = f.station_id AND w.on_day = f.on_day AND w.slot = f.slot
       AND w.state = 'planned'`,
    [
      full.map(({ entryId }) => entryId),
      full.map(({ stationId }) => stationId),
      full.map(({ onDay }) => onDay),
      full.map(({ slot }) => slot),
      full.map(({ note }) => note),
    ],
  );
}
