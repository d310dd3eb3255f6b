import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { thisMachine } from '../../platform/processes/this-machine.js';
import { anyNeedsWorker, beat, claimNext, countOverrun, retryLater, undoClaim } from './claims.queries.js';
import type { Step } from './progress.js';

/** An original that a run has claimed; `spent` when all its attempts have failed, or have ended their workers. */
export interface Claim {
  originalSha256: string;
  spent: boolean;
}

/**
 * After so many runs that were lost with their worker, an original is tried last and alone: the worker may have died of it,
 * or by chance, and only alone this can be told.
 */
const SUSPECT_LOSSES = 2;

/** A worker that missed so many heartbeats may be dead. */
const MISSED_HEARTBEATS = 3;

/**
 * Claims of workers on originals. A run holds its claim as long as it writes heartbeats; after TRANSCODE_STALE_SECONDS
 * without one, another run may claim the original.
 */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
  ) {}

  /** How often a run must write a heartbeat, in seconds. */
  get heartbeatSeconds(): number {
    return this.config.settings.TRANSCODE_HEARTBEAT_SECONDS;
  }

  /** Claims the most urgent original for a run; undefined when none can be claimed now. */
  async claim(run: string): Promise<Claim | undefined> {
    const { TRANSCODE_STALE_SECONDS, TRANSCODE_ATTEMPTS } = this.config.settings;
    const limits = { staleSeconds: TRANSCODE_STALE_SECONDS, suspectLosses: SUSPECT_LOSSES };
    const machine = await thisMachine();
    const row = await this.unitOfWork.run((work) => claimNext(work, run, limits, machine));
    if (!row) return undefined;
    const spent = Math.max(row.failures, row.loneLosses) >= TRANSCODE_ATTEMPTS;
    return { originalSha256: row.originalSha256, spent };
  }

  /** Whether some original cannot be claimed now, but may be soon: it waits for its next attempt, or its worker is silent. */
  anyNeedsWorker(): Promise<boolean> {
    return anyNeedsWorker(this.source, { silentSeconds: MISSED_HEARTBEATS * this.heartbeatSeconds });
  }

  /** Writes a heartbeat with the progress in percent. @returns false when the run has lost its claim */
  beat(run: string, step: Step, progress: number): Promise<boolean> {
    return this.unitOfWork.run((work) => beat(work, run, step, progress));
  }

  /** Counts a run that took too much time or memory. @returns how often that has happened to the original */
  countOverrun(run: string): Promise<number> {
    return this.unitOfWork.run((work) => countOverrun(work, run));
  }

  /** Returns an original to the queue; the attempt does not count. */
  undo(run: string): Promise<void> {
    return this.unitOfWork.run((work) => undoClaim(work, run));
  }

  /** Returns an original to the queue after a failed attempt; the next one starts a little later. */
  retryLater(run: string): Promise<void> {
    const retrySeconds = this.config.settings.TRANSCODE_RETRY_SECONDS;
    return this.unitOfWork.run((work) => retryLater(work, run, { retrySeconds }));
  }
}
