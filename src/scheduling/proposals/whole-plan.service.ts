import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { type Consequences, consequencesOf, plannedIn } from '../planning/consequences.js';
import { ClashViews } from '../clashes/clash.views.js';
import { ClashesFound } from '../clashes/clashes-found.js';
import type { Asked } from '../clashes/find-ways-out.js';
import { RuleClashesService } from '../clashes/rule-clashes.service.js';
import type { Operation } from '../operations/operations.schemas.js';
import { orBusy } from '../planning/busy.js';
import { type Coverage, factsAt } from '../planning/coverage.js';
import type { DaySpan } from '../planning/coverage.queries.js';
import { lockSchedulesOf, waitAtMost } from '../planning/locks.queries.js';
import { MinutesFull, PlanningService } from '../planning/planning.service.js';
import type { Concerned } from '../planning/wanted.queries.js';
import { keepPrograms } from '../planning/played-programs.queries.js';
import { beginRound } from '../planning/scratch-tables.queries.js';
import { withdrawBroadcastsOf } from '../planning/withdrawal.queries.js';
import { type Definition, programsOf } from '../terms/definition.js';
import { storeAirtime } from '../terms/entry-airtime.queries.js';
import { aboutOperation } from './about-operation.js';
import { checkedDays, type MissedTime } from './check-times.js';
import { daypartFull } from './daypart-full.js';
import { EntryChecksService } from './entry-checks.service.js';
import type { Proposal } from './proposal.js';
import { renewRevisions } from './withdraw-entry.queries.js';

/** What became of proposals. */
export interface Planned {
  consequences: Consequences;
  missed: MissedTime[];
}

/** What somebody wants of entries, and how they said so. */
export interface Wanted {
  operations: readonly Operation[];
  proposals: readonly Proposal[];
  /** Done first in the transaction; it may refuse the whole. */
  claim?: ((work: Work) => Promise<void>) | undefined;
}

/** Somebody has changed an entry after it was read for a proposal; thrown to roll back. */
export class EntryChangedSince extends Error {
  constructor() {
    super('an entry was changed after it was read');
  }
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
   * @throws EntryChangedSince when the proposals must be made again
   */
  async make<Result>(
    wanted: Wanted,
    by: Actor,
    also: (work: Work, planned: Planned) => Promise<Result>,
  ): Promise<Result> {
    await this.planning.prepare();
    return orBusy(() => this.unitOfWork.run(async (work) => also(work, await this.makeIn(work, wanted, by))));
  }

  private async makeIn(work: Work, wanted: Wanted, by: Actor): Promise<Planned> {
    const { proposals } = wanted;
    const definitions = proposals.flatMap(({ definition, withdrawal }) => (withdrawal ? [] : [definition]));
    await waitAtMost(work);
    await wanted.claim?.(work);
    await keepPrograms(work, [...new Set(definitions.flatMap(programsOf))].toSorted());
    await requireUnchanged(work, proposals);
    for (const one of proposals) if (isChanged(one)) await this.ruleClashes.keep(work, one.before);
    for (const one of proposals) await one.store(work);
    for (const one of definitions) await storeAirtime(work, one);
    const ids = proposals.map(({ definition }) => definition.entry.id);
    await lockSchedulesOf(work, ids, addDays(localDay(work.now, 'UTC'), -1));
    const hasFreed = await withdrawn(work, proposals);
    const missed = definitions.length > 0 ? await this.plan(work, wanted, by, hasFreed) : [];
    if (definitions.length === 0) {
      await this.planning.refill(work, 0);
      await this.planning.announce(work);
    }
    const consequences = await consequencesOf(work);
    const planned = plannedIn(consequences);
    for (const { definition, deeds } of proposals) {
      for (const { details, ...deed } of deeds) {
        work.record({ by, ...deed, to: { kind: 'entry', id: definition.entry.id }, details: { ...details, planned } });
      }
    }
    return { consequences, missed };
  }

  private async plan(work: Work, wanted: Wanted, by: Actor, hasFreed: boolean): Promise<MissedTime[]> {
    const proposals = wanted.proposals.filter(({ withdrawal }) => withdrawal === null);
    const definitions = proposals.map(({ definition }) => definition);
    const coverage = await this.planning.cover(work, definitions, { span: spanOf(proposals, work.now) });
    const missed: MissedTime[] = [];
    for (const { definition, checkedFrom, require, operation } of proposals) {
      if (require) await require(work, coverage);
      if (checkedFrom === null) continue;
      const check = () => this.checks.checkTimes(work, coverage, definition.entry.id, checkedFrom);
      missed.push(...(await aboutOperation(operation, check)));
    }
    try {
      await this.planAll(work, coverage, { proposals, hasFreed });
    } catch (error) {
      const asked = askedOf({ ...wanted, proposals }, by, coverage);
      if (error instanceof MinutesFull) throw await daypartFull(work, error.full, asked.indexOf);
      if (!(error instanceof ClashesFound)) throw error;
      throw await this.clashViews.problemOf(work, error, asked);
    }
    return missed;
  }

  private async planAll(
    work: Work,
    coverage: Coverage,
    { proposals, hasFreed }: Pick<Wanted, 'proposals'> & { hasFreed: boolean },
  ): Promise<void> {
    const fitsFrom = new Map(proposals.map(({ definition, checkedFrom }) => [definition.entry.id, checkedFrom]));
    await this.planning.plan(work, coverage, { fitsFrom, hasFreed, concerned: concernedIn(proposals) });
    for (const one of proposals) {
      if (one.onlyTakesAway) continue;
      const later = await this.ruleClashes.find(work, one.definition, isChanged(one));
      if (later.total > 0) throw new ClashesFound(later.clashes, later.total);
    }
  }
}

/** Whether an entry in force may meet what it did not meet before. */
const isChanged = (one: Proposal): one is Proposal & { before: Definition } =>
  one.before !== null && one.before.entry.withdrawnAt === null && one.withdrawal === null && one.onlyTakesAway !== true;

/** Nobody has changed the entries since they were read; nobody else does until the transaction ends. */
async function requireUnchanged(work: Work, proposals: readonly Proposal[]): Promise<void> {
  const revisions = new Map(
    proposals.flatMap(({ before }) => (before ? [[before.entry.id, before.entry.revision] as const] : [])),
  );
  if (revisions.size > 0 && !(await renewRevisions(work, revisions))) throw new EntryChangedSince();
}

/** Withdraws the broadcasts of entries that are withdrawn. @returns whether there are any */
async function withdrawn(work: Work, proposals: readonly Proposal[]): Promise<boolean> {
  const all = proposals.flatMap(({ definition, withdrawal }) =>
    withdrawal ? [{ id: definition.entry.id, ...withdrawal }] : [],
  );
  if (all.length === 0) return false;
  await beginRound(work);
  for (const { id, note } of all) await withdrawBroadcastsOf(work, id, note);
  return true;
}

/** What the ways out of a clash go by. */
const askedOf = ({ operations, proposals }: Wanted, by: Actor, coverage: Coverage): Asked => ({
  by,
  operations,
  indexOf: new Map(proposals.map(({ definition, operation }) => [definition.entry.id, operation])),
  judgedAt: (id) => coverage.placed.flatMap((one) => (one.entryId === id ? [factsAt(coverage, one.class).rules] : [])),
});

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

/** Undefined as soon as one of them is about all of its entry. */
function concernedIn(proposals: readonly Proposal[]): Concerned | undefined {
  const some = proposals.flatMap(({ definition, concerns }) =>
    concerns ? [[definition.entry.id, concerns] as const] : [],
  );
  return some.length === proposals.length ? new Map(some) : undefined;
}
