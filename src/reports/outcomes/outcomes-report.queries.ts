import type { Sql } from '../../platform/database/sql.js';
import type { Outcome, Said, StationDays } from '../../playback/outcomes/outcomes.service.js';

/** Which broadcasts a report is about: of stations on days on which the centre served them. */
export interface ReportedBroadcasts extends StationDays {
  centreId: string;
  /** Of whichever segment when null. */
  segmentId: string | null;
}

/** Broadcasts that are alike. */
export interface OutcomeCount {
  stationId: string;
  /** The first day of the period, `YYYY-MM-DD`. */
  from: string;
  /** Null while it is not decided. */
  outcome: Outcome | null;
  isOver: boolean;
  /** Whether a person heard it of which no device proves a second. */
  heard: boolean;
  reason: string | null;
  count: number;
}

/** A broadcast that did not air whole, with what is known of it. */
export interface UnairedBroadcast {
  broadcastId: string;
  stationId: string;
  stationName: string;
  day: string;
  time: string;
  /** IANA zone of the station. */
  timeZone: string;
  startsAt: Date;
  seconds: number;
  title: string;
  outcome: Outcome;
  reason: string | null;
  provedSeconds: number;
  said: Said | null;
  note: string | null;
  saidBy: string | null;
  saidAt: Date | null;
  /** The last call of the devices that the station had then, when it came before the broadcast; null otherwise. */
  silentSince: Date | null;
}

/** Where a page begins: after the broadcast with this start and id. */
export interface UnairedCursor {
  startsAt: string;
  id: string;
}

/** $1 to $5 are those of `parametersOf`. */
const REPORTED = `broadcasts b
  JOIN program_descriptions d ON d.program_id = b.program_id AND d.during @> b.starts_at
  JOIN centre_stations c ON c.station_id = b.station_id AND c.centre_id = $1
    AND daterange(c.served_from, c.served_until) @> b.airs_on
  LEFT JOIN outcomes o ON o.broadcast_id = b.id`;
const IS_REPORTED = `b.station_id = ANY ($3::uuid[]) AND b.airs_on BETWEEN $4 AND $5 AND b.air_day BETWEEN $4::date - 1 AND $5
  AND ($2::uuid IS NULL OR d.segment_id = $2) AND (b.state = 'planned' OR o.broadcast_id IS NOT NULL)`;
const HEARD = `coalesce(o.said = 'heard' AND o.proved_seconds = 0, false)`;

const parametersOf = ({ centreId, segmentId, stationIds, from, until }: ReportedBroadcasts): unknown[] => [
  centreId,
  segmentId,
  stationIds,
  from,
  until,
];

/** How many broadcasts of each station had which outcome and reason, by ISO week or by local day. */
export function outcomeCounts(
  sql: Sql,
  reported: ReportedBroadcasts,
  { per, now }: { per: 'week' | 'day'; now: Date },
): Promise<OutcomeCount[]> {
  return sql.query(
    `SELECT b.station_id AS "stationId", date_trunc($6, b.airs_on::timestamp)::date AS "from", o.outcome,
            b.ends_at <= $7 AS "isOver", ${HEARD} AS heard, o.reason, count(*)::int AS count
     FROM ${REPORTED} WHERE ${IS_REPORTED} GROUP BY 1, 2, 3, 4, 5, 6`,
    [...parametersOf(reported), per, now],
  );
}

/**
 * Broadcasts that are decided and did not air whole, and that nobody heard instead of a device; and those of which a person
 * says that they did not air though a device recorded them. The newest first.
 */
export function unairedBroadcasts(
  sql: Sql,
  reported: ReportedBroadcasts,
  { after, rows }: { after: UnairedCursor | undefined; rows: number },
): Promise<UnairedBroadcast[]> {
  return sql.query(
    `SELECT b.id AS "broadcastId", b.station_id AS "stationId", s.name AS "stationName", b.airs_on AS day,
            to_char(b.starts_at AT TIME ZONE b.time_zone, 'HH24:MI') AS time, b.time_zone AS "timeZone", b.starts_at AS "startsAt",
            extract(epoch FROM b.ends_at - b.starts_at)::float8 AS seconds, d.title, o.outcome,
            coalesce(o.reason, word.reason) AS reason, o.proved_seconds AS "provedSeconds", word.said, word.note, p.name AS "saidBy", word.said_at AS "saidAt",
            CASE WHEN devices.last_call < b.starts_at THEN devices.last_call END AS "silentSince"
     FROM ${REPORTED} JOIN stations s ON s.id = b.station_id
       LEFT JOIN LATERAL (SELECT w.said, w.reason, w.note, w.said_at, w.confirmed_by FROM confirmations w WHERE w.broadcast_id = b.id
                          ORDER BY w.said_at DESC, w.id DESC LIMIT 1) word ON true
       LEFT JOIN people p ON p.id = word.confirmed_by
       CROSS JOIN LATERAL (SELECT max(coalesce(v.last_seen_at, v.enrolled_at)) AS last_call FROM devices v
         WHERE v.station_id = b.station_id AND v.enrolled_at <= b.starts_at AND (v.ended_at IS NULL OR v.ended_at > b.starts_at)) devices
     WHERE ${IS_REPORTED} AND (o.outcome NOT IN ('aired', 'late') AND NOT ${HEARD} OR o.outcome IN ('aired', 'late') AND o.said = 'not-aired')
       AND ($6::timestamptz IS NULL OR (b.starts_at, b.id) < ($6, $7::uuid))
     ORDER BY b.starts_at DESC, b.id DESC LIMIT $8`,
    [...parametersOf(reported), after?.startsAt ?? null, after?.id ?? null, rows],
  );
}
