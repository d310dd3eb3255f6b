import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { ownerColumns, ownerOf } from '../../identity/owner.js';
import { Clock } from '../../platform/clock/clock.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { uuidv7 } from '../../platform/uuid.js';
import { orBusy } from '../planning/busy.js';
import { lockSchedulesOf, waitAtMost } from '../planning/locks.queries.js';
import { PlanningService } from '../planning/planning.service.js';
import { beginRound } from '../planning/scratch-tables.queries.js';
import { withdrawBroadcastsOf } from '../planning/withdrawal.queries.js';
import type { Definition } from '../terms/definition.js';
import { findDefinition, insertTerms } from '../terms/definitions.queries.js';
import { Entry } from '../terms/entry.entity.js';
import type { NewEntry } from './entries.schemas.js';
import { EntryChecksService } from './entry-checks.service.js';
import { termsOf } from './propose-definition.js';
import { type Planned, WholePlanService } from './whole-plan.service.js';

/** Places entries on the schedule and withdraws them. */
@Injectable()
export class EntriesService {
  constructor(
    private readonly checks: EntryChecksService,
    private readonly wholePlan: WholePlanService,
    private readonly planning: PlanningService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Places an entry and plans its broadcasts of the coming days: all of them, or nothing at all.
   * @returns the entry, and the number of broadcasts that were planned
   * @throws RuleNotSupported, RuleWithoutDays, AirtimeClash, DaypartFull, ScheduleBusy
   * @throws NotFound and what else `EntryChecksService` finds
   */
  async place(wanted: NewEntry, { by }: { by: Actor }): Promise<Planned & { entry: Entry }> {
    const definition = newDefinition(wanted, { by, at: this.clock.now() });
    const { entry, terms } = definition;
    const { programId, startsOn: from } = wanted;
    await this.checks.check(definition, { terms: terms[0] ?? null, programId, from, by });
    const proposal = {
      definition,
      checkedFrom: from,
      store: async (work: Work) => {
        await work.manager.insert(Entry, entry);
        for (const one of terms) await insertTerms(work, entry.id, one);
      },
      did: 'entry.place' as const,
      details: { programId },
    };
    return this.wholePlan.make([proposal], by, async (_, planned) => ({ ...planned, entry }));
  }

  /**
   * Withdraws an entry with every broadcast that is not over, the one on the air included; their airtime is free again,
   * and what waited for it is planned. Withdrawing again changes nothing.
   * @throws NotFound when the actor may not schedule for its owner · ScheduleBusy
   */
  async withdraw(id: string, { because, by }: { because: string; by: Actor }): Promise<void> {
    await this.planning.prepare();
    await orBusy(() => this.unitOfWork.run((work) => this.withdrawIn(work, id, { because, by })));
  }

  private async withdrawIn(work: Work, id: string, { because, by }: { because: string; by: Actor }): Promise<void> {
    await waitAtMost(work);
    const entry = await work.manager.findOne(Entry, { where: { id }, lock: { mode: 'for_no_key_update' } });
    const definition = entry && (await findDefinition(work, id));
    if (!definition || !(await this.checks.mayChange(definition, by, work))) throw new NotFound('entry');
    if (entry.withdrawnAt !== null) return;
    const columns = { withdrawnAt: work.now, withdrawnNote: because, withdrawnBy: by.id, revision: uuidv7() };
    await work.manager.update(Entry, { id }, columns);
    await work.query('DELETE FROM entry_airtime WHERE entry_id = $1', [id]);
    await lockSchedulesOf(work, [id], addDays(localDay(work.now, 'UTC'), -1));
    await beginRound(work);
    await withdrawBroadcastsOf(work, id, because);
    await this.planning.refill(work, 0);
    await this.planning.announce(work);
    work.record({ by, did: 'entry.withdraw', to: { kind: 'entry', id }, because });
  }
}

function newDefinition(wanted: NewEntry, { by, at }: { by: Actor; at: Date }): Definition {
  const { centreId, stationId, priority, startWithin, stationIds, ...what } = wanted;
  const entry = Object.assign(new Entry(), {
    id: uuidv7(),
    ...ownerColumns(ownerOf({ centreId, stationId })),
    priority,
    startWithin,
    revision: uuidv7(),
    placedBy: by.id,
    placedAt: at,
    withdrawnAt: null,
    withdrawnNote: null,
    withdrawnBy: null,
    withdrawnReason: null,
  });
  const terms = termsOf({
    ...what,
    stationIds: stationId === undefined ? stationIds : [stationId],
    from: wanted.startsOn,
  });
  return { entry, terms: [terms], exceptions: [], isNew: true };
}
