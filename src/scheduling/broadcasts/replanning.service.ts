import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { GroupsService } from '../../stations/groups/groups.service.js';
import { entriesInForce, entriesOfProgram, lockInForce, placesOf } from '../entries/entries.queries.js';
import { type Entry, type EntryPlaces, NOWHERE } from '../entries/entry.entity.js';
import { BroadcastsChanged } from './broadcasts-changed.event.js';
import { describeBroadcasts, programsToDescribe } from './description.queries.js';
import { type EntryFacts, EntryFactsService } from './entry-facts.service.js';
import { lockAllSchedules } from './planning.queries.js';
import { PlanningService } from './planning.service.js';
import { withdrawOfEntry, withdrawOfProgram } from './withdraw-by-rule.js';
import { programsToReplan } from './withdrawal.queries.js';

/** An entry with the facts that its planning depends on. */
interface EntryToPlan {
  entry: Entry;
  facts: EntryFacts;
}

/** Brings the broadcasts ahead of entries in line with what holds now: days, stations, approvals, descriptions. Idempotent. */
@Injectable()
export class ReplanningService {
  private readonly logger = new Logger('planning');

  constructor(
    private readonly planning: PlanningService,
    private readonly facts: EntryFactsService,
    private readonly groups: GroupsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
  ) {}

  /** Plans what all entries in force lack, after correcting what lost events left behind. Several processes may do so at once. */
  async planAhead(now: Date): Promise<void> {
    await this.planning.prepare(now);
    for (const programId of await programsToReplan(this.source, now)) {
      await this.orLog({ programId }, this.replanEntriesOf(programId));
    }
    for (const programId of await programsToDescribe(this.source, now)) {
      await this.orLog({ programId }, this.describe(programId));
    }
    await this.replanEach(await entriesInForce(this.source, this.facts.plannedDays()));
  }

  /** Replans the entries that name one of the stations or groups. */
  async replanAt(places: EntryPlaces, now: Date): Promise<void> {
    await this.planning.prepare(now);
    await this.replanEach(await entriesInForce(this.source, this.facts.plannedDays(), places));
  }

  /** Withdraws the broadcasts of a program that may not air any more, and plans its entries with the approved audio. */
  async replanProgram(programId: string, now: Date): Promise<void> {
    await this.planning.prepare(now);
    await this.replanEntriesOf(programId);
  }

  /** Copies topic, origin and segment of the program to its broadcasts that have not begun. */
  async describe(programId: string): Promise<void> {
    await this.unitOfWork.run(async (work) => {
      // A transaction that is planning may have read the old description; wait for its broadcasts.
      await lockAllSchedules(work);
      const stationIds = await describeBroadcasts(work, programId);
      if (stationIds.length > 0) work.announceAndWait(new BroadcastsChanged(stationIds));
    });
  }

  // In one transaction. A program that got longer may clash with its neighbour; that becomes a gap.
  private async replanEntriesOf(programId: string): Promise<void> {
    const entries = await entriesOfProgram(this.source, programId);
    const toPlan = await Promise.all(entries.map((entry) => this.read(entry)));
    await this.unitOfWork.run(async (work) => {
      const inForce = await lockInForce(
        work,
        entries.map(({ id }) => id),
      );
      await withdrawOfProgram(work, programId);
      for (const one of toPlan) if (inForce.has(one.entry.id)) await this.replan(work, one);
    });
  }

  // One transaction an entry: one that fails must not keep the others off the air.
  private async replanEach(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) await this.orLog({ entryId: entry.id }, this.replanEntry(entry));
  }

  private async replanEntry(entry: Entry): Promise<void> {
    const toPlan = await this.read(entry);
    await this.unitOfWork.run(async (work) => {
      const inForce = await lockInForce(work, [entry.id]);
      if (inForce.has(entry.id)) await this.replan(work, toPlan);
    });
  }

  /** A group stands for the stations that are in it today. */
  private async read(entry: Entry): Promise<EntryToPlan> {
    const [{ stationIds, groupIds } = NOWHERE] = await placesOf(this.source, [entry.id]);
    const grouped = groupIds.length > 0 ? await this.groups.stationsOf(groupIds) : [];
    return { entry, facts: await this.facts.of(entry, [...new Set([...stationIds, ...grouped])]) };
  }

  private async replan(work: Work, { entry, facts }: EntryToPlan): Promise<void> {
    await withdrawOfEntry(work, entry, facts);
    const { clashes, newGaps } = await this.planning.plan(work, entry, facts);
    if (newGaps === 0) return;
    const about = { entryId: entry.id, programId: entry.programId, newGaps, clashes: clashes.length };
    this.logger.warn({ ...about, msg: 'some broadcasts could not be planned' });
  }

  private async orLog(about: { entryId: string } | { programId: string }, replanning: Promise<void>): Promise<void> {
    await replanning.catch((error: unknown) => this.logger.error({ err: error, ...about, msg: 'could not replan' }));
  }
}
