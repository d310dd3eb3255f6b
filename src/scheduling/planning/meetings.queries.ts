import type { Work } from '../../platform/database/unit-of-work.js';
import type { AiringClash } from '../broadcasts/airing.js';

/** Rows of `plan_wanted` that are to be planned, and are not so yet. */
const WANTED_TOO = (one: string) =>
  `${one}.kind <> 'same' AND ${one}.state = 'planned' AND ${one}.priority <> 'emergency'`;
const TO_PLAN = WANTED_TOO('w');

/** A row `b` that stays as it is: of an entry that is not planned anew, or one on which nothing is to be done. */
const STAYS = `(b.entry_id <> ALL ($1::uuid[])
  OR NOT EXISTS (SELECT FROM plan_wanted other WHERE other.id = b.id AND other.kind <> 'same')
     AND NOT EXISTS (SELECT FROM plan_stale stale WHERE stale.id = b.id))`;

/**
 * Rows of `plan_wanted` to be planned, each with what stays where it would sound. One look into the index of the exclusion
 * constraint for each of them, however many rows the table has (`OFFSET 0` keeps PostgreSQL from reading all of it).
 */
const MET = `plan_wanted w CROSS JOIN LATERAL (
    SELECT * FROM broadcasts b WHERE b.air_day = w.air_day AND b.station_id = w.station_id
      AND b.during && tstzrange(w.starts_at, w.ends_at) AND b.state = 'planned' AND b.priority <> 'emergency' OFFSET 0) b
  WHERE ${TO_PLAN} AND ${STAYS}`;

/** Where two would sound at the same time. */
const meets = (one: string, other: string) =>
  `${one}.station_id = ${other}.station_id AND ${one}.starts_at < ${other}.ends_at AND ${one}.ends_at > ${other}.starts_at`;

/** Whether the first goes before the second: the higher priority, then the older entry, then the earlier airing. */
const goesBefore = (first: string, second: string) => `(${turn(first)}) < (${turn(second)})`;
const turn = (one: string) =>
  `${one}.priority = 'normal', ${one}.entry_id, ${one}.starts_at, ${one}.on_day, ${one}.slot`;

/** Whether what is planned anew was planned at this time before, or is a row without a place of its own yet. */
const IS_NEWS = `(w.old_state IS NULL OR w.old_state = 'planned' OR w.old_starts_at <> w.starts_at)`;

/**
 * Airings to be planned that meet what stays, by start. Those that a higher priority displaces do not count, nor do gaps
 * that have been in the same clash before.
 */
export async function clashesOfWanted(
  work: Work,
  entryIds: readonly string[],
  { limit, meetEachOther }: { limit: number; meetEachOther: boolean },
): Promise<{ clashes: AiringClash[]; total: number }> {
  const rows = await work.query<ClashRow>(
    `WITH met AS (
       SELECT w.*, b.id AS other_id, b.entry_id AS other_entry, b.program_id AS other_program, b.starts_at AS other_starts,
              b.ends_at AS other_ends
       FROM ${MET} AND ${IS_NEWS} AND NOT (w.priority = 'priority' AND b.priority = 'normal')
       UNION ALL
       SELECT w.*, NULL, b.entry_id, b.program_id, b.starts_at, b.ends_at
       FROM plan_wanted w JOIN plan_wanted b ON b.station_id = w.station_id AND b.starts_at < w.ends_at AND b.ends_at > w.starts_at
       WHERE ${TO_PLAN} AND ${IS_NEWS} AND b.kind <> 'same' AND b.state = 'planned' AND b.priority <> 'emergency'
         AND $3 AND ${goesBefore('b', 'w')})
     SELECT station_id AS "stationId", zone, on_day AS "onDay", slot, air_day AS "airDay", airs_on AS "airsOn", entry_id AS "entryId",
            starts_at AS "startsAt", ends_at AS "endsAt", program_id AS "programId", CASE WHEN kind <> 'new' THEN id END AS id, other_id AS "otherId",
            other_entry AS "otherEntryId", other_program AS "otherProgramId", other_starts AS "otherStartsAt",
            other_ends AS "otherEndsAt", count(*) OVER ()::int AS total
     FROM met ORDER BY starts_at, station_id, other_starts LIMIT $2`,
    [entryIds, limit, meetEachOther],
  );
  return { clashes: rows.map(toClash), total: rows[0]?.total ?? 0 };
}

interface ClashRow {
  stationId: string;
  zone: string;
  onDay: string;
  slot: number;
  airDay: string;
  airsOn: string;
  entryId: string;
  startsAt: Date;
  endsAt: Date;
  programId: string;
  id: string | null;
  otherId: string | null;
  otherEntryId: string;
  otherProgramId: string;
  otherStartsAt: Date;
  otherEndsAt: Date;
  total: number;
}

const toClash = ({ zone: timeZone, id: broadcastId, stationId, total: _total, ...row }: ClashRow): AiringClash => {
  const { otherId, otherEntryId, otherProgramId, otherStartsAt, otherEndsAt, ...wanted } = row;
  const there = { stationId, timeZone };
  const planned = { entryId: otherEntryId, programId: otherProgramId, startsAt: otherStartsAt, endsAt: otherEndsAt };
  return { wanted: { ...wanted, ...there, broadcastId }, planned: { ...planned, ...there, broadcastId: otherId } };
};

/**
 * Makes gaps of the airings that meet what stays, or one of their own round that goes before them. What they displace by
 * their priority is displaced, unless it has begun.
 * @param isDemanded `clashesOfWanted` has found none among what is new
 */
export async function settleMeetings(
  work: Work,
  entryIds: readonly string[],
  { meetEachOther, isDemanded }: { meetEachOther: boolean; isDemanded: boolean },
): Promise<void> {
  const unsure = isDemanded ? `AND (NOT ${IS_NEWS} OR w.priority = 'priority')` : '';
  await work.query(
    `UPDATE plan_wanted w SET state = 'gap', note = NULL, reason = met.reason
     FROM (SELECT w.ctid AS row, CASE WHEN w.priority = 'normal' AND b.priority = 'priority' THEN 'displaced' ELSE 'airtime-clash' END AS reason
           FROM ${MET} ${unsure} AND NOT (w.priority = 'priority' AND b.priority = 'normal' AND b.starts_at > $2)) met
     WHERE w.ctid = met.row`,
    [entryIds, work.now],
  );
  // Each time those that nothing goes before are sure of their time; what does not meet them may yet be planned.
  let mayMeet = meetEachOther;
  while (mayMeet) mayMeet = await settleThoseBehind(work);
  await work.query(`UPDATE plan_wanted SET state = 'displaced' WHERE reason = 'displaced'`);
}

/** Makes gaps of the airings that meet one which nothing else goes before. @returns whether there were any */
async function settleThoseBehind(work: Work): Promise<boolean> {
  const rows = await work.query<{ any: boolean }>(
    `WITH first AS MATERIALIZED (
       SELECT b.* FROM plan_wanted b WHERE ${WANTED_TOO('b')}
         AND NOT EXISTS (SELECT FROM plan_wanted a WHERE ${meets('a', 'b')} AND ${WANTED_TOO('a')} AND ${goesBefore('a', 'b')})),
     behind AS (
       UPDATE plan_wanted w SET state = 'gap', note = NULL,
         reason = CASE WHEN w.priority = 'normal' AND b.priority = 'priority' THEN 'displaced' ELSE 'airtime-clash' END
       FROM first b WHERE ${TO_PLAN} AND ${meets('b', 'w')} AND ${goesBefore('b', 'w')} RETURNING 1)
     SELECT EXISTS (SELECT FROM behind) AS any`,
  );
  return rows[0]?.any === true;
}

/** Displaces what is in the way of airings of a higher priority. @returns how many */
export async function displaceOthers(work: Work, entryIds: readonly string[], round: number): Promise<number> {
  const rows = await work.query<{ count: number }>(
    `WITH displaced AS (
       UPDATE broadcasts b SET state = 'displaced', reason_code = 'displaced', note = NULL, state_at = $2
       FROM (SELECT b.air_day, b.id FROM ${MET} AND w.priority = 'priority' AND b.priority = 'normal') met
       WHERE b.air_day = met.air_day AND b.id = met.id RETURNING b.*),
     noted AS (
       INSERT INTO plan_changes SELECT air_day, id, entry_id, station_id, program_id, time_zone, state, reason_code, note,
         starts_at, ends_at, 'planned', starts_at, ends_at, program_id, $3 FROM displaced)
     SELECT count(*)::int AS count FROM displaced`,
    [entryIds, work.now, round],
  );
  return rows[0]?.count ?? 0;
}
