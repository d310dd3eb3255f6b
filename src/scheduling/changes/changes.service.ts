import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import type { OwnerColumns } from '../../identity/owner.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { uuidv7 } from '../../platform/uuid.js';
import { aboutOperation } from '../proposals/about-operation.js';
import type { Proposal } from '../proposals/proposal.js';
import { EntryChangedSince, type Planned, WholePlanService } from '../proposals/whole-plan.service.js';
import type { Operation } from '../operations/operations.schemas.js';
import { snapshotOf } from '../terms/snapshot.js';
import { storeChange } from './changes.queries.js';
import type { MADE, MadeChange, ScheduleChangeState } from './changes.schemas.js';
import { plannedIn } from '../planning/consequences.js';
import { PlanningService } from '../planning/planning.service.js';
import { NO_CONSEQUENCES } from '../../consequences/consequences.schemas.js';
import { ScheduleBusy } from '../../consequences/consequences.problems.js';
import { presentConsequences } from './present-consequences.js';
import { CopiesService } from './copies.service.js';
import { continuesAfter } from './continues-after.js';
import { type ExpandedOperations, inTermsOf } from './expanded-operations.js';
import { undoIfDry } from './dry-run.js';
import { claimChange } from './large-changes.queries.js';
import { OperationProposalsService } from './operation-proposals.service.js';
import { WaitingChangesService } from './waiting-changes.service.js';

/** Operations that somebody asks for together. */
export interface AskedChange {
  operations: readonly Operation[];
  /** Tells what would happen, and stores nothing. */
  dryRun?: boolean;
  /** The revisions of entries on which it may be based, by entry; of others any. */
  seen?: Readonly<Record<string, SeenRevisions>> | undefined;
  /** The change that was accepted earlier and is applied now. */
  applies?: string;
  /** They were sent as a list: problems name the operation that they are about, and point into it. */
  isList?: boolean;
  /** Reads what it leaves, in its transaction, also in that of a dry run. */
  look?: (work: Work) => Promise<void>;
}

/** Another worker has applied the change. */
export class AlreadyApplied extends Error {
  constructor(changeId: string) {
    super(`change ${changeId} is applied already`);
  }
}

/** What became of them. */
export interface Made extends MadeChange {
  /** `waiting`: too large to be made at once; it is stored, and will be. */
  state: ScheduleChangeState;
  /** Broadcasts that are planned now and were not, or otherwise. */
  planned: number;
}

/** Changes schedules: whatever is done to entries goes through here, all of it or nothing, and is kept so that it can be undone. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly proposals: OperationProposalsService,
    private readonly copies: CopiesService,
    private readonly wholePlan: WholePlanService,
    private readonly waiting: WaitingChangesService,
    private readonly planning: PlanningService,
  ) {}

  /**
   * Does operations one after the other, and plans what comes of all of them. Changes of one entry that are asked for at once
   * are made one after the other.
   * @throws AirtimeClash with ways out, DaypartFull, ScheduleBusy
   * @throws what `OperationProposalsService` and the checks of entries find
   */
  async make(asked: AskedChange, by: Actor): Promise<Made> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      try {
        return await this.makeOnce(asked, by);
      } catch (error) {
        if (!(error instanceof EntryChangedSince)) throw error;
      }
    }
    throw new ScheduleBusy();
  }

  /** What an answer says when there is nothing to do any more. */
  nothingDone(): Pick<Made, keyof typeof MADE> {
    const plannedUntil = this.planning.plannedUntil();
    return { changeId: null, consequences: NO_CONSEQUENCES, plannedUntil, continues: false };
  }

  /** @throws EntryChangedSince when somebody else changed an entry meanwhile */
  private async makeOnce(asked: AskedChange, by: Actor): Promise<Made> {
    const expanded = await this.expanded(asked.operations, by);
    try {
      return await this.makeSteps(expanded.steps, asked, by);
    } catch (error) {
      throw inTermsOf(expanded, error, asked.isList === true);
    }
  }

  private async makeSteps(
    steps: readonly Operation[],
    { operations, dryRun = false, seen = {}, applies, look }: AskedChange,
    by: Actor,
  ): Promise<Made> {
    const all = await this.proposals.of(steps, { by, seen, applies });
    const entryIds = all.map(({ definition }) => definition.entry.id);
    const plannedUntil = this.planning.plannedUntil();
    const said = { dryRun, entryIds, plannedUntil, continues: continuesAfter(all, plannedUntil) };
    if (all.length === 0) return { changeId: null, state: 'applied', ...said, ...NOTHING_YET };
    if (applies === undefined && !dryRun && (await this.waiting.areLarge(all))) {
      const changeId = await this.accept(steps, all, { seen, by });
      return { changeId, state: 'waiting', ...said, ...NOTHING_YET };
    }
    return undoIfDry(dryRun, (end) =>
      this.wholePlan.make({ operations: steps, proposals: all, claim: claiming(applies) }, by, async (work, done) => {
        const made = await this.keep(work, done, { operations, proposals: all, by, applies });
        await look?.(work);
        return end({ ...made, state: 'applied', ...said, changeId: dryRun ? null : made.changeId });
      }),
    );
  }

  /** What is to be done entry by entry. */
  private async expanded(operations: readonly Operation[], by: Actor): Promise<ExpandedOperations> {
    const expanded: ExpandedOperations = { steps: [], askedAt: [] };
    for (const [index, one] of operations.entries()) {
      const isCopy = one.op === 'copy' || one.op === 'copy-week';
      const steps = isCopy ? await aboutOperation(index, () => this.copies.operationsOf(one, index, by)) : [one];
      expanded.steps.push(...steps);
      expanded.askedAt.push(...steps.map(() => index));
    }
    return expanded;
  }

  /** New entries get their ids now, so that the answer can name them. */
  private async accept(
    steps: readonly Operation[],
    proposals: readonly Proposal[],
    { seen, by }: { seen: Readonly<Record<string, SeenRevisions>>; by: Actor },
  ): Promise<string> {
    const placed = new Map(proposals.map(({ operation, definition }) => [operation, definition.entry.id]));
    const operations = steps.map((one, index) =>
      one.op === 'place' ? { ...one, entryId: placed.get(index) ?? one.entryId } : one,
    );
    const id = uuidv7();
    await this.waiting.accept({ id, by: by.id, operations, seen: { ...seen }, owner: ownerColumnsOf(proposals) });
    return id;
  }

  private async keep(
    work: Work,
    { consequences: found, missed }: Planned,
    { operations, proposals, by, applies }: Kept,
  ) {
    const consequences = presentConsequences(found);
    const changeId = applies ?? uuidv7();
    await storeChange(work, {
      id: changeId,
      owner: ownerColumnsOf(proposals),
      by: by.id,
      operations,
      undoes: operations.flatMap((one) => (one.op === 'undo' ? [one.changeId] : []))[0] ?? null,
      consequences,
      before: proposals.map(({ before, definition }) => ({
        entryId: definition.entry.id,
        before: before && snapshotOf(before),
      })),
    });
    return { changeId, consequences, planned: plannedIn(found), missed };
  }
}

interface Kept {
  operations: readonly Operation[];
  proposals: readonly Proposal[];
  by: Actor;
  applies: string | undefined;
}

/** Each time that others are first, one of them is done: so many at once all succeed. */
const MOST_ATTEMPTS = 10;
const NOTHING_YET = { missed: [], planned: 0, consequences: NO_CONSEQUENCES };

/** Nobody else applies it as well. */
const claiming = (changeId: string | undefined) =>
  changeId === undefined
    ? undefined
    : async (work: Work) => {
        if (!(await claimChange(work, changeId))) throw new AlreadyApplied(changeId);
      };

function ownerColumnsOf(proposals: readonly Proposal[]): OwnerColumns {
  const { centreId = null, stationId = null } = proposals.at(-1)?.definition.entry ?? {};
  return { centreId, stationId };
}
