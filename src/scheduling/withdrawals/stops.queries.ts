import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { covers, type StopKind } from '../broadcasts/stopped.js';

/** A program, a station or a centre that can be stopped. */
export interface StoppedThing {
  kind: StopKind;
  id: string;
}

export interface PersonNamed {
  id: string;
  name: string;
}

/** What somebody has stopped, and until when. */
export interface Stop {
  id: string;
  because: string;
  by: PersonNamed;
  at: Date;
  /** When it ends by itself; null: not before it is lifted. */
  until: Date | null;
  lifted: { at: Date; by: PersonNamed; because: string } | null;
}

/** A stop to be stored. */
export interface NewStop {
  id: string;
  because: string;
  /** The id of a person. */
  by: string;
  at: Date;
  until: Date | null;
}

const COLUMN: Readonly<Record<StopKind, string>> = {
  program: 'program_id',
  station: 'station_id',
  centre: 'centre_id',
};

/** Stores a stop. @returns false when the thing is stopped already; nothing is stored then */
export async function insertStop(work: Work, { kind, id: thingId }: StoppedThing, stop: NewStop): Promise<boolean> {
  const stored = await work.query(
    `INSERT INTO stops (id, ${COLUMN[kind]}, because, by, at, until) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT ON CONSTRAINT stops_one_at_a_time DO NOTHING RETURNING id`,
    [stop.id, thingId, stop.because, stop.by, stop.at, stop.until],
  );
  return stored.length > 0;
}

/** Lets the stop in force last longer. @returns false when it lasts as long already */
export async function extendStop(
  work: Work,
  thingId: string,
  { at, until }: Pick<NewStop, 'at' | 'until'>,
): Promise<boolean> {
  const changed = await work.query(
    `UPDATE stops SET until = $3 WHERE thing_id = $1 AND during @> $2::timestamptz
       AND until < coalesce($3::timestamptz, 'infinity') RETURNING id`,
    [thingId, at, until],
  );
  return changed.length > 0;
}

/** Lifts the stop in force. @returns false when there is none */
export async function liftStop(
  work: Work,
  thingId: string,
  { at, by, because }: { at: Date; by: string; because: string },
): Promise<boolean> {
  const lifted = await work.query(
    `UPDATE stops SET lifted_at = greatest(at, $2), lifted_by = $3, lifted_because = $4
     WHERE thing_id = $1 AND lifted_at IS NULL AND (until IS NULL OR until > $2) RETURNING id`,
    [thingId, at, by, because],
  );
  return lifted.length > 0;
}

/** What is on the air at `at` and covered, becomes a gap then. @returns its stations, each once */
export async function silence(
  work: Work,
  { kind, id }: StoppedThing,
  { at, because }: { at: Date; because: string },
): Promise<string[]> {
  const rows = await work.query<{ stationId: string }>(
    `WITH silenced AS (
       UPDATE broadcasts b SET state = 'gap', state_at = $2, reason_code = 'stopped', note = $3
       WHERE $1::uuid IS NOT NULL AND b.state = 'planned' AND b.starts_at <= $2 AND b.ends_at > $2 AND b.starts_at > $2::timestamptz - interval '25 hours'
         AND b.air_day >= ${earliestLocalDay('$2')} AND ${covers[kind]('$1::uuid')} RETURNING b.station_id)
     SELECT DISTINCT station_id AS "stationId" FROM silenced`,
    [id, at, because],
  );
  return rows.map(({ stationId }) => stationId);
}

/** The last stop of a thing, in force or over. */
export async function lastStop(sql: Sql, thingId: string): Promise<Stop | undefined> {
  const rows = await sql.query<
    Omit<Stop, 'lifted'> & { liftedAt: Date | null; liftedBecause: string; liftedBy: PersonNamed }
  >(
    `SELECT s.id, s.because, jsonb_build_object('id', p.id, 'name', p.name) AS by, s.at, s.until,
            s.lifted_at AS "liftedAt", s.lifted_because AS "liftedBecause",
            jsonb_build_object('id', l.id, 'name', l.name) AS "liftedBy"
     FROM stops s JOIN people p ON p.id = s.by LEFT JOIN people l ON l.id = s.lifted_by
     WHERE s.thing_id = $1 ORDER BY s.at DESC, s.id DESC LIMIT 1`,
    [thingId],
  );
  return rows.map(({ liftedAt: at, liftedBecause: because, liftedBy: by, ...stop }) => ({
    ...stop,
    lifted: at && { at, by, because },
  }))[0];
}

/**
 * SQL of the ids of the stations that a stop concerns: the station, those that the centre serves then or later, or those
 * that were going to air the program.
 * @param thing SQL of the id of what is stopped @param at SQL of the instant
 */
export const stationsConcerned: Readonly<Record<StopKind, (thing: string, at: string) => string>> = {
  program: (thing, at) => `SELECT DISTINCT b.station_id FROM broadcasts b
    WHERE b.program_id = ${thing} AND b.ends_at > ${at} AND b.air_day >= ${earliestLocalDay(at)} AND b.planned_at IS NOT NULL`,
  station: (thing) => `SELECT ${thing}::uuid AS station_id`,
  centre: (thing, at) => `SELECT DISTINCT c.station_id FROM centre_stations c
    WHERE c.centre_id = ${thing} AND daterange(c.served_from, c.served_until) && daterange(${earliestLocalDay(at)}, NULL)`,
};
