import type { Sql } from '../../platform/database/sql.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import type { FillingItem } from './unfilled.js';

/** What is planned at stations where the same is planned. */
export interface PlannedAlike {
  stationIds: string[];
  items: FillingItem[];
}

interface Row {
  stationIds: string[];
  items: [
    airsOn: string,
    startsAt: number,
    seconds: number,
    state: FillingItem['state'],
    priority: FillingItem['priority'],
  ][];
}

/** The planned items of stations on the local days of the span, by start, each list once. */
export async function plannedAlike(
  sql: Sql,
  stationIds: readonly string[],
  { from, until }: DaySpan,
): Promise<PlannedAlike[]> {
  const rows = await sql.query<Row>(
    `SELECT array_agg(station_id) AS "stationIds", items::json AS items
     FROM (SELECT b.station_id, json_agg(json_build_array(b.airs_on, extract(epoch FROM b.starts_at),
             extract(epoch FROM b.ends_at - b.starts_at), b.state, b.priority) ORDER BY b.starts_at, b.id)::text AS items
           FROM broadcasts b
           WHERE b.station_id = ANY ($1::uuid[]) AND b.airs_on BETWEEN $2 AND $3 AND b.air_day BETWEEN $2::date - 1 AND $3
             AND b.reason_code IS DISTINCT FROM 'station-not-served'
           GROUP BY b.station_id) each
     GROUP BY items`,
    [stationIds, from, until],
  );
  return rows.map(({ items, ...row }) => ({
    ...row,
    items: items.map(([airsOn, startsAt, seconds, state, priority]) => ({
      airsOn,
      startsAt: new Date(startsAt * 1_000),
      seconds,
      state,
      priority,
    })),
  }));
}
