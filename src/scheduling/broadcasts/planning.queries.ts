import type { Work } from '../../platform/database/unit-of-work.js';
import type { VersionInForce } from '../../programs/programs.service.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { TimedOccurrence } from '../recurrence/occurrences.js';
import type { Airing, Gap, OtherAiring, PlannedStation } from './airing.js';

/** What all broadcasts of an entry have in common. */
export interface PlannedAudio {
  entryId: string;
  programId: string;
  originalSha256: string;
  priority: string;
  /** Seconds late that still count. */
  startWithin: number;
}

const SCHEDULE_LOCK = 7_264_003;
const SCHEDULE_LOCKS = 32;

/**
 * Keeps everybody else from planning at these stations until the transaction ends, so that what is read stays true.
 * Stations share a few locks, always taken in one order: a whole province does not exhaust the lock table.
 */
export async function lockSchedules(work: Work, stationIds: readonly string[]): Promise<void> {
  await work.query(
    `SELECT pg_advisory_xact_lock($1, share) FROM (
       SELECT DISTINCT abs(hashtext(id) % $2) AS share FROM unnest($3::text[]) id ORDER BY 1) shares`,
    [SCHEDULE_LOCK, SCHEDULE_LOCKS, stationIds],
  );
}

/** The same for all stations. */
export async function lockAllSchedules(work: Work): Promise<void> {
  await work.query('SELECT pg_advisory_xact_lock($1, share) FROM generate_series(0, $2 - 1) share', [
    SCHEDULE_LOCK,
    SCHEDULE_LOCKS,
  ]);
}

/** Whether the version still is in force. Approvals lock all schedules, so it stays so while the caller has locked some. */
export async function isInForce(work: Work, { programId, originalSha256 }: VersionInForce): Promise<boolean> {
  const rows = await work.query('SELECT FROM versions_in_force WHERE program_id = $1 AND original_sha256 = $2', [
    programId,
    originalSha256,
  ]);
  return rows.length > 0;
}

/** The airings of an entry that have no broadcast yet, or one that a rule withdrew, by station and start. */
export async function airingsToPlan(
  work: Work,
  entryId: string,
  stations: readonly PlannedStation[],
  occurrences: readonly TimedOccurrence[],
): Promise<Airing[]> {
  // Only the numbers of the two come back: a province has tens of thousands of airings.
  const open = await work.query<{ s: number; o: number; broadcastId: string | null }>(
    `SELECT s.n::int AS s, o.n::int AS o, b.id AS "broadcastId"
     FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS s (id, zone, n)
     JOIN unnest($4::text[], $5::date[], $6::timestamptz[]) WITH ORDINALITY AS o (zone, airs_on, starts_at, n)
       ON o.zone = s.zone
     LEFT JOIN broadcasts b ON b.air_day BETWEEN o.airs_on - 1 AND o.airs_on AND b.entry_id = $1 AND b.station_id = s.id
       AND b.starts_at = o.starts_at
     WHERE b.id IS NULL OR (b.withdrawn_at IS NOT NULL AND b.may_return)
     ORDER BY s.id, o.starts_at`,
    [
      entryId,
      stations.map(({ id }) => id),
      stations.map(({ timeZone }) => timeZone),
      occurrences.map(({ zone }) => zone),
      occurrences.map(({ airsOn }) => airsOn),
      occurrences.map(({ startsAt }) => startsAt),
    ],
  );
  return open.flatMap(({ s, o, broadcastId }) => {
    const [station, occurrence] = [stations[s - 1], occurrences[o - 1]];
    if (!station || !occurrence) return [];
    const { airsOn, startsAt, endsAt, zone: timeZone } = occurrence;
    return [{ stationId: station.id, airsOn, startsAt, endsAt, timeZone, broadcastId }];
  });
}

/** Planned broadcasts that overlap any of the airings: exactly what the exclusion constraint would refuse. */
export function overlappingBroadcasts(work: Work, airings: readonly Airing[]): Promise<OtherAiring[]> {
  return work.query(
    `SELECT DISTINCT b.id AS "broadcastId", b.entry_id AS "entryId", b.program_id AS "programId",
            b.station_id AS "stationId", b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.time_zone AS "timeZone"
     FROM unnest($1::uuid[], $2::date[], $3::timestamptz[], $4::timestamptz[])
       AS w (station_id, airs_on, starts_at, ends_at)
     JOIN broadcasts b ON b.air_day BETWEEN w.airs_on - 1 AND w.airs_on AND b.station_id = w.station_id
       AND b.during && tstzrange(w.starts_at, w.ends_at)
     WHERE b.withdrawn_at IS NULL AND b.priority <> 'emergency'`,
    columnsOf(airings),
  );
}

/** Creates broadcasts for airings whose slot is free. @returns how many */
export async function planBroadcasts(work: Work, audio: PlannedAudio, airings: readonly Airing[]): Promise<number> {
  const restored = await restoreBroadcasts(
    work,
    audio,
    airings.filter(({ broadcastId }) => broadcastId !== null),
  );
  const inserted = await insertBroadcasts(
    work,
    audio,
    airings.filter(({ broadcastId }) => broadcastId === null),
  );
  return restored + inserted;
}

/** The broadcasting day, 03:00 to 03:00 local, on which airing `a` begins. */
const AIR_DAY = "(a.starts_at AT TIME ZONE a.zone - interval '3 hours')::date";

// A conflict target names one constraint, and two may refuse a row: broadcasts_once and broadcasts_no_double_booking.
async function insertBroadcasts(work: Work, audio: PlannedAudio, airings: readonly Airing[]): Promise<number> {
  if (airings.length === 0) return 0;
  const rows = await work.query<{ count: number }>(
    `WITH inserted AS (
       INSERT INTO broadcasts (id, entry_id, station_id, program_id, original_sha256, priority, air_day, airs_on,
                                starts_at, ends_at, time_zone, start_within, planned_at)
       SELECT a.id, $7, a.station_id, $8, $9, $10, ${AIR_DAY}, a.airs_on, a.starts_at, a.ends_at, a.zone, $11, $12
       FROM unnest($1::uuid[], $2::date[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::uuid[])
         AS a (station_id, airs_on, starts_at, ends_at, zone, id)
       ORDER BY a.station_id, a.starts_at
       ON CONFLICT DO NOTHING RETURNING 1)
     SELECT count(*) FROM inserted`,
    [
      ...columnsOf(airings),
      airings.map(({ timeZone }) => timeZone),
      airings.map(() => uuidv7()),
      audio.entryId,
      audio.programId,
      audio.originalSha256,
      audio.priority,
      audio.startWithin,
      work.now,
    ],
  );
  return rows[0]?.count ?? 0;
}

async function restoreBroadcasts(work: Work, audio: PlannedAudio, airings: readonly Airing[]): Promise<number> {
  if (airings.length === 0) return 0;
  const rows = await work.query<{ count: number }>(
    `WITH restored AS (
       UPDATE broadcasts b SET withdrawn_at = NULL, reason_code = NULL, withdrawn_note = NULL, may_return = false,
              original_sha256 = $4, ends_at = a.ends_at, planned_at = $5
       FROM unnest($1::uuid[], $2::date[], $3::timestamptz[]) AS a (id, airs_on, ends_at)
       WHERE b.air_day BETWEEN a.airs_on - 1 AND a.airs_on AND b.id = a.id
         AND b.withdrawn_at IS NOT NULL AND b.may_return
       RETURNING 1)
     SELECT count(*) FROM restored`,
    [
      airings.map(({ broadcastId }) => broadcastId),
      airings.map(({ airsOn }) => airsOn),
      airings.map(({ endsAt }) => endsAt),
      audio.originalSha256,
      work.now,
    ],
  );
  return rows[0]?.count ?? 0;
}

/** Stores what could not be planned. @returns how many of these gaps are new or have another reason */
export async function storeGaps(work: Work, entryId: string, gaps: readonly Gap[]): Promise<number> {
  if (gaps.length === 0) return 0;
  const rows = await work.query(
    `INSERT INTO planning_gaps AS g
       (entry_id, station_id, starts_at, reason_code, clash_entry_id, clash_starts_at, found_at)
     SELECT $1, gap.*, $2 FROM unnest($3::uuid[], $4::timestamptz[], $5::text[], $6::uuid[], $7::timestamptz[]) AS gap
     ON CONFLICT ON CONSTRAINT planning_gaps_pk DO UPDATE
       SET reason_code = excluded.reason_code, clash_entry_id = excluded.clash_entry_id,
           clash_starts_at = excluded.clash_starts_at, found_at = excluded.found_at
       WHERE (g.reason_code, g.clash_entry_id, g.clash_starts_at)
             IS DISTINCT FROM (excluded.reason_code, excluded.clash_entry_id, excluded.clash_starts_at)
     RETURNING 1`,
    [
      entryId,
      work.now,
      gaps.map(({ airing }) => airing.stationId),
      gaps.map(({ airing }) => airing.startsAt),
      gaps.map(({ reason }) => reason),
      gaps.map(({ clashesWith }) => clashesWith?.entryId ?? null),
      gaps.map(({ clashesWith }) => clashesWith?.startsAt ?? null),
    ],
  );
  return rows.length;
}

/** Deletes the gaps of an entry that are ahead and not among these: they are filled, or nothing is to air there any more. */
export async function deleteOtherGaps(work: Work, entryId: string, gaps: readonly Gap[]): Promise<void> {
  await work.query(
    `DELETE FROM planning_gaps g WHERE g.entry_id = $1 AND g.starts_at >= $2
     AND NOT EXISTS (SELECT FROM unnest($3::uuid[], $4::timestamptz[]) AS gap (station_id, starts_at)
                     WHERE gap.station_id = g.station_id AND gap.starts_at = g.starts_at)`,
    [entryId, work.now, gaps.map(({ airing }) => airing.stationId), gaps.map(({ airing }) => airing.startsAt)],
  );
}

const columnsOf = (airings: readonly Airing[]) => [
  airings.map(({ stationId }) => stationId),
  airings.map(({ airsOn }) => airsOn),
  airings.map(({ startsAt }) => startsAt),
  airings.map(({ endsAt }) => endsAt),
];
