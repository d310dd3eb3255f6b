import { earliestLocalDay, latestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Priority } from '../../programs/program.entity.js';
import { MAY_AIR } from './may-air.js';

/** A broadcast with what is announced of it, and with the audio that was approved for it. */
export interface AiringBroadcast {
  id: string;
  programId: string;
  originalSha256: string;
  title: string;
  topic: string;
  priority: Priority;
  startsAt: Date;
  endsAt: Date;
  /** Seconds late that still count. */
  startWithin: number;
  /** SHA-256 of the approved renditions, by profile. */
  renditions: Record<string, string>;
}

/** What may air at a station between two instants, by start, as it was approved when it begins. */
export function airingBroadcasts(
  sql: Sql,
  stationId: string,
  { from, until }: { from: Date; until: Date },
): Promise<AiringBroadcast[]> {
  return sql.query<AiringBroadcast>(
    `SELECT b.id, b.program_id AS "programId", b.original_sha256 AS "originalSha256", d.title, d.topic, b.priority,
            b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.start_within AS "startWithin", v.renditions
     FROM broadcasts b
     JOIN approvals v ON v.program_id = b.program_id AND v.in_force @> b.starts_at
     JOIN program_descriptions d ON d.program_id = b.program_id AND d.during @> b.starts_at
     WHERE b.station_id = $1 AND b.starts_at < $3 AND b.ends_at > $2 AND ${MAY_AIR}
       AND b.air_day BETWEEN ${earliestLocalDay('$2')} AND ${latestLocalDay('$3')}
     ORDER BY b.starts_at, b.id`,
    [stationId, from, until],
  );
}

/** What will be heard next. */
export interface NextBroadcast {
  id: string;
  title: string;
  /** The local day on which it begins, `YYYY-MM-DD`. */
  airsOn: string;
  startsAt: Date;
}

/** The first broadcast that may air at a station and begins after the instant and after the local day. */
export async function nextBroadcast(
  sql: Sql,
  stationId: string,
  { instant, day }: { instant: Date; day: string },
): Promise<NextBroadcast | undefined> {
  const [next] = await sql.query<NextBroadcast>(
    `SELECT b.id, d.title, b.airs_on AS "airsOn", b.starts_at AS "startsAt"
     FROM broadcasts b JOIN program_descriptions d ON d.program_id = b.program_id AND d.during @> b.starts_at
     WHERE b.station_id = $1 AND b.starts_at > $2 AND b.airs_on > $3 AND ${MAY_AIR}
       AND b.air_day >= greatest(${earliestLocalDay('$2')}, $3::date)
     ORDER BY b.starts_at LIMIT 1`,
    [stationId, instant, day],
  );
  return next;
}

/** What stands beside the ids of a broadcast. */
export interface BroadcastNames {
  id: string;
  stationName: string;
  title: string;
}

/** The names of these broadcasts, by id: one statement for all of them. */
export async function namesOfBroadcasts(
  sql: Sql,
  broadcasts: readonly { id: string; stationId: string; programId: string; startsAt: Date }[],
): Promise<Map<string, BroadcastNames>> {
  if (broadcasts.length === 0) return new Map();
  const rows = await sql.query<BroadcastNames>(
    `SELECT b.id, s.name AS "stationName", coalesce(d.title, p.title) AS title
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) AS b (id, station_id, program_id, starts_at)
     JOIN stations s ON s.id = b.station_id JOIN programs p ON p.id = b.program_id
     LEFT JOIN program_descriptions d ON d.program_id = b.program_id AND d.during @> b.starts_at`,
    [
      broadcasts.map(({ id }) => id),
      broadcasts.map(({ stationId }) => stationId),
      broadcasts.map(({ programId }) => programId),
      broadcasts.map(({ startsAt }) => startsAt),
    ],
  );
  return new Map(rows.map((names) => [names.id, names]));
}
