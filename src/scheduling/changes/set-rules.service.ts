import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { requireSeen } from '../../platform/http/revisions/require-seen.js';
import { replaceRules, rulesOfOwner } from '../airtime/airtime-rules.queries.js';
import type { NewAirtimeRules } from '../airtime/airtime-rules.schemas.js';
import type { RuleOwner } from '../airtime/rule-owner.js';
import { RuleOwnersService } from '../airtime/rule-owners.service.js';
import { BroadcastsChanged } from '../broadcasts/broadcasts-changed.event.js';
import { type NarrowedBroadcast } from '../broadcasts/narrowing.queries.js';
import { NarrowingService } from '../broadcasts/narrowing.service.js';
import { lockAllSchedules } from '../broadcasts/planning.queries.js';
import { VersionReplaced } from '../broadcasts/planning.service.js';
import { AIRTIME_REASONS, type GapReason } from '../broadcasts/reasons.js';
import { type EntryToPlan, ReplanningService } from '../broadcasts/replanning.service.js';
import { type Consequences, consequencesOf } from './consequences.js';

/** What a change of rules may let return: what rules held back, and what clashed with what they withdraw. */
const MAY_RETURN: readonly GapReason[] = [...AIRTIME_REASONS, 'airtime-clash'];

/** Each time another version is approved while the change is made, it is made anew. */
const ATTEMPTS = 5;

/** Undoes a dry run. */
class Tried extends Error {
  constructor(readonly consequences: Consequences) {
    super('a dry run is rolled back');
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

/** Sets airtime rules. What they do not allow is withdrawn at once, and what they allow again is planned at once. */
@Injectable()
export class SetRulesService {
  constructor(
    private readonly owners: RuleOwnersService,
    private readonly narrowing: NarrowingService,
    private readonly replanning: ReplanningService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Replaces all rules of one kind of a centre, a unit or a station. A dry run tells the same and stores nothing.
   * @throws NotFound when there is no such owner, or the actor may not set its rules · PreconditionFailed
   */
  async set(
    owner: RuleOwner,
    rules: NewAirtimeRules,
    { seen, by }: { seen: SeenRevisions; by: Actor },
  ): Promise<Consequences> {
    await this.owners.mustManage(owner, by);
    const stationIds = await this.owners.stationsUnder(owner);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.tryToSet({ owner, rules, stationIds, seen, by });
      } catch (error) {
        if (error instanceof Tried) return error.consequences;
        if (!(error instanceof VersionReplaced) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async tryToSet(change: ChangeOfRules): Promise<Consequences> {
    const toPlan = await this.replanning.readHeldBack(change.stationIds, MAY_RETURN);
    return this.unitOfWork.run(async (work) => {
      const consequences = await this.apply(work, change, toPlan);
      if (change.rules.dryRun) throw new Tried(consequences);
      return consequences;
    });
  }

  private async apply(work: Work, change: ChangeOfRules, toPlan: readonly EntryToPlan[]): Promise<Consequences> {
    const { owner, rules, stationIds, seen, by } = change;
    let withdrawn: NarrowedBroadcast[] = [];
    const planned = await this.replanning.replanEntries(work, toPlan, async () => {
      await lockAllSchedules(work);
      requireSeen(await rulesOfOwner(work, owner, rules.kind), seen);
      await replaceRules(work, owner, rules, by.id);
      withdrawn = await this.narrowing.narrow(work, stationIds);
    });
    const { kind, periods } = rules;
    const details = { kind, periods, withdrawn: withdrawn.length, planned: planned.length };
    work.record({ by, did: 'airtime-rules.set', to: owner, details });
    // Also when nothing was withdrawn: the hours themselves are on every playlist of these stations.
    if (stationIds.length > 0) work.announceAndWait(new BroadcastsChanged(stationIds));
    return consequencesOf(work, { withdrawn, planned });
  }
}
