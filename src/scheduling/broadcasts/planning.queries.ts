import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { VersionInForce } from '../../programs/programs.service.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { StationClass } from '../terms/station-classes.js';
import type { Airing, OtherAiring } from './airing.js';
import type { PlannedOccurrence } from './planned-occurrences.js';

/** What all broadcasts of an entry have in common. */
export interface PlannedAudio {
  entryId: string;
  priority: string;
  /** Seconds late that still count. */
  startWithin: number;
  /** The SHA-256 of the audio of a program. */
  audioOf(programId: string): string | undefined;
}

/** The occurrences of an entry at its stations. */
export interface EntryOccurrences {
  entryId: string;
  classes: readonly StationClass[];
  occurrences: readonly PlannedOccurrence[];
}

/** SQL for the occurrences at the stations, and their six parameters; only numbers of both go to and fro. */
const WANTED = `(SELECT s.id AS station_id, s.n::int AS s, o.* FROM unnest($2::uuid[], $3::int[]) WITH ORDINALITY AS s (id, class, n)
  JOIN unnest($4::int[], $5::date[], $6::date[], $7::int[], $8::timestamptz[], $9::uuid[]) WITH ORDINALITY
    AS o (class, air_day, on_day, slot, starts_at, program_id, o) USING (class))`;
const wantedOf = ({ entryId, classes, occurrences }: EntryOccurrences) => {
  const stations = classes.flatMap((one, number) => one.stations.map(({ id }) => ({ id, number })));
  return [
    entryId,
    stations.map(({ id }) => id),
    stations.map(({ number }) => number),
    occurrences.map(({ classNumber }) => classNumber),
    occurrences.map(({ airDay }) => airDay),
    occurrences.map(({ onDay }) => onDay),
    occurrences.map(({ slot }) => slot),
    occurrences.map(({ startsAt }) => startsAt),
    occurrences.map(({ programId }) => programId),
  ];
};

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
export async function airingsToPlan(work: Work, wanted: EntryOccurrences): Promise<Airing[]> {
  // Only the numbers of the two come back: a province has tens of thousands of airings.
  const open = await work.query<{ s: number; o: number; broadcastId: string | null }>(
    `SELECT w.s, w.o::int AS o, b.id AS "broadcastId"
     FROM ${WANTED} w LEFT JOIN broadcasts b ON b.air_day = w.air_day AND b.entry_id = $1
       AND b.station_id = w.station_id AND b.on_day = w.on_day AND b.slot = w.slot
     WHERE b.id IS NULL OR (b.withdrawn_at IS NOT NULL AND b.may_return)
     ORDER BY w.station_id, w.starts_at`,
    wantedOf(wanted),
  );
  const stations = wanted.classes.flatMap((one) => one.stations);
  return open.flatMap(({ s, o, broadcastId }) => {
    const [station, occurrence] = [stations[s - 1], wanted.occurrences[o - 1]];
    return station && occurrence ? [airingAt(station.id, occurrence, broadcastId)] : [];
  });
}

/** An occurrence at one station. */
export function airingAt(
  stationId: string,
  { onDay, slot, airDay, airsOn, startsAt, endsAt, zone: timeZone, programId }: PlannedOccurrence,
  broadcastId: string | null,
): Airing {
  return { stationId, onDay, slot, airDay, airsOn, startsAt, endsAt, timeZone, programId, broadcastId };
}

/**
 * Takes back what the entry has ahead at its stations and what no longer occurs: deleted when it is far enough ahead,
 * withdrawn when it is nearer or will only be at another time or another program; the plan then returns it.
 * @param frozenUntil nearer broadcasts are never deleted
 * @returns the stations, each once
 */
export async function takeBackStale(work: Work, wanted: EntryOccurrences, frozenUntil: Date): Promise<string[]> {
  const rows = await work.query<{ id: string }>(
    `WITH stale AS MATERIALIZED (
       SELECT b.air_day, b.id, b.starts_at, w.station_id IS NOT NULL AS occurs
       FROM broadcasts b LEFT JOIN ${WANTED} w ON b.air_day = w.air_day
         AND b.station_id = w.station_id AND b.on_day = w.on_day AND b.slot = w.slot
       WHERE b.entry_id = $1 AND b.starts_at > $10 AND b.air_day >= ${earliestLocalDay('$10')}
         AND b.priority <> 'emergency' AND b.station_id = ANY ($2::uuid[]) AND (b.withdrawn_at IS NULL OR b.may_return)
         AND (w.station_id IS NULL OR (b.withdrawn_at IS NULL
           AND (w.starts_at <> b.starts_at OR w.program_id <> b.program_id)))),
     deleted AS (
       DELETE FROM broadcasts b USING stale WHERE b.air_day = stale.air_day AND b.id = stale.id
         AND NOT stale.occurs AND stale.starts_at >= $11 RETURNING b.station_id),
     withdrawn AS (
       UPDATE broadcasts b SET withdrawn_at = $10, reason_code = 'no-longer-occurs', may_return = true
       FROM stale WHERE b.air_day = stale.air_day AND b.id = stale.id AND b.withdrawn_at IS NULL
         AND (stale.occurs OR stale.starts_at < $11) RETURNING b.station_id)
     SELECT station_id AS id FROM deleted UNION SELECT station_id FROM withdrawn`,
    [...wantedOf(wanted), work.now, frozenUntil],
  );
  return rows.map(({ id }) => id);
}

/** Planned broadcasts that overlap any of the airings: exactly what the exclusion constraint would refuse. */
export function overlappingBroadcasts(work: Work, airings: readonly Airing[]): Promise<OtherAiring[]> {
  return work.query(
    `SELECT DISTINCT b.id AS "broadcastId", b.entry_id AS "entryId", b.program_id AS "programId",
            b.station_id AS "stationId", b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.time_zone AS "timeZone"
     FROM unnest($1::uuid[], $2::date[], $3::timestamptz[], $4::timestamptz[])
       AS w (station_id, air_day, starts_at, ends_at)
     JOIN broadcasts b ON b.air_day = w.air_day AND b.station_id = w.station_id
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

// A conflict target names one constraint, and two may refuse a row: broadcasts_once and broadcasts_no_double_booking.
async function insertBroadcasts(work: Work, audio: PlannedAudio, airings: readonly Airing[]): Promise<number> {
  if (airings.length === 0) return 0;
  const rows = await work.query<{ count: number }>(
    `WITH inserted AS (
       INSERT INTO broadcasts (id, entry_id, station_id, program_id, original_sha256, priority, air_day, airs_on, on_day, slot,
                                starts_at, ends_at, time_zone, start_within, planned_at)
       SELECT a.id, $11, a.station_id, a.program_id, a.sha256, $12, a.air_day, a.airs_on, a.on_day, a.slot, a.starts_at, a.ends_at,
              a.zone, $13, $14
       FROM unnest($1::uuid[], $2::date[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::uuid[], $7::date[],
                   $8::int[], $9::uuid[], $10::text[], $15::date[])
         AS a (station_id, air_day, starts_at, ends_at, zone, id, on_day, slot, program_id, sha256, airs_on)
       ORDER BY a.station_id, a.starts_at
       ON CONFLICT DO NOTHING RETURNING 1)
     SELECT count(*) FROM inserted`,
    [
      ...columnsOf(airings),
      airings.map(({ timeZone }) => timeZone),
      airings.map(() => uuidv7()),
      airings.map(({ onDay }) => onDay),
      airings.map(({ slot }) => slot),
      airings.map(({ programId }) => programId),
      airings.map(({ programId }) => audio.audioOf(programId)),
      audio.entryId,
      audio.priority,
      audio.startWithin,
      work.now,
      airings.map(({ airsOn }) => airsOn),
    ],
  );
  return rows[0]?.count ?? 0;
}

async function restoreBroadcasts(work: Work, audio: PlannedAudio, airings: readonly Airing[]): Promise<number> {
  if (airings.length === 0) return 0;
  const rows = await work.query<{ count: number }>(
    `WITH restored AS (
       UPDATE broadcasts b SET withdrawn_at = NULL, reason_code = NULL, withdrawn_note = NULL, may_return = false,
              original_sha256 = a.sha256, program_id = a.program_id, airs_on = a.airs_on, starts_at = a.starts_at, ends_at = a.ends_at,
              planned_at = $7
       FROM unnest($1::uuid[], $2::date[], $3::timestamptz[], $4::timestamptz[], $5::uuid[], $6::text[], $8::date[])
         AS a (id, air_day, starts_at, ends_at, program_id, sha256, airs_on)
       WHERE b.air_day = a.air_day AND b.id = a.id
         AND b.withdrawn_at IS NOT NULL AND b.may_return
       RETURNING 1)
     SELECT count(*) FROM restored`,
    [
      airings.map(({ broadcastId }) => broadcastId),
      airings.map(({ airDay }) => airDay),
      airings.map(({ startsAt }) => startsAt),
      airings.map(({ endsAt }) => endsAt),
      airings.map(({ programId }) => programId),
      airings.map(({ programId }) => audio.audioOf(programId)),
      work.now,
      airings.map(({ airsOn }) => airsOn),
    ],
  );
  return rows[0]?.count ?? 0;
}

const columnsOf = (airings: readonly Airing[]) => [
  airings.map(({ stationId }) => stationId),
  airings.map(({ airDay }) => airDay),
  airings.map(({ startsAt }) => startsAt),
  airings.map(({ endsAt }) => endsAt),
];
