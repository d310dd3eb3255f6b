import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import type { VersionInForce } from '../../programs/programs.service.js';
import type { Definition } from '../terms/definition.js';
import {
  definitionsInForce,
  definitionsOfProgram,
  definitionsWhere,
  lockInForce,
  type PlacesAsked,
} from '../terms/definitions.queries.js';
import { entriesShortOfAirtime, storeAirtime } from '../terms/entry-airtime.queries.js';
import type { Airing } from './airing.js';
import { type EntryFacts, EntryFactsService } from './entry-facts.service.js';
import { heldBack, waitingFor } from './held-back.queries.js';
import { PlanningService } from './planning.service.js';
import type { GapReason } from './reasons.js';
import { withdrawOfEntry, withdrawOfProgram } from './withdraw-by-rule.js';
import { programsToReplan } from './withdrawal.queries.js';

/** An entry with the facts that its planning depends on. */
export interface EntryToPlan {
  definition: Definition;
  facts: EntryFacts;
}

/** An airing that was planned. */
export interface PlannedAiring extends Airing {
  entryId: string;
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
    await this.replanEach(await definitionsInForce(this.source, this.facts.plannedDays()));
    await this.computeAirtime(await entriesShortOfAirtime(this.source, now));
  }

  /**
   * Replans the entries that name one of the stations or groups. First what none of them may air any more is withdrawn, so
   * that the others find its time free.
   */
  async replanAt(places: PlacesAsked, now: Date): Promise<void> {
    await this.planning.prepare(now);
    const definitions = await definitionsInForce(this.source, this.facts.plannedDays(), places);
    for (const one of definitions) await this.orLog({ entryId: one.entry.id }, this.withdrawWhereLeft(one));
    await this.replanEach(definitions);
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
    const definitions = await definitionsOfProgram(this.source, programId);
    return Promise.all(definitions.map((definition) => this.read(definition, approved)));
  }

  /** The entries with airings ahead at the stations that were not planned for one of the reasons. */
  async readHeldBack(stationIds: readonly string[], reasons: readonly GapReason[]): Promise<EntryToPlan[]> {
    const now = this.facts.now();
    await this.planning.prepare(now);
    const toPlan: EntryToPlan[] = [];
    for (const one of await heldBack(this.source, stationIds, { reasons, now })) toPlan.push(await this.read(one));
    return toPlan;
  }

  /**
   * Plans what the entries lack, those withdrawn meanwhile apart.
   * @param withdraw withdraws what may not air any more, once the entries are locked
   * @returns what was planned
   */
  async replanEntries(
    work: Work,
    toPlan: readonly EntryToPlan[],
    withdraw: () => Promise<unknown>,
  ): Promise<PlannedAiring[]> {
    const inForce = await lockInForce(
      work,
      toPlan.map(({ definition }) => definition.entry.id),
    );
    await withdraw();
    const planned: PlannedAiring[] = [];
    for (const one of toPlan) {
      const { id, revision } = one.definition.entry;
      if (inForce.get(id) !== revision) continue;
      planned.push(...(await this.replan(work, one)));
      await storeAirtime(work, one.definition);
    }
    return planned;
  }

  // In one transaction. A program that got longer may clash with its neighbour; that becomes a gap.
  private async replanEntriesOf(programId: string): Promise<void> {
    const toPlan = await this.readEntriesOf(programId);
    await this.unitOfWork.run((work) => this.replanEntries(work, toPlan, () => withdrawOfProgram(work, programId)));
  }

  /** Plans anew the entries that have a gap where this one was in the way, or for whose minutes it left no room. */
  async fillGapsLeftBy(entryId: string, now: Date): Promise<void> {
    await this.replanEach(await waitingFor(this.source, entryId, now));
  }

  // One transaction an entry: one that fails must not keep the others off the air.
  private async replanEach(definitions: readonly Definition[]): Promise<void> {
    for (const one of definitions) await this.orLog({ entryId: one.entry.id }, this.replanEntry(one));
  }

  private async withdrawWhereLeft(definition: Definition): Promise<void> {
    const { facts } = await this.read(definition);
    await this.inForce(definition, (work) => withdrawOfEntry(work, definition.entry, facts));
  }

  private async replanEntry(definition: Definition): Promise<void> {
    const toPlan = await this.read(definition);
    await this.inForce(definition, (work) => this.replan(work, toPlan));
  }

  private async computeAirtime(entryIds: readonly string[]): Promise<void> {
    const definitions = await definitionsWhere(this.source, 'WHERE e.id = ANY ($1::uuid[])', [entryIds]);
    for (const one of definitions) {
      await this.orLog(
        { entryId: one.entry.id },
        this.inForce(one, (work) => storeAirtime(work, one)),
      );
    }
  }

  /** Works on an entry unless it was changed or withdrawn since it was read. */
  private async inForce({ entry: { id, revision } }: Definition, act: (work: Work) => Promise<unknown>): Promise<void> {
    await this.unitOfWork.run(async (work) => {
      if ((await lockInForce(work, [id])).get(id) === revision) await act(work);
    });
  }

  private async read(definition: Definition, approved?: VersionInForce): Promise<EntryToPlan> {
    return { definition, facts: await this.facts.of(definition, approved) };
  }

  private async replan(work: Work, { definition, facts }: EntryToPlan): Promise<PlannedAiring[]> {
    const { entry } = definition;
    await withdrawOfEntry(work, entry, facts);
    const { planned, clashes, newGaps } = await this.planning.plan(work, definition, facts);
    const about = { entryId: entry.id, newGaps, clashes: clashes.length };
    if (newGaps > 0) this.logger.warn({ ...about, msg: 'some broadcasts could not be planned' });
    return planned.map((airing) => ({ ...airing, entryId: entry.id }));
  }

  private async orLog(about: { entryId: string } | { programId: string }, replanning: Promise<void>): Promise<void> {
    await replanning.catch((error: unknown) => this.logger.error({ err: error, ...about, msg: 'could not replan' }));
  }
}
