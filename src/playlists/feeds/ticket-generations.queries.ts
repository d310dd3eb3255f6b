import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Work } from '../../platform/database/unit-of-work.js';

/** Tickets are not stored: all of a station's are revoked at once by counting its generation up. */
@Injectable()
export class TicketGenerations {
  constructor(private readonly source: DataSource) {}

  /** The generation whose tickets open the station's feeds now. */
  async of(stationId: string): Promise<number> {
    const rows: { generation: number }[] = await this.source.query(
      'SELECT generation FROM feed_ticket_generations WHERE station_id = $1',
      [stationId],
    );
    return rows[0]?.generation ?? 0;
  }

  /** No ticket issued so far opens anything once this is committed. */
  async raise({ manager }: Work, stationId: string): Promise<void> {
    await manager.query(
      `INSERT INTO feed_ticket_generations AS was (station_id, generation) VALUES ($1, 1)
       ON CONFLICT (station_id) DO UPDATE SET generation = was.generation + 1`,
      [stationId],
    );
  }
}
