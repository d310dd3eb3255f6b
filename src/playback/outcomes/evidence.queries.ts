import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Outcome } from './decide-outcome.js';
import type { PlayOutcome, Said } from './play.js';

/** An outcome as it was last decided. */
export interface DecidedOutcome {
  broadcastId: string;
  outcome: Outcome;
  reason: string | null;
  said: Said | null;
  provedSeconds: number;
  confirmedSeconds: number;
  decidedAt: Date;
}

/** A stored play; the instants are corrected by the offset of the device's clock. */
export interface StoredPlay {
  id: string;
  deviceId: string;
  sha256: string;
  startedAt: Date;
  endedAt: Date;
  playedSeconds: number;
  outcome: PlayOutcome;
  reason: string | null;
  clockOffsetMs: number;
  receivedAt: Date;
}

const CORRECTED = "- clock_offset_ms * interval '1 millisecond'";

@Injectable()
export class EvidenceQueries {
  constructor(private readonly source: DataSource) {}

  outcomes(broadcastIds: readonly string[]): Promise<DecidedOutcome[]> {
    return this.source.query(
      `SELECT broadcast_id AS "broadcastId", outcome, reason, said, proved_seconds AS "provedSeconds",
              confirmed_seconds AS "confirmedSeconds", decided_at AS "decidedAt"
       FROM outcomes WHERE broadcast_id = ANY ($1)`,
      [broadcastIds],
    );
  }

  /** Plays of the broadcast that its own station's devices told, in the order of their start. */
  plays(broadcastId: string, stationId: string): Promise<StoredPlay[]> {
    return this.source.query(
      `SELECT id, device_id AS "deviceId", sha256, started_at ${CORRECTED} AS "startedAt",
              ended_at ${CORRECTED} AS "endedAt", played_seconds AS "playedSeconds", outcome, reason,
              clock_offset_ms AS "clockOffsetMs", received_at AS "receivedAt"
       FROM play_events WHERE broadcast_id = $1 AND station_id = $2 ORDER BY 4, id`,
      [broadcastId, stationId],
    );
  }
}
