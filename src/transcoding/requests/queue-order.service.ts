import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { priorityOf } from './priority.js';
import { QueueOrderQueries } from './queue-order.queries.js';

/** Keeps the order of what waits true to the schedule, which goes on changing while it waits. */
@Injectable()
export class QueueOrderService {
  constructor(
    private readonly queries: QueueOrderQueries,
    private readonly programs: ProgramsService,
    private readonly clock: Clock,
  ) {}

  /** The rank of what is asked for now. */
  async of(originalSha256: string): Promise<number> {
    const now = this.clock.now();
    const urgency = await this.programs.urgencyOf([originalSha256], now);
    return priorityOf(urgency.get(originalSha256), now);
  }

  /** Ranks all that waits, except renewals: those stay last. */
  async refresh(): Promise<void> {
    const waiting = await this.queries.waiting();
    // What waits alone has nobody to be compared with.
    if (waiting.length < 2) return;
    const shas = waiting.map(({ originalSha256 }) => originalSha256);
    const urgency = await this.programs.urgencyOf(shas, this.clock.now());
    const moved = waiting
      .map((row) => ({ ...row, rank: priorityOf(urgency.get(row.originalSha256), row.queuedAt) }))
      .filter(({ priority, rank }) => priority !== rank);
    if (moved.length > 0) await this.queries.move(moved);
  }
}
