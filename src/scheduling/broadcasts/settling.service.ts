import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { EntryPlannerService } from './entry-planner.service.js';
import { OwnWithdrawalsService } from './own-withdrawals.service.js';
import { PlanAheadQueries } from './plan-ahead.queries.js';
import { WithdrawalQueries } from './withdrawal.queries.js';

/** Brings the broadcasts ahead of a program in line with what is approved now. */
@Injectable()
export class SettlingService {
  private readonly logger = new Logger('planning');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: PlanAheadQueries,
    private readonly withdrawals: WithdrawalQueries,
    private readonly own: OwnWithdrawalsService,
    private readonly planner: EntryPlannerService,
  ) {}

  /**
   * In one transaction: withdraws the broadcasts whose audio is not the approved one, then plans those ahead with the
   * approved audio and its length. A longer program may meet its neighbour; that becomes a gap.
   * Safe to repeat.
   */
  async settle(programId: string, now: Date): Promise<void> {
    const entries = await this.queries.ofProgram(programId);
    const toPlan = await Promise.all(entries.map((entry) => this.planner.read(entry)));
    await this.unitOfWork.run(async (work) => {
      const inForce = await this.queries.hold(
        work,
        entries.map(({ id }) => id),
      );
      await this.own.ofProgram(work, programId, now);
      await this.planner.plan(
        work,
        toPlan.filter(({ entry }) => inForce.has(entry.id)),
      );
    });
  }

  /** Settles every program whose broadcasts ahead may not air: the row is the truth, and news can be lost. */
  async settleAll(now: Date): Promise<void> {
    for (const programId of await this.withdrawals.programsToSettle(now)) {
      await this.settle(programId, now).catch((error: unknown) =>
        this.logger.error({ err: error, programId, msg: 'broadcasts of a program could not be settled' }),
      );
    }
  }
}
