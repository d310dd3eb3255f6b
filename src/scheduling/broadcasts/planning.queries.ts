import { Injectable } from '@nestjs/common';
import type { Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { Gap, Place, PlannedOccurrence, PlannedStation, TakenPlace } from './place.js';

/** What each broadcast of an entry has in common. */
export interface PlannedAudio {
  entryId: string;
  programId: string;
  originalSha256: string;
  priority: string;
  startWithin: number;
  plannedAt: Date;
}

const AIRTIME_LOCK = 7_264_003;
const AIRTIME_LOCKS = 32;

/** How places on the air are taken. All of it runs in the caller's transaction. */
@Injectable()
export class PlanningQueries {
  /**
   * Lets nobody else plan at these stations until the transaction ends, so that what is read stays true.
   * Stations share a few locks, always taken in one order: a whole province does not exhaust the lock table.
   */
  async lockAirtime({ manager }: Work, stationIds: readonly string[]): Promise<void> {
    await manager.query(
      `SELECT pg_advisory_xact_lock($1, share) FROM (
         SELECT DISTINCT abs(hashtext(id) % $2) AS share FROM unnest($3::text[]) id ORDER BY 1) shares`,
      [AIRTIME_LOCK, AIRTIME_LOCKS, stationIds],
    );
  }

  async lockAllAirtime({ manager }: Work): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock($1, share) FROM generate_series(0, $2 - 1) share', [
      AIRTIME_LOCK,
      AIRTIME_LOCKS,
    ]);
  }

  /** The occurrences of an entry that have no broadcast yet, or one that may return, by station and start. */
  async openPlaces(
    { manager }: Work,
    entryId: string,
    stations: readonly PlannedStation[],
    occurrences: readonly PlannedOccurrence[],
  ): Promise<Place[]> {
    // Only the numbers of the two come back: a province has tens of thousands of places.
    const open: { s: number; o: number; broadcastId: string | null }[] = await manager.query(
      `SELECT s.n::int AS s, o.n::int AS o, b.id AS "broadcastId"
       FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS s (id, zone, n)
       JOIN unnest($4::text[], $5::date[], $6::timestamptz[]) WITH ORDINALITY AS o (zone, airs_on, starts_at, n)
         ON o.zone = s.zone
       LEFT JOIN broadcasts b ON b.airs_on = o.airs_on AND b.entry_id = $1 AND b.station_id = s.id
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

  /** Planned broadcasts that overlap any of the places: exactly what the exclusion constraint would refuse. */
  async inTheWay({ manager }: Work, places: readonly Place[]): Promise<TakenPlace[]> {
    return manager.query(
      `SELECT DISTINCT b.id AS "broadcastId", b.entry_id AS "entryId", b.program_id AS "programId",
              b.station_id AS "stationId", b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.time_zone AS "timeZone"
       FROM unnest($1::uuid[], $2::date[], $3::timestamptz[], $4::timestamptz[])
         AS w (station_id, airs_on, starts_at, ends_at)
       JOIN broadcasts b ON b.airs_on = w.airs_on AND b.station_id = w.station_id
         AND b.during && tstzrange(w.starts_at, w.ends_at)
       WHERE b.withdrawn_at IS NULL AND b.priority <> 'emergency'`,
      placeColumns(places),
    );
  }

  /** Takes those of the places that are free, and says how many were. Whoever was first keeps a place. */
  async take(work: Work, audio: PlannedAudio, places: readonly Place[]): Promise<number> {
    const again = await this.takeAgain(work, audio, places.filter(isReturning));
    const first = places.filter((place) => !isReturning(place));
    return again + (await this.takeFirst(work, audio, first));
  }

  private async takeFirst({ manager }: Work, audio: PlannedAudio, places: readonly Place[]): Promise<number> {
    if (places.length === 0) return 0;
    const rows: { taken: number }[] = await manager.query(
      `WITH taken AS (
         INSERT INTO broadcasts (id, entry_id, station_id, program_id, original_sha256, priority, topic, origin, segment_id,
                                 airs_on, starts_at, ends_at, time_zone, start_within, planned_at)
         SELECT p.id, $7, p.station_id, $8, $9, $10, program.topic, program.origin, program.segment_id,
                p.airs_on, p.starts_at, p.ends_at, p.zone, $11, $12
         FROM programs program, unnest($1::uuid[], $2::date[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::uuid[])
           AS p (station_id, airs_on, starts_at, ends_at, zone, id)
         WHERE program.id = $8
         ORDER BY p.station_id, p.starts_at
         ON CONFLICT DO NOTHING RETURNING 1)
       SELECT count(*) AS taken FROM taken`,
      [
        ...placeColumns(places),
        places.map(({ timeZone }) => timeZone),
        places.map(() => uuidv7()),
        audio.entryId,
        audio.programId,
        audio.originalSha256,
        audio.priority,
        audio.startWithin,
        audio.plannedAt,
      ],
    );
    return rows[0]?.taken ?? 0;
  }

  private async takeAgain({ manager }: Work, audio: PlannedAudio, places: readonly Place[]): Promise<number> {
    if (places.length === 0) return 0;
    const [, count]: [unknown[], number] = await manager.query(
      `UPDATE broadcasts b SET withdrawn_at = NULL, withdrawn_because = NULL, may_return = false,
              original_sha256 = $4, ends_at = p.ends_at, planned_at = $5,
              topic = program.topic, origin = program.origin, segment_id = program.segment_id
       FROM programs program, unnest($1::uuid[], $2::date[], $3::timestamptz[]) AS p (id, airs_on, ends_at)
       WHERE program.id = b.program_id AND b.airs_on = p.airs_on AND b.id = p.id AND b.withdrawn_at IS NOT NULL AND b.may_return`,
      [
        places.map(({ broadcastId }) => broadcastId),
        places.map(({ airsOn }) => airsOn),
        places.map(({ endsAt }) => endsAt),
        audio.originalSha256,
        audio.plannedAt,
      ],
    );
    return count;
  }

  /** Notes what could not be planned; the answer is how many of these were not known yet. */
  async noteGaps({ manager }: Work, entryId: string, gaps: readonly Gap[], foundAt: Date): Promise<number> {
    if (gaps.length === 0) return 0;
    const rows: unknown[] = await manager.query(
      `INSERT INTO planning_gaps AS g (entry_id, station_id, starts_at, code, detail, found_at)
       SELECT $1, gap.*, $6 FROM unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::text[]) AS gap
       ON CONFLICT ON CONSTRAINT planning_gaps_pk DO UPDATE
         SET code = excluded.code, detail = excluded.detail, found_at = excluded.found_at
         WHERE (g.code, g.detail) IS DISTINCT FROM (excluded.code, excluded.detail)
       RETURNING 1`,
      [
        entryId,
        gaps.map(({ place }) => place.stationId),
        gaps.map(({ place }) => place.startsAt),
        gaps.map(({ code }) => code),
        gaps.map(({ detail }) => detail),
        foundAt,
      ],
    );
    return rows.length;
  }

  /** Forgets the gaps of an entry that have been filled. */
  async closeGaps({ manager }: Work, entryId: string): Promise<void> {
    await manager.query(
      `DELETE FROM planning_gaps g WHERE g.entry_id = $1
       AND EXISTS (SELECT FROM broadcasts b WHERE b.entry_id = g.entry_id AND b.station_id = g.station_id
                   AND b.starts_at = g.starts_at AND b.withdrawn_at IS NULL)`,
      [entryId],
    );
  }
}

const isReturning = ({ broadcastId }: Place): boolean => broadcastId !== null;

const placeColumns = (places: readonly Place[]) => [
  places.map(({ stationId }) => stationId),
  places.map(({ airsOn }) => airsOn),
  places.map(({ startsAt }) => startsAt),
  places.map(({ endsAt }) => endsAt),
];
