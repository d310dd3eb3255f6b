import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { earliestLocalDay } from '../../platform/database/local-day-sql.js';
import { AiringsDirectory, type NextAiring } from '../../programs/airings.directory.js';

/** Looks up when programs air, so that audio needed soon is transcoded first. */
@Injectable()
export class ProgramAiringsDirectory extends AiringsDirectory {
  constructor(private readonly source: DataSource) {
    super();
  }

  /** Gaps of a program that waits for approval are planned with it, so they count. */
  async next(programIds: readonly string[], now: Date): Promise<Map<string, NextAiring>> {
    if (programIds.length === 0) return new Map();
    const rows = await this.source.query<(NextAiring & { programId: string })[]>(
      `SELECT program_id AS "programId", min(starts_at) AS "startsAt", bool_or(priority = 'emergency') AS "isEmergency"
       FROM broadcasts
       WHERE program_id = ANY ($1) AND ends_at > $2 AND state <> 'withdrawn'
         AND air_day >= ${earliestLocalDay('$2')}
       GROUP BY program_id`,
      [programIds, now],
    );
    return new Map(rows.map(({ programId, ...airing }) => [programId, airing]));
  }

  nextStart(program: string, now: string): string {
    return `(SELECT min(b.starts_at) FROM broadcasts b WHERE b.program_id = ${program} AND b.ends_at > ${now}
      AND (b.state = 'planned' OR b.state = 'gap' AND b.reason_code = 'program-not-approved')
      AND b.air_day >= ${earliestLocalDay(now)})`;
  }
}
