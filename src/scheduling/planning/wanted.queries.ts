import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { DayRange } from '../recurrence/clock-times.js';
import type { ClassAiring } from './class-airings.js';

/** What an entry airs at the stations of a class. */
export interface WantedAiring extends ClassAiring {
  entryId: string;
  class: number;
  ownStation: string | null;
  priority: string;
  startWithin: number;
}

/** On which days of its rule occurrences of an entry are looked at, by entry. */
export type Concerned = ReadonlyMap<string, DayRange>;

/** Whether a row `b` begins after an instant, or has begun but is not over. */
const AHEAD = `b.ends_at > $1 AND b.air_day >= ${earliestLocalDay('$1')}`;

/**
 * Fills `plan_wanted` with each occurrence at each station, beside the row that there is. Kind `same`: nothing is to be
 * done, because it is so already, was withdrawn by a person, is an emergency, is over, or has begun and may go on.
 * @param wanted by class; only what differs by station comes from `plan_places`
 * @param mayBeOld whether there may be rows of the entries already
 */
export async function storeWanted(
  work: Work,
  wanted: readonly WantedAiring[],
  { entryIds, mayBeOld }: { entryIds: readonly string[]; mayBeOld: boolean },
): Promise<void> {
  // Rows are found by a hash of them all: PostgreSQL believes that there are few, and would look for each among all others.
  if (mayBeOld) await work.query("SELECT set_config('enable_nestloop', 'off', true)");
  await work.query(`INSERT INTO plan_wanted SELECT w.*, ${mayBeOld ? BESIDE_ROWS : ALL_NEW}`, [
    work.now,
    JSON.stringify(wanted.map(rowOf)),
    ...(mayBeOld ? [entryIds] : []),
  ]);
  if (mayBeOld) await work.query("SELECT set_config('enable_nestloop', 'on', true)");
  await work.query('ANALYZE plan_wanted');
}

/** Makes gaps of the airings that have no approved audio yet. */
export async function awaitApproval(work: Work): Promise<void> {
  await work.query(
    `UPDATE plan_wanted SET state = 'gap', reason = 'program-not-approved' WHERE state = 'planned' AND sha256 IS NULL`,
  );
}

const WANTED = `(
  SELECT o.entry_id, p.station_id, o.class, s.zone, o.on_day, o.slot, o.air_day, o.airs_on, o.starts_at, o.ends_at,
         o.program_id, o.sha256, o.priority, o.start_within, CASE WHEN o.reason IS NULL THEN 'planned' ELSE 'gap' END AS state,
         o.reason, o.note
  FROM jsonb_to_recordset($2) AS o (entry_id uuid, class int, own_station uuid, terms_id uuid, on_day date, slot int,
    air_day date, airs_on date, starts_at timestamptz, ends_at timestamptz, program_id uuid, sha256 text, priority text,
    start_within int, reason text, note text)
  JOIN plan_places p ON p.entry_id = o.entry_id AND p.terms_id = o.terms_id AND p.days @> o.airs_on
  JOIN plan_stations s ON s.station_id = p.station_id AND s.class = o.class
  WHERE o.own_station IS NOT DISTINCT FROM CASE WHEN p.own THEN p.station_id END) w`;

const NEW = `CASE WHEN w.ends_at > $1 AND w.starts_at >= $1 THEN 'new' ELSE 'same' END`;
const ID = 'broadcast_id(w.air_day, w.entry_id, w.station_id, w.on_day, w.slot)';
const ALL_NEW = `${NEW}, ${ID}, NULL, NULL, NULL, NULL, NULL, NULL FROM ${WANTED}`;
const BESIDE_ROWS = `CASE
    WHEN b.id IS NULL THEN ${NEW}
    WHEN b.state = 'withdrawn' OR b.priority = 'emergency' OR b.ends_at <= $1 AND b.state = 'planned' THEN 'same'
    WHEN b.starts_at < $1 THEN CASE WHEN b.state = 'planned' AND w.state <> 'planned' THEN 'changed' ELSE 'same' END
    WHEN (b.state, b.starts_at, b.ends_at, b.program_id, b.original_sha256, b.priority, b.start_within, b.reason_code, b.note)
      IS DISTINCT FROM (w.state, w.starts_at, w.ends_at, w.program_id, w.sha256, w.priority, w.start_within, w.reason, w.note)
      THEN 'changed' ELSE 'same' END,
  coalesce(b.id, ${ID}), b.state, b.starts_at, b.ends_at, b.program_id, b.reason_code, b.note
  FROM ${WANTED}
  LEFT JOIN (SELECT * FROM broadcasts b WHERE b.entry_id = ANY ($3::uuid[]) AND b.starts_at > $1::timestamptz - interval '26 hours'
             AND b.air_day >= ${earliestLocalDay('$1')} - 1) b
    ON b.entry_id = w.entry_id AND b.station_id = w.station_id AND b.on_day = w.on_day AND b.slot = w.slot
      AND b.air_day = w.air_day`;

const rowOf = ({ termsId, onDay, airDay, airsOn, startsAt, endsAt, ...one }: WantedAiring) => ({
  entry_id: one.entryId,
  class: one.class,
  own_station: one.ownStation,
  terms_id: termsId,
  on_day: onDay,
  slot: one.slot,
  air_day: airDay,
  airs_on: airsOn,
  starts_at: startsAt,
  ends_at: endsAt,
  program_id: one.programId,
  sha256: one.sha256,
  priority: one.priority,
  start_within: one.startWithin,
  reason: one.reason,
  note: one.note,
});

/**
 * Fills `plan_stale` with rows of the entries that are not over and occur no longer, each with why.
 * @param only SQL of the ids of the stations that count; all when left out
 * @param concerned days of occurrences that are looked at, by entry; all when left out
 */
export async function storeStale(
  work: Work,
  entryIds: readonly string[],
  { only, concerned }: { only: string | undefined; concerned: Concerned | undefined },
): Promise<void> {
  const within = only === undefined ? '' : `AND b.station_id IN (${only})`;
  await work.query(
    `INSERT INTO plan_stale
     SELECT b.air_day, b.id, b.entry_id, b.station_id, b.state,
       CASE WHEN s.closed_on <= b.airs_on THEN 'station-closed'
         WHEN EXISTS (SELECT FROM plan_places p WHERE p.entry_id = b.entry_id AND p.station_id = b.station_id
                      AND p.days @> b.airs_on) THEN 'no-longer-occurs' ELSE 'station-left' END,
       b.starts_at, b.ends_at
     FROM broadcasts b JOIN stations s ON s.id = b.station_id
     WHERE b.entry_id = ANY ($2::uuid[]) AND ${AHEAD} AND b.state <> 'withdrawn' AND b.priority <> 'emergency'
       ${within}
       AND ($3::uuid[] IS NULL OR EXISTS (SELECT FROM unnest($3::uuid[], $4::date[], $5::date[]) AS c (entry_id, since, until)
                                          WHERE c.entry_id = b.entry_id AND b.on_day >= c.since AND (c.until IS NULL OR b.on_day <= c.until)))
       AND NOT EXISTS (SELECT FROM plan_wanted w WHERE w.id = b.id)`,
    [
      work.now,
      entryIds,
      concerned && [...concerned.keys()],
      concerned && [...concerned.values()].map(({ from }) => from),
      concerned && [...concerned.values()].map(({ until }) => until),
    ],
  );
}
