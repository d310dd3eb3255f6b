import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { ownerOf } from '../../identity/owner.js';
import { Clock } from '../../platform/clock/clock.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { uuidv7 } from '../../platform/uuid.js';
import { EntryChecksService } from '../proposals/entry-checks.service.js';
import type { Proposal, Proposals } from '../proposals/proposal.js';
import { withdrawEntry } from '../proposals/withdraw-entry.queries.js';
import { reviveBroadcastsOf } from '../planning/withdrawal.queries.js';
import type { Definition, EntryException } from '../terms/definition.js';
import { definitionsWhere } from '../terms/definitions.queries.js';
import { Entry } from '../terms/entry.entity.js';
import { exceptionsByIds, restore } from '../terms/restore.queries.js';
import { restoredTerms, type Snapshot, termsOfSnapshot } from '../terms/snapshot.js';
import { AlreadyUndone, ChangedMeanwhile, TooLateToUndo } from './changes.problems.js';
import {
  changesOfEntry,
  findChange,
  newestChangeOf,
  type StoredChange,
  type TouchedEntry,
  touchedEntries,
  zonesOfEntry,
} from './changes.queries.js';
import { hasBegun } from './first-effect.js';
import { standingChange } from './standing-change.js';

/** Makes proposals of what a change did: its entries are put back for what is ahead. */
@Injectable()
export class UndoProposalsService {
  constructor(
    private readonly source: DataSource,
    private readonly checks: EntryChecksService,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds a proposal for each entry of the change.
   * @param index which of the operations it is
   * @param applies the change that is applied now, when it was accepted earlier: it does not stand in its own way
   * @throws NotFound unless the actor may schedule for all its owners, also of one's own change
   * @throws AlreadyUndone, ChangedMeanwhile, TooLateToUndo
   */
  async propose(
    changeId: string,
    index: number,
    proposals: Proposals,
    { by, applies }: { by: Actor; applies: string | undefined },
  ): Promise<void> {
    const change = await this.find(changeId, { by, applies });
    const touched = await touchedEntries(this.source, changeId);
    const ids = touched.map(({ entryId }) => entryId);
    const found = await definitionsWhere(this.source, 'WHERE e.id = ANY ($1::uuid[])', [ids]);
    const exceptions = await exceptionsByIds(
      this.source,
      touched.flatMap(({ before }) => before?.exceptionIds ?? []),
    );
    for (const one of touched) {
      const now = proposals.get(one.entryId)?.definition ?? found.find(({ entry }) => entry.id === one.entryId);
      if (!now) continue;
      if (!(await this.checks.mayChange(now, by))) throw new NotFound('change of the schedule', [changeId]);
      const kept = new Set(one.before?.exceptionIds);
      const then = exceptions.filter(({ id }) => kept.has(id));
      const from = await this.requireAhead(now, one, { change, exceptions: then });
      const proposal = await this.proposalOf(now, { before: one.before, exceptions: then, from }, { changeId, by });
      proposals.add({ ...proposal, operation: index });
    }
  }

  private async find(id: string, { by, applies }: { by: Actor; applies: string | undefined }): Promise<StoredChange> {
    const change = await findChange(this.source, id);
    const isTheirs = change && (change.byId === by.id || (await by.mayAt('schedule:write', ownerOf(change))));
    if (!change || !isTheirs || change.state !== 'applied') throw new NotFound('change of the schedule', [id]);
    if (change.undoneBy !== null && change.undoneBy !== applies) throw new AlreadyUndone();
    return change;
  }

  /** @returns the first local day that is put back */
  private async requireAhead(
    now: Definition,
    { entryId, before, revision }: TouchedEntry,
    { change, exceptions }: { change: StoredChange; exceptions: EntryException[] },
  ): Promise<string> {
    if (now.entry.revision !== revision && !(await this.isBackAt(change.id, now.entry))) {
      const later = await newestChangeOf(this.source, entryId);
      const isLater = later && later.changeId !== change.id;
      throw new ChangedMeanwhile(entryId, isLater ? { ...later, at: later.at.toISOString() } : null);
    }
    const zones = await zonesOfEntry(this.source, entryId);
    const at = this.clock.now();
    const days = zones.map((zone) => localDay(at, zone)).toSorted();
    const was = before && !before.isWithdrawn ? { terms: termsOfSnapshot(before), exceptions } : undefined;
    const is = now.entry.withdrawnAt === null ? now : undefined;
    if (hasBegun(was, is, { zones, since: change.at, now: at })) {
      throw new TooLateToUndo(entryId, addDays(days.at(-1) ?? localDay(at, 'UTC'), 1));
    }
    return days[0] ?? localDay(at, 'UTC');
  }

  /** Whether all that came after a change of an entry is undone, the latest first. */
  private async isBackAt(changeId: string, { id, revision }: Entry): Promise<boolean> {
    const changes = await changesOfEntry(this.source, id, changeId);
    return changes[0]?.revision === revision && standingChange(changes) === changeId;
  }

  private async proposalOf(
    now: Definition,
    then: { before: Snapshot | null; exceptions: EntryException[]; from: string },
    { changeId, by }: { changeId: string; by: Actor },
  ): Promise<Omit<Proposal, 'operation'>> {
    const { id } = now.entry;
    const common = { before: now, checkedFrom: null };
    if (then.before === null || then.before.isWithdrawn) {
      const entry = Object.assign(new Entry(), now.entry, { withdrawnAt: this.clock.now() });
      return {
        ...common,
        definition: { ...now, entry },
        withdrawal: { note: null },
        store: (work) => withdrawEntry(work, id, { reason: 'change-undone', by: by.id }),
        deeds: [{ did: 'entry.withdraw', because: 'change-undone', details: { changeId } }],
      };
    }
    const terms = restoredTerms(now.terms, then.before, then.from, uuidv7);
    const { exceptionIds } = then.before;
    const isRevived = now.entry.withdrawnAt !== null;
    return {
      ...common,
      definition: { entry: Object.assign(new Entry(), now.entry, IN_FORCE), terms, exceptions: then.exceptions },
      withdrawal: null,
      store: async (work) => {
        await restore(work, id, { terms, exceptionIds, isRevived });
        if (isRevived) await reviveBroadcastsOf(work, id);
      },
      deeds: [{ did: 'entry.restore', details: { changeId } }],
    };
  }
}

const IN_FORCE = { withdrawnAt: null, withdrawnNote: null, withdrawnBy: null, withdrawnReason: null };
