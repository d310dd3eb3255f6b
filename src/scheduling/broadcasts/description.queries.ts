import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { earliestLocalDay } from '../../platform/database/local-days.js';
import type { Work } from '../../platform/database/unit-of-work.js';

// Withdrawn ones as well: they may return.
const AHEAD = (now: string) =>
  `b.starts_at > ${now} AND b.airs_on >= ${earliestLocalDay(now)}
   AND (b.topic, b.origin, b.segment_id) IS DISTINCT FROM (p.topic, p.origin, p.segment_id)`;

/**
 * What each broadcast is about: topic, origin and segment of its program, copied when it is planned and kept up to date
 * until it begins. From then on they stay as they are, so that a report of the past never changes.
 */
@Injectable()
export class DescriptionQueries {
  constructor(private readonly source: DataSource) {}

  /** Brings the broadcasts of the program that have not begun up to date; the answer is their stations, each once. */
  async refresh({ manager }: Work, programId: string, now: Date): Promise<string[]> {
    const [rows]: [{ stationId: string }[], number] = await manager.query(
      `UPDATE broadcasts b SET topic = p.topic, origin = p.origin, segment_id = p.segment_id
       FROM programs p WHERE p.id = $1 AND b.program_id = p.id AND ${AHEAD('$2')}
       RETURNING b.station_id AS "stationId"`,
      [programId, now],
    );
    return [...new Set(rows.map(({ stationId }) => stationId))];
  }

  /** Programs with broadcasts ahead that are described otherwise than they: news of a change was lost. */
  async programsToRefresh(now: Date): Promise<string[]> {
    const rows: { id: string }[] = await this.source.query(
      `SELECT DISTINCT p.id FROM broadcasts b JOIN programs p ON p.id = b.program_id WHERE ${AHEAD('$1')}`,
      [now],
    );
    return rows.map(({ id }) => id);
  }
}
