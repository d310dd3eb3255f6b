import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { requireSeen } from '../../platform/http/revisions/require-seen.js';
import { replaceRules, rulesOfOwner } from '../airtime/airtime-rules.queries.js';
import type { NewAirtimeRules } from '../airtime/airtime-rules.schemas.js';
import type { RuleOwner } from '../airtime/rule-owner.js';
import { RuleOwnersService } from '../airtime/rule-owners.service.js';
import { BroadcastsChanged } from '../broadcasts/broadcasts-changed.event.js';
import { orBusy } from '../planning/busy.js';
import { lockSchedulesAt, waitAtMost } from '../planning/locks.queries.js';
import { PlanningService } from '../planning/planning.service.js';
import { ReplanningService } from '../planning/replanning.service.js';
import { type Consequences, consequencesOf } from '../planning/consequences.js';
import { type Tried, undoIfDry } from './dry-run.js';

/** Sets airtime rules. What they do not allow is taken off the plan at once, and what they allow again is planned at once. */
@Injectable()
export class SetRulesService {
  constructor(
    private readonly owners: RuleOwnersService,
    private readonly planning: PlanningService,
    private readonly replanning: ReplanningService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Replaces all rules of one kind of a centre, a unit or a station. A dry run tells the same and stores nothing.
   * @throws NotFound when there is no such owner, or the actor may not set its rules · PreconditionFailed, ScheduleBusy
   */
  async set(
    owner: RuleOwner,
    rules: NewAirtimeRules,
    { seen, by }: { seen: SeenRevisions; by: Actor },
  ): Promise<Consequences> {
    await this.owners.mustManage(owner, by);
    const stationIds = await this.owners.stationsUnder(owner);
    await this.planning.prepare();
    return undoIfDry(rules.dryRun, (end: Tried<Consequences>) =>
      orBusy(() =>
        this.unitOfWork.run(async (work) => end(await this.apply(work, { owner, rules, stationIds, seen, by }))),
      ),
    );
  }

  private async apply(work: Work, { owner, rules, stationIds, seen, by }: ChangeOfRules): Promise<Consequences> {
    await waitAtMost(work);
    await lockSchedulesAt(work, stationIds, addDays(localDay(work.now, 'UTC'), -1));
    requireSeen(await rulesOfOwner(work, owner, rules.kind), seen);
    await replaceRules(work, owner, rules, by.id);
    await this.replanning.planAtIn(work, stationIds);
    const consequences = await consequencesOf(work);
    const { kind, periods } = rules;
    const { totals } = consequences;
    work.record({ by, did: 'airtime-rules.set', to: owner, details: { kind, periods, ...totals } });
    // Also when nothing was changed: the hours themselves are on every playlist of these stations.
    if (stationIds.length > 0) work.announceAndWait(new BroadcastsChanged(stationIds, []));
    return consequences;
  }
}

interface ChangeOfRules {
  owner: RuleOwner;
  rules: NewAirtimeRules;
  /** To which they apply, today or later. */
  stationIds: readonly string[];
  seen: SeenRevisions;
  by: Actor;
}
