import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Said } from '../outcomes/play.js';

/** One thing that somebody said of a broadcast; never changed, the newest one counts. */
export interface Confirmation {
  id: string;
  broadcastId: string;
  stationId: string;
  said: Said;
  reason: string | null;
  note: string | null;
  /** The person's id. */
  confirmedBy: string;
  confirmedAt: Date;
}

/** A confirmation with the name of the person. */
export interface NamedConfirmation extends Omit<Confirmation, 'confirmedBy' | 'stationId'> {
  confirmedBy: string;
}

@Injectable()
export class ConfirmationsQueries {
  constructor(private readonly source: DataSource) {}

  async append(work: Work, row: Confirmation): Promise<void> {
    await work.manager.query(
      `INSERT INTO confirmations (id, broadcast_id, station_id, said, reason, note, confirmed_by, confirmed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [row.id, row.broadcastId, row.stationId, row.said, row.reason, row.note, row.confirmedBy, row.confirmedAt],
    );
  }

  /** Everything that was said of these broadcasts, newest first. */
  ofBroadcasts(ids: readonly string[]): Promise<NamedConfirmation[]> {
    return this.source.query(
      `SELECT c.id, c.broadcast_id AS "broadcastId", c.said, c.reason, c.note, p.name AS "confirmedBy",
              c.confirmed_at AS "confirmedAt"
       FROM confirmations c JOIN people p ON p.id = c.confirmed_by
       WHERE c.broadcast_id = ANY ($1) ORDER BY c.id DESC`,
      [ids],
    );
  }
}
