import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import type { OwnerColumns } from '../../identity/owner.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import type { SeenRevisions } from '../../platform/http/revisions/if-match.js';
import { uuidv7 } from '../../platform/uuid.js';
import { aboutOperation } from '../proposals/about-operation.js';
import { EntryProposalsService } from '../proposals/entry-proposals.service.js';
import { type Proposal, Proposals } from '../proposals/proposal.js';
import { EntryChangedSince, type Planned, WholePlanService } from '../proposals/whole-plan.service.js';
import type { Operation } from '../operations/operations.schemas.js';
import { snapshotOf } from '../terms/snapshot.js';
import { storeChange } from './changes.queries.js';
import type { MadeChange, ScheduleChangeState } from './changes.schemas.js';
import { plannedIn } from '../planning/consequences.js';
import { NO_CONSEQUENCES } from '../../consequences/consequences.schemas.js';
import { ScheduleBusy } from '../../consequences/consequences.problems.js';
import { presentConsequences } from './present-consequences.js';
import { CopiesService } from './copies.service.js';
import { type ExpandedOperations, inTermsOf } from './expanded-operations.js';
import { undoIfDry } from './dry-run.js';
import { claimChange } from './large-changes.queries.js';
import { UndoProposalsService } from './undo-proposals.service.js';
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
export interface Made extends Omit<MadeChange, 'plannedUntil'> {
  /** `waiting`: too large to be made at once; it is stored, and will be. */
  state: ScheduleChangeState;
  /** Broadcasts that are planned now and were not, or otherwise. */
  planned: number;
}

/** Changes schedules: whatever is done to entries goes through here, all of it or nothing, and is kept so that it can be undone. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly entries: EntryProposalsService,
    private readonly undos: UndoProposalsService,
    private readonly copies: CopiesService,
    private readonly wholePlan: WholePlanService,
    private readonly waiting: WaitingChangesService,
  ) {}

  /**
   * Does operations one after the other, and plans what comes of all of them. Changes of one entry that are asked for at once
   * are made one after the other.
   * @throws AirtimeClash with ways out, DaypartFull, ScheduleBusy
   * @throws what `EntryProposalsService`, `UndoProposalsService` and the checks of entries find
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
    const proposals = new Proposals();
    for (const [index, one] of steps.entries()) {
      if (one.op === 'undo')
        await aboutOperation(index, () => this.undos.propose(one.changeId, index, proposals, { by, applies }));
      else if (one.op !== 'copy-week' && one.op !== 'copy')
        await this.entries.propose(one, index, proposals, { by, seenOf: (id) => seen[id] });
    }
    const all = proposals.all();
    const entryIds = all.map(({ definition }) => definition.entry.id);
    if (all.length === 0) return { changeId: null, state: 'applied', dryRun, entryIds, ...NOTHING_YET };
    if (applies === undefined && !dryRun && (await this.waiting.areLarge(all))) {
      const changeId = await this.accept(steps, all, { seen, by });
      return { changeId, state: 'waiting', dryRun, entryIds, ...NOTHING_YET };
    }
    return undoIfDry(dryRun, (end) =>
      this.wholePlan.make({ operations: steps, proposals: all, claim: claiming(applies) }, by, async (work, done) => {
        const made = await this.keep(work, done, { operations, proposals: all, by, applies });
        await look?.(work);
        return end({ ...made, state: 'applied', dryRun, entryIds, changeId: dryRun ? null : made.changeId });
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
