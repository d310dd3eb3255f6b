import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { BroadcastsChanged } from '../broadcasts/broadcasts-changed.event.js';
import type { EntryFacts } from '../broadcasts/entry-facts.service.js';
import { PlanningService, VersionReplaced } from '../broadcasts/planning.service.js';
import { withdrawBroadcastsOf } from '../broadcasts/withdrawal.queries.js';
import { ClashViews } from '../clashes/clash.views.js';
import { ClashesFound } from '../clashes/clashes-found.js';
import { RuleClashesService } from '../clashes/rule-clashes.service.js';
import { insertPlaces } from './entries.queries.js';
import { type NewEntry, placesIn } from './entries.schemas.js';
import { EntryChecksService } from './entry-checks.service.js';
import { Entry } from './entry.entity.js';

interface PlacedWithCount {
  entry: Entry;
  /** Broadcasts that were planned. */
  planned: number;
}

/** Each time another version is approved while the entry is checked, it is checked anew. */
const ATTEMPTS = 5;

/** Places entries on the schedule and withdraws them. */
@Injectable()
export class EntriesService {
  constructor(
    private readonly checks: EntryChecksService,
    private readonly planning: PlanningService,
    private readonly ruleClashes: RuleClashesService,
    private readonly clashViews: ClashViews,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Places an entry and plans its broadcasts of the coming days: all of them, or nothing at all. It must not clash with
   * other entries in force either, however far ahead they meet.
   * @returns the entry, and the number of broadcasts that were planned
   * @throws AirtimeClash
   * @throws NotFound and what else `EntryChecksService` finds
   */
  async place(wanted: NewEntry, { by }: { by: Actor }): Promise<PlacedWithCount> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.tryToPlace(wanted, by);
      } catch (error) {
        if (!(error instanceof VersionReplaced) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async tryToPlace(wanted: NewEntry, by: Actor): Promise<PlacedWithCount> {
    const { entry, facts } = await this.checks.check(wanted, by);
    await this.planning.prepare(facts.now);
    return this.unitOfWork
      .run(async (work) => {
        await work.manager.insert(Entry, entry);
        await insertPlaces(work, entry.id, placesIn(wanted));
        const planned = await this.planWithoutClashes(work, entry, facts);
        const details = { programId: entry.programId, stations: facts.stations.length, planned };
        work.record({ by, did: 'entry.place', to: { kind: 'entry', id: entry.id }, details });
        return { entry, planned };
      })
      .catch(async (error: unknown) => {
        throw error instanceof ClashesFound ? await this.clashViews.problemOf(error.clashes, entry.programId) : error;
      });
  }

  /**
   * Withdraws an entry with every broadcast that is not over, the one on the air included; their airtime is free again.
   * Withdrawing again changes nothing.
   * @throws NotFound when the actor may not schedule for its owner
   */
  async withdraw(id: string, { because, by }: { because: string; by: Actor }): Promise<void> {
    await this.unitOfWork.run(async (work) => {
      const entry = await work.manager.findOne(Entry, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!entry || !(await this.checks.mayChange(work, entry, by))) throw new NotFound('entry');
      if (entry.withdrawnAt !== null) return;
      await work.manager.update(Entry, { id }, { withdrawnAt: work.now, withdrawnNote: because, withdrawnBy: by.id });
      const stationIds = await withdrawBroadcastsOf(work, id, because);
      work.record({ by, did: 'entry.withdraw', to: { kind: 'entry', id }, because });
      if (stationIds.length > 0) work.announceAndWait(new BroadcastsChanged(stationIds));
    });
  }

  /** @returns how many broadcasts were planned. @throws ClashesFound, which undoes the work */
  private async planWithoutClashes(work: Work, entry: Entry, facts: EntryFacts): Promise<number> {
    // First, because it locks the schedules of the stations.
    const { planned, clashes } = await this.planning.plan(work, entry, facts);
    if (clashes.length > 0) throw new ClashesFound(clashes);
    const later = await this.ruleClashes.find(work, entry, facts);
    if (later.length > 0) throw new ClashesFound(later);
    return planned;
  }
}
