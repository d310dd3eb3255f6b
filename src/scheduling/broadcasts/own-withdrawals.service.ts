import { Injectable } from '@nestjs/common';
import { THE_SERVICE } from '../../platform/audit/audit-record.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { Entry } from '../entries/entry.entity.js';
import { BroadcastsChanged } from './broadcasts-changed.event.js';
import type { Circumstances } from './circumstances.service.js';
import { PlanningQueries } from './planning.queries.js';
import { WithdrawalQueries, type Withdrawn } from './withdrawal.queries.js';

const NOT_APPROVED = 'Its audio is not the approved one, or its program was withdrawn or has expired.';
const NOT_THERE = 'The station is no longer one of those that the entry is for.';

/** What the service withdraws of itself, because a rule says so; each cause is written into the audit trail once. */
@Injectable()
export class OwnWithdrawalsService {
  constructor(
    private readonly queries: WithdrawalQueries,
    private readonly airtime: PlanningQueries,
  ) {}

  /** The broadcasts of a program that may not air any more. Holds all airtime until the transaction ends. */
  async ofProgram(work: Work, programId: string, now: Date): Promise<void> {
    await this.airtime.lockAllAirtime(work);
    const withdrawn = await this.queries.ofProgram(work, programId, { at: now, because: NOT_APPROVED });
    await this.tell(work, withdrawn, { to: { kind: 'program', id: programId }, because: NOT_APPROVED });
  }

  /**
   * The broadcasts of an entry at stations that it is no longer for, and on days when a station is not its owner's.
   * Holds the airtime of all its stations, old and new, until the transaction ends.
   */
  async whereNotServed(work: Work, { id }: Entry, { now, stations, days, serves }: Circumstances): Promise<void> {
    const stationIds = stations.map((station) => station.id);
    await this.airtime.lockAirtime(work, [...stationIds, ...(await this.queries.stationsAhead(work, id, now))]);
    const unserved = stationIds.flatMap((stationId) =>
      days.filter((day) => !serves(stationId, day)).map((day) => ({ stationId, day })),
    );
    const because = { at: now, because: NOT_THERE };
    const withdrawn = await this.queries.whereNotServed(work, id, { ...because, stationIds, unserved });
    await this.tell(work, withdrawn, { to: { kind: 'entry', id }, because: NOT_THERE });
  }

  private async tell(
    work: Work,
    { count, stationIds }: Withdrawn,
    { to, because }: { to: { kind: string; id: string }; because: string },
  ): Promise<void> {
    if (count === 0) return;
    const details = { withdrawn: count, stationIds };
    work.record({ by: THE_SERVICE, did: 'broadcasts.withdraw', to, because, details });
    work.announce(new BroadcastsChanged(stationIds));
  }
}
