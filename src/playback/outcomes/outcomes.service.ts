import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { DevicesService } from '../../stations/devices/devices.service.js';
import { decideOutcome, type OutcomeRules } from './decide-outcome.js';
import { OutcomeChecksQueries, type StationDay, type StationDays, type WhenBusy } from './outcome-checks.queries.js';
import { OutcomeRulebook } from './outcome-rulebook.js';
import { OutcomesDecided } from './outcomes-decided.event.js';
import { type DecidedBroadcast, OutcomesQueries } from './outcomes.queries.js';

/** Decides what became of broadcasts, always anew from all that is known; deciding twice changes nothing. */
@Injectable()
export class OutcomesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly checks: OutcomeChecksQueries,
    private readonly outcomes: OutcomesQueries,
    private readonly devices: DevicesService,
    private readonly rulebook: OutcomeRulebook,
  ) {}

  /** Decides a station's local day if that was asked for; whether it did. */
  async decide(asked: StationDay, whenBusy: WhenBusy = 'skip'): Promise<boolean> {
    const rules = this.rulebook.now();
    // Asked before the transaction: within it, a second connection could wait for ever for those that wait for it.
    const hadDevice = await this.devicesAt(asked, rules.now);
    return this.unitOfWork.run(async (work) => {
      if (!(await this.checks.take(work, asked, whenBusy))) return false;
      const decided = await this.decisions(work, { asked, hadDevice, rules });
      await this.outcomes.replace(work, asked, decided, rules.now);
      await this.outcomes.markDirty(work, asked, rules.now);
      work.announce(new OutcomesDecided(asked.stationId, asked.day));
      return true;
    });
  }

  /** Decides whatever is to be decided at these stations on these days, so that what is told of them is true now. */
  async bringUpToDate(span: StationDays): Promise<void> {
    const { now, missedAfterMinutes } = this.rulebook.now();
    await this.checks.askForUndecidedAt(span, new Date(now.getTime() - missedAfterMinutes * 60_000), now);
    for (const asked of await this.checks.waitingAt(span)) await this.decide(asked, 'wait');
  }

  private async decisions(work: Work, { asked, hadDevice, rules }: Deciding): Promise<DecidedBroadcast[]> {
    const broadcasts = await this.outcomes.planned(asked, work.manager);
    const ids = broadcasts.map(({ id }) => id);
    const plays = await this.outcomes.plays(asked.stationId, ids, work.manager);
    const confirmations = await this.outcomes.confirmations(ids, work.manager);
    return broadcasts.flatMap((broadcast) => {
      const { id } = broadcast;
      const facts = { broadcast, plays: plays.get(id) ?? [], confirmation: confirmations.get(id) ?? null };
      const decision = decideOutcome({ ...facts, hadDevice: hadDevice.get(id) ?? false }, rules);
      return decision ? [{ broadcastId: id, ...decision }] : [];
    });
  }

  private async devicesAt(asked: StationDay, now: Date): Promise<Map<string, boolean>> {
    const had = new Map<string, boolean>();
    for (const { id, startsAt } of await this.outcomes.planned(asked)) {
      if (startsAt <= now) had.set(id, await this.devices.hadDevice(asked.stationId, startsAt));
    }
    return had;
  }
}

interface Deciding {
  asked: StationDay;
  hadDevice: ReadonlyMap<string, boolean>;
  rules: OutcomeRules;
}
