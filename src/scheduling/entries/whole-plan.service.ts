import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { ClashViews } from '../clashes/clash.views.js';
import { ClashesFound } from '../clashes/clashes-found.js';
import { RuleClashesService } from '../clashes/rule-clashes.service.js';
import { orBusy } from '../planning/busy.js';
import type { Coverage } from '../planning/coverage.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import { lockSchedulesOf, waitAtMost } from '../planning/locks.queries.js';
import { countPlanned } from '../planning/plan-changes.queries.js';
import { MinutesFull, PlanningService } from '../planning/planning.service.js';
import { keepPrograms } from '../planning/played-programs.queries.js';
import { programsOf } from '../terms/definition.js';
import { storeAirtime } from '../terms/entry-airtime.queries.js';
import { checkedDays, type MissedTime } from './check-times.js';
import { daypartFull } from './daypart-full.js';
import { EntryChecksService } from './entry-checks.service.js';
import type { Proposal } from './proposal.js';

/** What became of proposals. */
export interface Planned {
  /** Broadcasts that are planned now and were not, or otherwise. */
  planned: number;
  missed: MissedTime[];
}

/** Writes entries and plans them: all of it, or nothing at all. */
@Injectable()
export class WholePlanService {
  constructor(
    private readonly planning: PlanningService,
    private readonly checks: EntryChecksService,
    private readonly ruleClashes: RuleClashesService,
    private readonly clashViews: ClashViews,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Plans the broadcasts of the coming days. The entries must not clash with others in force, however far ahead they meet.
   * @param also done last in the same transaction
   * @throws AirtimeClash, DaypartFull, ScheduleBusy, and what the proposals and `EntryChecksService.checkTimes` throw
   */
  async make<Result>(
    proposals: readonly Proposal[],
    by: Actor,
    also: (work: Work, planned: Planned) => Promise<Result>,
  ): Promise<Result> {
    await this.planning.prepare();
    return orBusy(() => this.unitOfWork.run(async (work) => also(work, await this.makeIn(work, proposals, by)))).catch(
      async (error: unknown) => {
        throw error instanceof ClashesFound ? await this.clashViews.problemOf(error) : error;
      },
    );
  }

  private async makeIn(work: Work, proposals: readonly Proposal[], by: Actor): Promise<Planned> {
    const definitions = proposals.map(({ definition }) => definition);
    const ids = definitions.map(({ entry }) => entry.id);
    await waitAtMost(work);
    await keepPrograms(work, [...new Set(definitions.flatMap(programsOf))].toSorted());
    for (const one of proposals) await one.store(work);
    for (const one of definitions) await storeAirtime(work, one);
    await lockSchedulesOf(work, ids, addDays(localDay(work.now, 'UTC'), -1));
    const coverage = await this.planning.cover(work, definitions, { span: spanOf(proposals, work.now) });
    const missed: MissedTime[] = [];
    for (const { definition, checkedFrom, require } of proposals) {
      if (require) await require(work, coverage);
      if (checkedFrom !== null)
        missed.push(...(await this.checks.checkTimes(work, coverage, definition.entry.id, checkedFrom)));
    }
    await this.plan(work, proposals, coverage);
    const planned = await countPlanned(work);
    for (const {
      definition: { entry },
      did,
      details,
    } of proposals) {
      work.record({ by, did, to: { kind: 'entry', id: entry.id }, details: { ...details, planned } });
    }
    return { planned, missed };
  }

  private async plan(work: Work, proposals: readonly Proposal[], coverage: Coverage): Promise<void> {
    const fitsFrom = new Map(proposals.map(({ definition, checkedFrom }) => [definition.entry.id, checkedFrom]));
    try {
      await this.planning.plan(work, coverage, { fitsFrom });
    } catch (error) {
      throw error instanceof MinutesFull ? await daypartFull(work, error.full) : error;
    }
    for (const { definition, onlyTakesAway } of proposals) {
      if (onlyTakesAway) continue;
      const later = await this.ruleClashes.find(work, definition);
      if (later.total > 0) throw new ClashesFound(later.clashes, later.total);
    }
  }
}

/** The local days that planning and the checks look at. */
function spanOf(proposals: readonly Proposal[], now: Date): DaySpan {
  const all = proposals.map(({ definition: { terms }, checkedFrom }) => checkedDays(terms, checkedFrom ?? '', now));
  const untils = all.map(({ until }) => until).toSorted();
  // Terms that are over already are looked at too, so that the refusal can name their stations.
  const froms = [
    addDays(localDay(now, 'UTC'), -2),
    ...proposals.flatMap(({ checkedFrom }) => checkedFrom ?? []),
  ].toSorted();
  return { from: froms[0] ?? '', until: untils.at(-1) ?? localDay(now, 'UTC') };
}
