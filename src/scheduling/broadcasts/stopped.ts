/** What can be stopped: a program everywhere, a station, or all stations that a centre serves. */
export type StopKind = 'program' | 'station' | 'centre';

/**
 * SQL condition: a stop of this kind covers the broadcast `b`. Emergencies go on at a station that is stopped, unless their
 * own program is.
 * @param thing SQL of the id of what is stopped
 */
export const covers: Readonly<Record<StopKind, (thing: string) => string>> = {
  program: (thing) => `b.program_id = ${thing}`,
  station: (thing) => `b.station_id = ${thing} AND b.priority <> 'emergency'`,
  centre: (thing) => `b.priority <> 'emergency' AND EXISTS (SELECT FROM centre_stations serving
    WHERE serving.centre_id = ${thing} AND serving.station_id = b.station_id
      AND daterange(serving.served_from, serving.served_until) @> b.airs_on)`,
};

/** SQL condition: the broadcast `b` falls into a time for which somebody has stopped it, be it with its first second. */
export const STOPPED = `EXISTS (SELECT FROM stops stopping WHERE stopping.during && b.during
  AND (${covers.program('stopping.program_id')} OR ${covers.station('stopping.station_id')} OR ${covers.centre('stopping.centre_id')}))`;

/** A time for which something is stopped, in the JSON of `stoppedTimes`: instants as PostgreSQL writes them. */
export interface StoppedTime {
  from: string;
  /** Null: until it is lifted. */
  until: string | null;
}

/**
 * SQL of JSON: when a program, a station or a centre is stopped, in order, as far as that is not over; `[]` when it is not.
 * Emergencies are stopped with their program only.
 * @param thing SQL of its id @param since SQL of a timestamptz
 */
export const stoppedTimes = (thing: string, since: string): string =>
  `(SELECT coalesce(jsonb_agg(jsonb_build_object('from', lower(stopping.during), 'until', upper(stopping.during)) ORDER BY stopping.at), '[]')
    FROM stops stopping WHERE stopping.thing_id = ${thing} AND stopping.during && tstzrange(${since}::timestamptz, NULL))`;

/**
 * SQL: when the stop began that is in force at a station, or at a centre that serves it; the later one of both, null without any.
 * @param station SQL of its id @param now SQL of a timestamptz @param today SQL of the local day there
 */
export const stationStoppedAt = (station: string, now: string, today: string): string =>
  `(SELECT max(stopping.at) FROM stops stopping WHERE stopping.during @> ${now}
    AND (stopping.station_id = ${station} OR stopping.centre_id IN (SELECT serving.centre_id FROM centre_stations serving
      WHERE serving.station_id = ${station} AND daterange(serving.served_from, serving.served_until) @> ${today})))`;

/** Whether sound from `startsAt` to `endsAt` (excluded) falls into one of the times. */
export const isStopped = (
  times: readonly StoppedTime[],
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
): boolean =>
  startsAt < endsAt &&
  times.some(({ from, until }) => new Date(from) < endsAt && (until === null || startsAt < new Date(until)));
