import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Work } from '../../platform/database/unit-of-work.js';

/** A local day (`YYYY-MM-DD`) of a station. */
export interface StationDay {
  stationId: string;
  day: string;
}

/** Some stations between two local days (`YYYY-MM-DD`), both included. */
export interface StationDays {
  stationIds: readonly string[];
  from: string;
  to: string;
}

/** Skip it, because whoever has it does the work; or wait until that is done. */
export type WhenBusy = 'skip' | 'wait';

const AT_A_TIME = 5_000;

// DO UPDATE, not DO NOTHING: it locks the row until this transaction ends. A worker that takes checks skips locked rows,
// so it cannot take this one before the plays that it was asked for can be seen.
const ASK_ONCE = 'ON CONFLICT (station_id, airs_on) DO UPDATE SET asked_at = EXCLUDED.asked_at';

/** The checks that wait, in always the same order, so that two transactions cannot lock each other out. */
@Injectable()
export class OutcomeChecksQueries {
  constructor(private readonly source: DataSource) {}

  /** Asks for the days of those of `broadcastIds` that are this station's, and tells these days. */
  async ask(
    work: Work,
    { stationId, broadcastIds, at }: { stationId: string; broadcastIds: readonly string[]; at: Date },
  ): Promise<string[]> {
    const rows: { airs_on: string }[] = await work.manager.query(
      `INSERT INTO outcome_checks (station_id, airs_on, asked_at)
       SELECT DISTINCT station_id, airs_on, $3::timestamptz FROM broadcasts
       WHERE id = ANY ($2) AND station_id = $1 ORDER BY station_id, airs_on
       ${ASK_ONCE} RETURNING airs_on`,
      [stationId, broadcastIds, at],
    );
    return rows.map((row) => row.airs_on);
  }

  /** Asks for the days with broadcasts that ended between `since` and `until` and have no outcome, and tells them. */
  askForUndecided({ since, until }: { since: Date; until: Date }, at: Date): Promise<StationDay[]> {
    return this.source.query(
      `INSERT INTO outcome_checks (station_id, airs_on, asked_at)
       SELECT DISTINCT b.station_id, b.airs_on, $3::timestamptz FROM broadcasts b
       WHERE b.airs_on >= ($1::timestamptz AT TIME ZONE 'UTC')::date AND b.ends_at BETWEEN $1 AND $2
         AND b.withdrawn_at IS NULL
         AND NOT EXISTS (SELECT FROM outcomes o WHERE o.broadcast_id = b.id)
         AND NOT EXISTS (SELECT FROM outcome_checks c WHERE c.station_id = b.station_id AND c.airs_on = b.airs_on)
       ORDER BY b.station_id, b.airs_on LIMIT ${AT_A_TIME}
       ${ASK_ONCE} RETURNING station_id AS "stationId", airs_on AS day`,
      [since, until, at],
    );
  }

  /** The same for some stations and local days, both included; what ended before `until` is looked at. */
  async askForUndecidedAt({ stationIds, from, to }: StationDays, until: Date, at: Date): Promise<void> {
    await this.source.query(
      `INSERT INTO outcome_checks (station_id, airs_on, asked_at)
       SELECT DISTINCT b.station_id, b.airs_on, $5::timestamptz FROM broadcasts b
       WHERE b.station_id = ANY ($1) AND b.airs_on BETWEEN $2 AND $3 AND b.ends_at <= $4 AND b.withdrawn_at IS NULL
         AND NOT EXISTS (SELECT FROM outcomes o WHERE o.broadcast_id = b.id)
       ORDER BY b.station_id, b.airs_on ${ASK_ONCE}`,
      [stationIds, from, to, until, at],
    );
  }

  waitingSince(askedBefore: Date): Promise<StationDay[]> {
    return this.source.query(
      `SELECT station_id AS "stationId", airs_on AS day FROM outcome_checks
       WHERE asked_at <= $1 ORDER BY asked_at, station_id, airs_on LIMIT ${AT_A_TIME}`,
      [askedBefore],
    );
  }

  waitingAt({ stationIds, from, to }: StationDays): Promise<StationDay[]> {
    return this.source.query(
      `SELECT station_id AS "stationId", airs_on AS day FROM outcome_checks
       WHERE station_id = ANY ($1) AND airs_on BETWEEN $2 AND $3 ORDER BY station_id, airs_on`,
      [stationIds, from, to],
    );
  }

  /**
   * Takes a check, within `work`; whether there was one to take.
   * @param whenBusy what to do while another transaction has it
   */
  async take(work: Work, { stationId, day }: StationDay, whenBusy: WhenBusy): Promise<boolean> {
    const busy = whenBusy === 'skip' ? 'SKIP LOCKED' : '';
    const [, taken]: [unknown[], number] = await work.manager.query(
      `DELETE FROM outcome_checks WHERE (station_id, airs_on) IN (
         SELECT station_id, airs_on FROM outcome_checks WHERE station_id = $1 AND airs_on = $2
         FOR UPDATE ${busy})`,
      [stationId, day],
    );
    return taken > 0;
  }
}
