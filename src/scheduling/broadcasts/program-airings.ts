import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { earliestLocalDay } from '../../platform/database/local-days.js';
import { AiringsOfPrograms, type NextAiring, NextAiringsService } from '../../programs/next-airings.service.js';

/** Tells programs when they air, so that audio which is needed soon is made ready first. */
@Injectable()
export class ProgramAirings extends AiringsOfPrograms implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly airings: NextAiringsService,
  ) {
    super();
  }

  onModuleInit(): void {
    this.airings.answerWith(this);
  }

  /** New audio voids the approval, and with it the broadcasts; those return with the next approval, so they count. */
  async next(programIds: readonly string[], now: Date): Promise<Map<string, NextAiring>> {
    if (programIds.length === 0) return new Map();
    const rows = await this.source.query<(NextAiring & { programId: string })[]>(
      `SELECT program_id AS "programId", min(starts_at) AS "startsAt", bool_or(priority = 'emergency') AS "isEmergency"
       FROM broadcasts
       WHERE program_id = ANY ($1) AND ends_at > $2 AND (withdrawn_at IS NULL OR may_return)
         AND airs_on >= ${earliestLocalDay('$2')}
       GROUP BY program_id`,
      [programIds, now],
    );
    return new Map(rows.map(({ programId, ...airing }) => [programId, airing]));
  }
}
