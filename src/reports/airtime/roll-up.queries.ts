import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Work } from '../../platform/database/unit-of-work.js';

/** Local days (`YYYY-MM-DD`) of stations, the n-th day belonging to the n-th station. */
export interface Days {
  stationIds: string[];
  days: string[];
}

/** Some stations between two local days, both included. */
export interface Span {
  stationIds: readonly string[];
  from: string;
  until: string;
}

const AT_A_TIME = 500;

// Locked until the transaction ends, so that whoever takes dirty days cannot take one before its cause can be seen.
const MARK_ONCE = 'ON CONFLICT (station_id, day) DO UPDATE SET asked_at = EXCLUDED.asked_at';

/** `airtime_daily` is computed whole for a station's day, never added to. Rows are always locked in one order. */
@Injectable()
export class RollUpQueries {
  constructor(private readonly source: DataSource) {}

  /** Marks the days from `from` on that have broadcasts; at all stations when `stationIds` is null. */
  async markFrom(from: string, stationIds: readonly string[] | null, at: Date): Promise<void> {
    await this.source.query(
      `INSERT INTO airtime_dirty_days (station_id, day, asked_at)
       SELECT DISTINCT station_id, airs_on, $3::timestamptz FROM broadcasts
       WHERE airs_on >= $1 AND ($2::uuid[] IS NULL OR station_id = ANY ($2)) ORDER BY 1, 2 ${MARK_ONCE}`,
      [from, stationIds, at],
    );
  }

  /** Marks the days of a span on which the plan is another one than was rolled up. */
  async markWhereThePlanDiffers({ stationIds, from, until }: Span, at: Date): Promise<void> {
    await this.source.query(
      `INSERT INTO airtime_dirty_days (station_id, day, asked_at)
       SELECT station_id, day, $4::timestamptz FROM (
         SELECT station_id, airs_on AS day, topic, origin, priority, count(*) AS count,
                sum(extract(epoch FROM ends_at - starts_at)) AS seconds
         FROM broadcasts
         WHERE station_id = ANY ($1) AND airs_on BETWEEN $2 AND $3 AND withdrawn_at IS NULL GROUP BY 1, 2, 3, 4, 5
       ) plan FULL JOIN (
         SELECT station_id, day, topic, origin, priority, planned_count AS count, planned_seconds AS seconds
         FROM airtime_daily WHERE station_id = ANY ($1) AND day BETWEEN $2 AND $3 AND planned_count > 0
       ) known USING (station_id, day, topic, origin, priority)
       WHERE (plan.count, plan.seconds) IS DISTINCT FROM (known.count, known.seconds)
       GROUP BY station_id, day ORDER BY station_id, day ${MARK_ONCE}`,
      [stationIds, from, until, at],
    );
  }

  async waiting(): Promise<number> {
    const rows: { count: number }[] = await this.source.query('SELECT count(*) FROM airtime_dirty_days');
    return rows[0]?.count ?? 0;
  }

  /** Takes some dirty days that nobody else has. */
  takeFree(work: Work): Promise<Days> {
    return this.take(work, `ORDER BY station_id, day LIMIT ${AT_A_TIME} FOR UPDATE SKIP LOCKED`, []);
  }

  /** Takes some of a span's dirty days; waits for those that somebody else has. */
  takeWithin(work: Work, { stationIds, from, until }: Span): Promise<Days> {
    const which = 'WHERE station_id = ANY ($1) AND day BETWEEN $2 AND $3';
    return this.take(work, `${which} ORDER BY station_id, day LIMIT ${AT_A_TIME} FOR UPDATE`, [
      stationIds,
      from,
      until,
    ]);
  }

  /** Computes these days anew from broadcasts and outcomes. */
  async recompute(work: Work, { stationIds, days }: Days, at: Date): Promise<void> {
    await work.manager.query(
      `DELETE FROM airtime_daily a USING unnest($1::uuid[], $2::date[]) AS d (station_id, day)
       WHERE a.station_id = d.station_id AND a.day = d.day`,
      [stationIds, days],
    );
    await work.manager.query(ROLL_UP, [stationIds, days, at]);
  }

  private async take(work: Work, which: string, parameters: unknown[]): Promise<Days> {
    const [rows]: [{ station_id: string; day: string }[], number] = await work.manager.query(
      `DELETE FROM airtime_dirty_days WHERE (station_id, day) IN (SELECT station_id, day FROM airtime_dirty_days ${which})
       RETURNING station_id, day`,
      parameters,
    );
    return { stationIds: rows.map((row) => row.station_id), days: rows.map((row) => row.day) };
  }
}

/**
 * Planned: not withdrawn. Proved and confirmed: as decided, also of what sounded although it was withdrawn.
 * Missed: what neither a device proves nor a person heard of a broadcast that is decided and not aired whole; where
 * there was no device, only once an operator has said something. Counted as missed when nothing of it was on air.
 * Each broadcast counts in whole seconds, so that every table adds up, also in a spreadsheet.
 */
const ROLL_UP = `
  INSERT INTO airtime_daily (station_id, day, topic, origin, priority, planned_seconds, proved_seconds,
    confirmed_seconds, missed_seconds, planned_count, proved_count, confirmed_count, missed_count, computed_at)
  SELECT station_id, day, topic, origin, priority, sum(planned), sum(proved), sum(confirmed), sum(missed),
    count(*) FILTER (WHERE planned > 0), count(*) FILTER (WHERE any_proof), count(*) FILTER (WHERE any_heard),
    count(*) FILTER (WHERE missed > 0 AND NOT any_proof AND NOT any_heard), $3
  FROM (
    SELECT b.station_id, b.airs_on AS day, b.topic, b.origin, b.priority,
      CASE WHEN b.withdrawn_at IS NULL THEN length ELSE 0 END AS planned, proved, confirmed, any_proof, any_heard,
      CASE WHEN b.withdrawn_at IS NOT NULL OR o.outcome IS NULL OR o.outcome IN ('aired', 'late') THEN 0
           WHEN o.outcome = 'unconfirmed' AND o.said IS NULL THEN 0
           ELSE greatest(0, length - greatest(proved, confirmed)) END AS missed
    FROM unnest($1::uuid[], $2::date[]) AS d (station_id, day)
    JOIN broadcasts b ON b.station_id = d.station_id AND b.airs_on = d.day
    LEFT JOIN outcomes o ON o.airs_on = b.airs_on AND o.broadcast_id = b.id
    CROSS JOIN LATERAL (SELECT extract(epoch FROM b.ends_at - b.starts_at) AS length,
      round(coalesce(o.proved_seconds, 0)) AS proved, round(coalesce(o.confirmed_seconds, 0)) AS confirmed,
      coalesce(o.proved_seconds > 0, false) AS any_proof, coalesce(o.confirmed_seconds > 0, false) AS any_heard) seconds
    WHERE b.withdrawn_at IS NULL OR o.proved_seconds > 0
  ) AS one
  GROUP BY station_id, day, topic, origin, priority`;
