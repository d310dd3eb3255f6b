import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { VersionInForce } from '../../programs/programs.service.js';

export interface LostBroadcastRow {
  broadcastId: string;
  stationId: string;
  stationName: string;
  startsAt: Date;
  timeZone: string;
  reason: string;
}

export interface ChangeCounts {
  planned: number;
  changed: number;
  lostTotal: number;
}

/** Broadcasts `b` of a program that are not over. */
const OF_PROGRAM = `b.program_id = $1 AND b.ends_at > $2 AND b.air_day >= ${earliestLocalDay('$2')}`;
/** Those of them that this transaction withdrew and could not plan again. */
const LOST = `${OF_PROGRAM} AND b.withdrawn_at = $2 AND b.may_return`;

/** Gives the broadcasts ahead the audio of the version in force, as far as it ends no later than what they have. */
export async function rebindWhereShorter(
  work: Work,
  { programId, originalSha256, seconds }: VersionInForce,
): Promise<void> {
  await work.query(
    `UPDATE broadcasts b SET original_sha256 = $3, ends_at = b.starts_at + make_interval(secs => $4), planned_at = $2
     WHERE ${OF_PROGRAM} AND b.withdrawn_at IS NULL AND b.starts_at >= $2 AND b.original_sha256 <> $3
       AND b.ends_at >= b.starts_at + make_interval(secs => $4)`,
    [programId, work.now, originalSha256, Math.ceil(seconds)],
  );
}

/** Gives the broadcasts that could not take the new audio the reason for which they could not be planned again. */
export async function nameReasons(work: Work, programId: string): Promise<void> {
  await work.query(
    `UPDATE broadcasts b SET reason_code = g.reason_code, withdrawn_note = g.note FROM planning_gaps g
     WHERE ${LOST} AND b.reason_code = 'program-not-approved'
       AND g.entry_id = b.entry_id AND g.station_id = b.station_id AND g.on_day = b.on_day AND g.slot = b.slot`,
    [programId, work.now],
  );
}

/** The first 200 broadcasts of the program that fall out in this transaction, by start. */
export function lostBroadcasts(work: Work, programId: string): Promise<LostBroadcastRow[]> {
  return work.query<LostBroadcastRow>(
    `SELECT b.id AS "broadcastId", b.station_id AS "stationId", s.name AS "stationName", b.starts_at AS "startsAt",
            b.time_zone AS "timeZone", b.reason_code AS reason
     FROM broadcasts b JOIN stations s ON s.id = b.station_id WHERE ${LOST}
     ORDER BY b.starts_at, b.id LIMIT 200`,
    [programId, work.now],
  );
}

/** How many broadcasts of the program are ahead, how many of them this transaction planned, and how many fall out in it. */
export async function countsOfChange(work: Work, programId: string): Promise<ChangeCounts> {
  const [counts] = await work.query<ChangeCounts>(
    `SELECT count(*) FILTER (WHERE b.withdrawn_at IS NULL AND b.starts_at >= $2)::int AS planned,
            count(*) FILTER (WHERE b.withdrawn_at IS NULL AND b.planned_at = $2)::int AS changed,
            count(*) FILTER (WHERE b.withdrawn_at = $2 AND b.may_return)::int AS "lostTotal"
     FROM broadcasts b WHERE ${OF_PROGRAM}`,
    [programId, work.now],
  );
  return counts ?? { planned: 0, changed: 0, lostTotal: 0 };
}

/** Stations at which the program has broadcasts that are not over. */
export async function stationsOfProgram(work: Work, programId: string): Promise<string[]> {
  const rows = await work.query<{ id: string }>(
    `SELECT DISTINCT b.station_id AS id FROM broadcasts b WHERE ${OF_PROGRAM}
       AND (b.withdrawn_at IS NULL OR b.withdrawn_at = $2)`,
    [programId, work.now],
  );
  return rows.map(({ id }) => id);
}
