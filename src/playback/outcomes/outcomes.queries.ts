import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Decision } from './decide-outcome.js';
import type { StationDay } from './outcome-checks.queries.js';
import type { Play, Saying } from './play.js';

/** What is planned at a station on a local day, withdrawn or not. */
export interface PlannedBroadcast {
  id: string;
  programId: string;
  topic: string;
  priority: string;
  startsAt: Date;
  endsAt: Date;
  startWithin: number;
  withdrawn: boolean;
}

export interface DecidedBroadcast extends Decision {
  broadcastId: string;
}

/** Whether the play `p` was of audio that the broadcast `b` is made of, or that a playlist gave out for it. */
const ITS_AUDIO = `(
  p.sha256 = b.original_sha256
  OR EXISTS (SELECT FROM renditions r WHERE r.original_sha256 = b.original_sha256 AND r.sha256 = p.sha256)
  OR EXISTS (SELECT FROM past_renditions r WHERE r.original_sha256 = b.original_sha256 AND r.sha256 = p.sha256)
  OR EXISTS (SELECT FROM playlist_items i
             WHERE i.station_id = p.station_id AND i.audio_sha256 = p.sha256 AND i.broadcast_id = p.broadcast_id))`;

/** Outcomes are kept beside `broadcasts`, which belong to scheduling and are only read here. */
@Injectable()
export class OutcomesQueries {
  constructor(private readonly source: DataSource) {}

  planned({ stationId, day }: StationDay, manager: EntityManager = this.source.manager): Promise<PlannedBroadcast[]> {
    return manager.query(
      `SELECT id, program_id AS "programId", topic, priority, starts_at AS "startsAt", ends_at AS "endsAt", start_within AS "startWithin",
              withdrawn_at IS NOT NULL AS withdrawn
       FROM broadcasts WHERE station_id = $1 AND airs_on = $2 ORDER BY starts_at, id`,
      [stationId, day],
    );
  }

  /**
   * The plays of each broadcast by devices of its own station; another station's word does not count. A play of audio
   * that never belonged to the broadcast (e.g. an old file out of a cache) proves nothing: it is a failure by file fault.
   */
  async plays(stationId: string, ids: readonly string[], manager = this.source.manager): Promise<Map<string, Play[]>> {
    const rows: (Play & { broadcastId: string })[] = await manager.query(
      `SELECT p.broadcast_id AS "broadcastId", p.id, p.started_at AS "startedAt", p.ended_at AS "endedAt",
              CASE WHEN ${ITS_AUDIO} THEN p.played_seconds ELSE 0 END AS "playedSeconds",
              CASE WHEN ${ITS_AUDIO} THEN p.outcome ELSE 'failed' END AS outcome,
              CASE WHEN ${ITS_AUDIO} THEN p.reason ELSE 'file-fault' END AS reason,
              p.clock_offset_ms AS "clockOffsetMs", p.received_at AS "receivedAt"
       FROM play_events p JOIN broadcasts b ON b.id = p.broadcast_id
       WHERE p.broadcast_id = ANY ($2) AND p.station_id = $1 ORDER BY p.id`,
      [stationId, ids],
    );
    const plays = new Map<string, Play[]>();
    for (const { broadcastId, ...play } of rows) plays.set(broadcastId, [...(plays.get(broadcastId) ?? []), play]);
    return plays;
  }

  /** The newest confirmation of each broadcast that has one. */
  async confirmations(ids: readonly string[], manager = this.source.manager): Promise<Map<string, Saying>> {
    const rows: (Saying & { broadcastId: string })[] = await manager.query(
      `SELECT DISTINCT ON (broadcast_id) broadcast_id AS "broadcastId", said, reason
       FROM confirmations WHERE broadcast_id = ANY ($1) ORDER BY broadcast_id, id DESC`,
      [ids],
    );
    return new Map(rows.map(({ broadcastId, said, reason }) => [broadcastId, { said, reason }]));
  }

  /** Makes `decided` all that is known of the day; a decision that is the same as before stays as it was. */
  async replace(work: Work, { stationId, day }: StationDay, decided: DecidedBroadcast[], at: Date): Promise<void> {
    const ids = decided.map(({ broadcastId }) => broadcastId);
    await work.manager.query(
      'DELETE FROM outcomes WHERE station_id = $1 AND airs_on = $2 AND broadcast_id <> ALL ($3)',
      [stationId, day, ids],
    );
    await work.manager.query(
      `INSERT INTO outcomes AS was (airs_on, broadcast_id, station_id, outcome, reason, proved_seconds,
         confirmed_seconds, said, decided_at)
       SELECT $2, d."broadcastId", $1, d.outcome, d.reason, d."provedSeconds", d."confirmedSeconds", d.said, $4
       FROM jsonb_to_recordset($3) AS d ("broadcastId" uuid, outcome text, reason text, "provedSeconds" numeric,
         "confirmedSeconds" numeric, said text)
       ON CONFLICT (broadcast_id) DO UPDATE SET outcome = EXCLUDED.outcome, reason = EXCLUDED.reason,
         proved_seconds = EXCLUDED.proved_seconds, confirmed_seconds = EXCLUDED.confirmed_seconds,
         said = EXCLUDED.said, decided_at = EXCLUDED.decided_at
       WHERE (was.outcome, was.reason, was.proved_seconds, was.confirmed_seconds, was.said) IS DISTINCT FROM
         (EXCLUDED.outcome, EXCLUDED.reason, EXCLUDED.proved_seconds, EXCLUDED.confirmed_seconds, EXCLUDED.said)`,
      [stationId, day, JSON.stringify(decided), at],
    );
  }

  /** Marks the day for the airtime roll-up, in the same transaction; locked until its end, as checks are. */
  async markDirty(work: Work, { stationId, day }: StationDay, at: Date): Promise<void> {
    await work.manager.query(
      `INSERT INTO airtime_dirty_days (station_id, day, asked_at) VALUES ($1, $2, $3)
       ON CONFLICT (station_id, day) DO UPDATE SET asked_at = EXCLUDED.asked_at`,
      [stationId, day, at],
    );
  }
}
