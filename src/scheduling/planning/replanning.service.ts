import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { THE_SERVICE } from '../../platform/audit/audit-record.js';
import { Clock } from '../../platform/clock/clock.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { definitionsWhere } from '../terms/definitions.queries.js';
import { entriesShortOfAirtime, storeAirtime } from '../terms/entry-airtime.queries.js';
import {
  allEntries,
  entriesAt,
  entriesOfCentre,
  entriesOfProgram,
  type EntryToPlan,
} from './entries-to-plan.queries.js';
import { lockSchedulesAt, lockSchedulesOf } from './locks.queries.js';
import { takenAway } from './plan-changes.queries.js';
import { PlanningService } from './planning.service.js';
import { beginRound, keepOnly } from './scratch-tables.queries.js';

/** Entries are planned together while they have no more stations than these, one transaction after the other. */
const STATIONS_AT_ONCE = 2_000;
const ENTRIES_AT_ONCE = 100;

interface HowToPlan {
  /** The only stations that count; all of the entries when left out. */
  at?: readonly string[];
  /** Compute the airtime of the entries too: what they play may have another length. */
  withAirtime?: boolean;
  /** What was changed, for the audit trail; the entries when left out. */
  because?: { kind: string; id: string };
}

/** Brings the broadcasts ahead of entries in line with what holds now: days, stations, rules, approvals. Idempotent. */
@Injectable()
export class ReplanningService {
  private readonly logger = new Logger('planning');

  constructor(
    private readonly planning: PlanningService,
    private readonly unitOfWork: UnitOfWork,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Plans all entries in force, and computes their airtime further ahead. Several processes may do so at once. */
  async planEverything(): Promise<void> {
    await this.inTurn(await allEntries(this.source, this.today()));
    await this.computeAirtime();
  }

  /** Plans the entries that air, or aired until now, at one of the stations. */
  async planAt(stationIds: readonly string[]): Promise<void> {
    await this.inTurn(await entriesAt(this.source, stationIds, this.today()), { at: stationIds });
  }

  /** Plans the entries of a centre, and those of the stations that it serves. */
  async planCentre(centreId: string): Promise<void> {
    await this.inTurn(await entriesOfCentre(this.source, centreId, this.today()));
  }

  /** Plans the entries of a program with what is approved of it now. */
  async planProgram(programId: string): Promise<void> {
    await this.inTurn(await entriesOfProgram(this.source, programId, this.today()), {
      withAirtime: true,
      because: { kind: 'program', id: programId },
    });
  }

  /** As `planProgram`, in a transaction of the caller, who has called `PlanningService.prepare`. */
  async planProgramIn(work: Work, programId: string): Promise<void> {
    await this.plan(work, await entriesOfProgram(work, programId, this.today()), { withAirtime: true });
  }

  /** As `planAt`, in a transaction of the caller, who has called `PlanningService.prepare`. */
  async planAtIn(work: Work, stationIds: readonly string[]): Promise<void> {
    await this.plan(work, await entriesAt(work, stationIds, this.today()), { at: stationIds });
  }

  /**
   * Nobody asked for what was taken away in this transaction, so it is recorded as the service's own doing.
   * @param changed what was changed; the entries when left out
   */
  async recordTakenAway(work: Work, changed?: HowToPlan['because']): Promise<void> {
    for (const { entryId, reason: because, ...details } of await takenAway(work, changed === undefined)) {
      const to = changed ?? { kind: 'entry', id: entryId ?? '' };
      work.record({ by: THE_SERVICE, did: 'broadcasts.withdraw', to, because, details });
    }
  }

  /** One transaction a batch: one that fails must not keep the others off the air. */
  private async inTurn(entries: readonly EntryToPlan[], how: HowToPlan = {}): Promise<void> {
    await this.planning.prepare();
    for (const batch of batches(entries)) {
      await this.unitOfWork
        .run(async (work) => {
          await this.plan(work, batch, how);
          await this.recordTakenAway(work, how.because);
        })
        .catch((error: unknown) =>
          this.logger.error({ err: error, entryIds: batch.map(({ id }) => id), msg: 'could not replan' }),
        );
    }
  }

  private async plan(
    work: Work,
    entries: readonly EntryToPlan[],
    { at, withAirtime = false }: HowToPlan,
  ): Promise<void> {
    // Who asks what was changed finds nothing.
    if (entries.length === 0) return beginRound(work);
    const ids = entries.map(({ id }) => id);
    if (at) await lockSchedulesAt(work, at, this.today());
    else await lockSchedulesOf(work, ids, this.today());
    // Read once locked: whoever changes an entry locks its schedules before the change is committed.
    const definitions = await definitionsWhere(
      work,
      'WHERE e.id = ANY ($1::uuid[]) AND e.withdrawn_at IS NULL ORDER BY e.id',
      [ids],
    );
    const only = at && (await keepOnly(work, at));
    await this.planning.plan(work, await this.planning.cover(work, definitions, only === undefined ? {} : { only }));
    if (withAirtime) for (const one of definitions) await storeAirtime(work, one);
  }

  private async computeAirtime(): Promise<void> {
    const ids = await entriesShortOfAirtime(this.source, this.clock.now());
    for (const one of await definitionsWhere(this.source, 'WHERE e.id = ANY ($1::uuid[])', [ids])) {
      await this.unitOfWork
        .run((work) => storeAirtime(work, one))
        .catch((error: unknown) =>
          this.logger.error({ err: error, entryId: one.entry.id, msg: 'could not compute airtime' }),
        );
    }
  }

  /** No local day before it is planned. */
  private today(): string {
    return addDays(localDay(this.clock.now(), 'UTC'), -1);
  }
}

function batches(entries: readonly EntryToPlan[]): EntryToPlan[][] {
  const all: EntryToPlan[][] = [];
  let stations = Infinity;
  for (const one of entries) {
    const last = all.at(-1);
    if (last && last.length < ENTRIES_AT_ONCE && stations + one.stations <= STATIONS_AT_ONCE) {
      last.push(one);
      stations += one.stations;
    } else {
      all.push([one]);
      stations = one.stations;
    }
  }
  return all;
}
