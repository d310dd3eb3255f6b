import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { NewPlay } from './new-play.js';

export interface ReportingDevice {
  id: string;
  stationId: string;
}

const COLUMNS =
  'id, broadcast_id, sha256, started_at, ended_at, played_seconds, outcome, reason, clock_offset_ms'.split(', ');
const TYPES = 'uuid, uuid, text, timestamptz, timestamptz, numeric, text, text, bigint'.split(', ');

@Injectable()
export class PlaysQueries {
  constructor(private readonly clock: Clock) {}

  /**
   * Stores those plays that are not stored yet, all in one statement.
   * @returns the broadcast of each play that is new; null where it named none
   */
  async insert(work: Work, device: ReportingDevice, plays: NewPlay[]): Promise<(string | null)[]> {
    const columns = COLUMNS.join(', ');
    const arrays = TYPES.map((type, index) => `$${index + 4}::${type}[]`).join(', ');
    const rows: { broadcast_id: string | null }[] = await work.manager.query(
      `INSERT INTO play_events (device_id, station_id, received_at, ${columns})
       SELECT $1, $2, $3, ${columns} FROM unnest(${arrays}) AS play (${columns}) ORDER BY id
       ON CONFLICT DO NOTHING RETURNING broadcast_id`,
      [device.id, device.stationId, this.clock.now(), ...columnsOf(plays)],
    );
    return rows.map((row) => row.broadcast_id);
  }
}

const columnsOf = (plays: NewPlay[]): unknown[][] => [
  plays.map(({ id }) => id),
  plays.map(({ broadcastId }) => broadcastId ?? null),
  plays.map(({ sha256 }) => sha256),
  plays.map(({ startedAt }) => startedAt),
  plays.map(({ endedAt }) => endedAt),
  plays.map(({ playedSeconds }) => playedSeconds),
  plays.map(({ outcome }) => outcome),
  plays.map(({ reason }) => reason || null),
  plays.map(({ clockOffsetMs }) => clockOffsetMs),
];
