import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { RENEWAL } from '../requests/priority.js';
import { profileSetOf } from '../rendition/profile-set.js';

/** How many originals are made ready in which way. */
export interface RenewalCounts {
  /** By the recipe in force. */
  current: number;
  /** By another one, and nobody has asked for a renewal. */
  outdated: number;
  waiting: number;
  running: number;
  /** Of the outdated ones: their renewal was tried and failed; what they had is still there. */
  failed: number;
}

/** What was made by an older recipe, and is made over while it stays on the air. */
@Injectable()
export class RenewalsQueries {
  /** The recipe in force. */
  readonly recipe: string;

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    { settings }: Config,
  ) {
    this.recipe = profileSetOf(settings);
  }

  /** Asks for all that was made by another recipe to be made over, behind everything else. @returns how many it are */
  async ask({ manager }: Work): Promise<number> {
    const [, asked] = await manager.query<[unknown, number]>(
      `UPDATE transcodings SET state = 'waiting', renewing = true, renewal_failed = NULL, attempts = 0, overruns = 0,
         progress = 0, not_before = NULL, queued_at = $2, priority = $3
       WHERE state = 'ready' AND recipe IS DISTINCT FROM $1`,
      [this.recipe, this.clock.now(), RENEWAL],
    );
    return asked;
  }

  async counts(): Promise<RenewalCounts> {
    const [counts] = await this.source.query<RenewalCounts[]>(
      `SELECT count(*) FILTER (WHERE state = 'ready' AND recipe = $1)::int AS current,
              count(*) FILTER (WHERE state = 'ready' AND recipe IS DISTINCT FROM $1)::int AS outdated,
              count(*) FILTER (WHERE state = 'waiting' AND renewing)::int AS waiting,
              count(*) FILTER (WHERE state = 'running' AND renewing)::int AS running,
              count(*) FILTER (WHERE state = 'ready' AND renewal_failed IS NOT NULL)::int AS failed
       FROM transcodings`,
      [this.recipe],
    );
    return counts ?? { current: 0, outdated: 0, waiting: 0, running: 0, failed: 0 };
  }
}
