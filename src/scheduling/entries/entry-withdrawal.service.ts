import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { ownerOf } from '../../identity/owner.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/problem.js';
import { BroadcastsChanged } from '../broadcasts/broadcasts-changed.event.js';
import { WithdrawalQueries } from '../broadcasts/withdrawal.queries.js';
import { Entry } from './entry.entity.js';

/** Takes entries off the schedule. */
@Injectable()
export class EntryWithdrawalService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly withdrawals: WithdrawalQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Withdraws an entry with every broadcast that is not over, the one on air included; their places are free again.
   * Withdrawing again changes nothing.
   * @throws NotFound when the actor may not schedule for its owner
   */
  async withdraw(id: string, { because, by }: { because: string; by: Actor }): Promise<Entry> {
    return this.unitOfWork.run(async (work) => {
      const entry = await work.manager.findOne(Entry, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!entry || !by.mayAt('schedule:write', ownerOf(entry))) throw new NotFound('entry');
      if (entry.withdrawnAt !== null) return entry;
      const now = this.clock.now();
      const withdrawn = { withdrawnAt: now, withdrawnBecause: because, withdrawnBy: by.id };
      await work.manager.update(Entry, { id }, withdrawn);
      const { stationIds } = await this.withdrawals.ofEntry(work, id, { at: now, because });
      const to = { kind: 'entry', id };
      work.record({ by, did: 'entry.withdraw', to, because });
      if (stationIds.length > 0) work.announce(new BroadcastsChanged(stationIds));
      return Object.assign(entry, withdrawn);
    });
  }
}
