import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import type { VersionInForce } from '../../programs/programs.service.js';
import { entriesInForce, entriesOfProgram, lockInForce, placesOf } from '../entries/entries.queries.js';
import { type Entry, type EntryPlaces, NOWHERE } from '../entries/entry.entity.js';
import { type EntryFacts, EntryFactsService } from './entry-facts.service.js';
import { PlanningService } from './planning.service.js';
import { withdrawOfEntry, withdrawOfProgram } from './withdraw-by-rule.js';
import { programsToReplan } from './withdrawal.queries.js';

/** An entry with the facts that its planning depends on. */
export interface EntryToPlan {
  entry: Entry;
  facts: EntryFacts;
}

/** Brings the broadcasts ahead of entries in line with what holds now: days, stations, approvals. Idempotent. */
@Injectable()
export class ReplanningService {
  private readonly logger = new Logger('planning');

  constructor(
    private readonly planning: PlanningService,
    private readonly facts: EntryFactsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
  ) {}

  /** Plans what all entries in force lack, after correcting what lost events left behind. Several processes may do so at once. */
  async planAhead(now: Date): Promise<void> {
    await this.planning.prepare(now);
    for (const programId of await programsToReplan(this.source, now)) {
      await this.orLog({ programId }, this.replanEntriesOf(programId));
    }
    await this.replanEach(await entriesInForce(this.source, this.facts.plannedDays()));
  }

  /**
   * Replans the entries that name one of the stations or groups. First what none of them may air any more is withdrawn, so
   * that the others find its time free.
   */
  async replanAt(places: EntryPlaces, now: Date): Promise<void> {
    await this.planning.prepare(now);
    const entries = await entriesInForce(this.source, this.facts.plannedDays(), places);
    for (const entry of entries) {
      await this.orLog(
        { entryId: entry.id },
        this.whileInForce(entry, (work, { facts }) => withdrawOfEntry(work, entry, facts)),
      );
    }
    await this.replanEach(entries);
  }

  /** Withdraws the broadcasts of a program that may not air any more, and plans its entries with the approved audio. */
  async replanProgram(programId: string, now: Date): Promise<void> {
    await this.planning.prepare(now);
    await this.replanEntriesOf(programId);
  }

  /**
   * The entries of a program in force, with the facts that their planning depends on.
   * @param approved the version that is being approved; the one in force when left out
   */
  async readEntriesOf(programId: string, approved?: VersionInForce): Promise<EntryToPlan[]> {
    const entries = await entriesOfProgram(this.source, programId);
    return Promise.all(entries.map((entry) => this.read(entry, approved)));
  }

  /**
   * Plans what the entries lack, those withdrawn meanwhile apart.
   * @param withdraw withdraws what may not air any more, once the entries are locked
   */
  async replanEntries(work: Work, toPlan: readonly EntryToPlan[], withdraw: () => Promise<unknown>): Promise<void> {
    const inForce = await lockInForce(
      work,
      toPlan.map(({ entry }) => entry.id),
    );
    await withdraw();
    for (const one of toPlan) if (inForce.has(one.entry.id)) await this.replan(work, one);
  }

  // In one transaction. A program that got longer may clash with its neighbour; that becomes a gap.
  private async replanEntriesOf(programId: string): Promise<void> {
    const toPlan = await this.readEntriesOf(programId);
    await this.unitOfWork.run((work) => this.replanEntries(work, toPlan, () => withdrawOfProgram(work, programId)));
  }

  // One transaction an entry: one that fails must not keep the others off the air.
  private async replanEach(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) {
      const replanning = this.whileInForce(entry, (work, toPlan) => this.replan(work, toPlan));
      await this.orLog({ entryId: entry.id }, replanning);
    }
  }

  private async whileInForce(entry: Entry, act: (work: Work, toPlan: EntryToPlan) => Promise<void>): Promise<void> {
    const toPlan = await this.read(entry);
    await this.unitOfWork.run(async (work) => {
      const inForce = await lockInForce(work, [entry.id]);
      if (inForce.has(entry.id)) await act(work, toPlan);
    });
  }

  private async read(entry: Entry, approved?: VersionInForce): Promise<EntryToPlan> {
    const [places = NOWHERE] = await placesOf(this.source, [entry.id]);
    return { entry, facts: await this.facts.of(entry, places, approved) };
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
