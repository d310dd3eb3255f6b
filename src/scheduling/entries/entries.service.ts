import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { ownerColumns, ownerOf } from '../../identity/owner.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { uuidv7 } from '../../platform/uuid.js';
import { BroadcastsChanged } from '../broadcasts/broadcasts-changed.event.js';
import { ReplanningService } from '../broadcasts/replanning.service.js';
import { withdrawBroadcastsOf } from '../broadcasts/withdrawal.queries.js';
import type { Definition } from '../terms/definition.js';
import { findDefinition, insertTerms } from '../terms/definitions.queries.js';
import { Entry } from '../terms/entry.entity.js';
import type { MissedTime } from './check-times.js';
import type { NewEntry } from './entries.schemas.js';
import { EntryChecksService } from './entry-checks.service.js';
import { termsOf } from './propose-definition.js';
import { WholePlanService } from './whole-plan.service.js';

interface PlacedWithCount {
  entry: Entry;
  /** Broadcasts that were planned. */
  planned: number;
  missed: MissedTime[];
}

/** Places entries on the schedule and withdraws them. */
@Injectable()
export class EntriesService {
  constructor(
    private readonly checks: EntryChecksService,
    private readonly wholePlan: WholePlanService,
    private readonly replanning: ReplanningService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Places an entry and plans its broadcasts of the coming days: all of them, or nothing at all.
   * @returns the entry, and the number of broadcasts that were planned
   * @throws RuleNotSupported, RuleWithoutDays, AirtimeClash, DaypartFull
   * @throws NotFound and what else `EntryChecksService` finds
   */
  async place(wanted: NewEntry, { by }: { by: Actor }): Promise<PlacedWithCount> {
    const definition = newDefinition(wanted, { by, at: this.clock.now() });
    const { entry, terms } = definition;
    const [first] = terms;
    const { programId, startsOn: from } = wanted;
    const { planned, missed } = await this.wholePlan.plan(
      () => this.checks.check(definition, { terms: first ?? null, programId, from, by }),
      {
        store: async (work) => {
          await work.manager.insert(Entry, entry);
          for (const one of terms) await insertTerms(work, entry.id, one);
        },
        record: (work, counts) =>
          work.record({
            by,
            did: 'entry.place',
            to: { kind: 'entry', id: entry.id },
            details: { programId, ...counts },
          }),
      },
    );
    return { entry, planned, missed };
  }

  /**
   * Withdraws an entry with every broadcast that is not over, the one on the air included; their airtime is free again,
   * and what waited for it is planned. Withdrawing again changes nothing.
   * @throws NotFound when the actor may not schedule for its owner
   */
  async withdraw(id: string, { because, by }: { because: string; by: Actor }): Promise<void> {
    const withdrawn = await this.unitOfWork.run(async (work) => {
      const entry = await work.manager.findOne(Entry, { where: { id }, lock: { mode: 'for_no_key_update' } });
      const definition = entry && (await findDefinition(work, id));
      if (!definition || !(await this.checks.mayChange(definition, by, work))) throw new NotFound('entry');
      if (entry.withdrawnAt !== null) return false;
      const columns = { withdrawnAt: work.now, withdrawnNote: because, withdrawnBy: by.id, revision: uuidv7() };
      await work.manager.update(Entry, { id }, columns);
      await work.query('DELETE FROM entry_airtime WHERE entry_id = $1', [id]);
      const stationIds = await withdrawBroadcastsOf(work, id, because);
      work.record({ by, did: 'entry.withdraw', to: { kind: 'entry', id }, because });
      if (stationIds.length > 0) work.announceAndWait(new BroadcastsChanged(stationIds));
      return true;
    });
    if (withdrawn) await this.replanning.fillGapsLeftBy(id, this.clock.now());
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
  });
  const terms = termsOf({
    ...what,
    stationIds: stationId === undefined ? stationIds : [stationId],
    from: wanted.startsOn,
  });
  return { entry, terms: [terms], exceptions: [] };
}
