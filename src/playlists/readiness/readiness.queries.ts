import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A device that may play at a station, with its newest report as it was stored. */
export interface ReportingDevice {
  id: string;
  name: string;
  lastSeenAt: Date | null;
  lastReport: unknown;
}

@Injectable()
export class ReadinessQueries {
  constructor(private readonly source: DataSource) {}

  /** The station's devices that are not revoked, the one seen last first. */
  devicesOf(stationId: string): Promise<ReportingDevice[]> {
    return this.source.query(
      `SELECT id, name, last_seen_at AS "lastSeenAt", last_report AS "lastReport" FROM devices
       WHERE station_id = $1 AND revoked_at IS NULL ORDER BY last_seen_at DESC NULLS LAST, id`,
      [stationId],
    );
  }
}
