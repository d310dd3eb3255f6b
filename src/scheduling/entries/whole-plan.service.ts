import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Work } from '../../platform/database/unit-of-work.js';
import type { Station } from '../../stations/station.entity.js';
import { DaypartFull } from '../airtime/airtime.problems.js';
import type { Gap } from '../broadcasts/airing.js';
import { PlanningService, VersionReplaced } from '../broadcasts/planning.service.js';
import { withdrawOfEntry } from '../broadcasts/withdraw-by-rule.js';
import { ClashViews } from '../clashes/clash.views.js';
import { ClashesFound } from '../clashes/clashes-found.js';
import { RuleClashesService } from '../clashes/rule-clashes.service.js';
import { localTime } from '../recurrence/planning-span.js';
import { storeAirtime } from '../terms/entry-airtime.queries.js';
import type { CheckedEntry } from './entry-checks.service.js';

/** For the audit trail. */
export interface PlannedCounts {
  stations: number;
  /** Broadcasts. */
  planned: number;
}

/** Each time another version is approved while the entry is checked, it is checked anew. */
const ATTEMPTS = 5;

/** Airings that a refusal names at most. */
const SHOWN = 200;

/** Writes an entry and plans it: all of it, or nothing at all. */
@Injectable()
export class WholePlanService {
  constructor(
    private readonly planning: PlanningService,
    private readonly ruleClashes: RuleClashesService,
    private readonly clashViews: ClashViews,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Plans the broadcasts of the coming days. The entry must not clash with others in force, however far ahead they meet.
   * @param check reads and checks the entry, again when a version was approved meanwhile
   * @param write stores the entry, and records it with the number of broadcasts
   * @returns the number of broadcasts planned, with what was checked
   * @throws AirtimeClash, DaypartFull
   */
  async plan(
    check: () => Promise<CheckedEntry>,
    write: { store(work: Work, checked: CheckedEntry): Promise<void>; record(work: Work, counts: PlannedCounts): void },
  ): Promise<CheckedEntry & { planned: number }> {
    for (let attempt = 1; ; attempt += 1) {
      const checked = await check();
      try {
        return { ...checked, planned: await this.tryToPlan(checked, write) };
      } catch (error) {
        if (error instanceof ClashesFound) throw await this.clashViews.problemOf(error);
        if (!(error instanceof VersionReplaced) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async tryToPlan(checked: CheckedEntry, write: Parameters<WholePlanService['plan']>[1]): Promise<number> {
    const { definition, facts, fitsFrom } = checked;
    await this.planning.prepare(facts.now);
    return this.unitOfWork.run(async (work) => {
      await write.store(work, checked);
      await storeAirtime(work, definition);
      // First, because they lock the schedules of the stations.
      await withdrawOfEntry(work, definition.entry, facts);
      const { planned, clashes, full } = await this.planning.plan(work, definition, facts);
      if (clashes.length > 0) throw new ClashesFound(clashes);
      const unfit = full.filter(({ airing }) => fitsFrom !== null && airing.onDay >= fitsFrom);
      if (unfit.length > 0) throw daypartFull(unfit, facts.stations);
      const later = await this.ruleClashes.find(work, definition.entry.id);
      if (later.total > 0) throw new ClashesFound(later.clashes, later.total);
      write.record(work, { stations: facts.stations.length, planned: planned.length });
      return planned.length;
    });
  }
}

function daypartFull(full: readonly Gap[], stations: readonly Station[]): DaypartFull {
  const names = new Map(stations.map(({ id, name }) => [id, name]));
  const shown = full.slice(0, SHOWN).map(({ airing: { stationId, startsAt, timeZone }, note: daypart }) => ({
    stationId,
    stationName: names.get(stationId) ?? '',
    localTime: localTime(startsAt, timeZone),
    daypart,
  }));
  return new DaypartFull(shown, full.length);
}
