import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { priorityOf } from './priority.js';
import { putPriorities, waitingInQueue } from './transcodings.queries.js';

/** Decides whose turn it is, and keeps the order up to date with the schedule while originals wait. */
@Injectable()
export class QueueOrderService {
  constructor(
    private readonly source: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly programs: ProgramsService,
    private readonly clock: Clock,
  ) {}

  /** The priority of an original that is requested now; lower is sooner. */
  async priorityOf(originalSha256: string): Promise<number> {
    const now = this.clock.now();
    const urgency = await this.programs.urgencyOf([originalSha256], now);
    return priorityOf(urgency.get(originalSha256), now);
  }

  /** Updates the priority of everything that waits. Renewals stay last. */
  async refresh(): Promise<void> {
    const waiting = await waitingInQueue(this.source);
    // A single one has nothing to be compared with.
    if (waiting.length < 2) return;
    const originals = waiting.map(({ originalSha256 }) => originalSha256);
    const urgency = await this.programs.urgencyOf(originals, this.clock.now());
    const changes = waiting.flatMap(({ originalSha256, priority: before, queuedAt }) => {
      const priority = priorityOf(urgency.get(originalSha256), queuedAt);
      return priority === before ? [] : [{ originalSha256, priority }];
    });
    if (changes.length > 0) await this.unitOfWork.run((work) => putPriorities(work, changes));
  }
}
