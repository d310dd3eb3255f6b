import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { MonthPartitions } from '../../platform/database/month-partitions.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { AirtimeService } from '../airtime/airtime.service.js';
import { classQuotas } from '../airtime/class-quotas.js';
import { BroadcastsChanged } from '../broadcasts/broadcasts-changed.event.js';
import { ClashesFound } from '../clashes/clashes-found.js';
import { planningSpan } from '../recurrence/planning-span.js';
import { type Definition, isWithin, programsOf } from '../terms/definition.js';
import { definitionsWhere } from '../terms/definitions.queries.js';
import { applyPlan } from './apply.queries.js';
import { classAirings } from './class-airings.js';
import { type Coverage, entryAt, factsAt } from './coverage.js';
import { classStations, type DaySpan, placeEntries, placedTerms } from './coverage.queries.js';
import { clashesOfWanted, displaceOthers, settleMeetings } from './meetings.queries.js';
import { meetEachOther } from './meet-each-other.js';
import { type OverQuota, overQuota } from './over-quota.js';
import { playedPrograms } from './played-programs.queries.js';
import { airingsInFull, settleFull } from './quota.queries.js';
import { settleChanges } from './plan-changes.queries.js';
import { changedStations, freedAt, waitingEntries } from './refill.queries.js';
import { onceApproved } from './once-approved.js';
import { beginRound } from './scratch-tables.queries.js';
import { awaitApproval, type Concerned, storeStale, storeWanted, type WantedAiring } from './wanted.queries.js';

/** What somebody asks for: all of it or nothing. */
export interface Demand {
  /** By entry: from which local day on all must fit the minutes of its dayparts and days; null: what does not is a gap. */
  fitsFrom: ReadonlyMap<string, string | null>;
  /** What of the entries it is about; their other occurrences stay as they are. All when left out. */
  concerned?: Concerned | undefined;
  /** Broadcasts have been withdrawn before, in the same transaction. */
  hasFreed?: boolean;
}

/** Airings that are asked for have no minutes in their daypart or day; thrown to roll back. */
export class MinutesFull extends Error {
  constructor(readonly full: readonly OverQuota[]) {
    super(`${full.length} airings do not fit their minutes`);
  }
}

/** Filling what was freed frees nothing, so this is never reached. */
const MOST_ROUNDS = 20;
/** After every day. */
const NEVER = '9999-99-99';

/**
 * Brings the broadcasts ahead, to the end of the last day of the plan, in line with entries, memberships, service, rules and
 * approvals: computes what differs, by classes of stations, and applies it in a few statements. Idempotent.
 */
@Injectable()
export class PlanningService {
  constructor(
    private readonly airtime: AirtimeService,
    private readonly partitions: MonthPartitions,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Creates the partitions for the broadcasts of the coming days. Call it before a transaction that plans, never inside one. */
  async prepare(): Promise<void> {
    const today = localDay(this.clock.now(), 'UTC');
    const last = addDays(today, this.config.settings.PLAN_DAYS + 2);
    await this.partitions.ensure({ name: 'broadcasts', by: 'day' }, { first: addDays(today, -1), last });
  }

  /** The last local day of the plan, in the service's own zone. Consequences tell of the days until then. */
  plannedUntil(at = this.clock.now()): string {
    const { TIME_ZONE, PLAN_DAYS } = this.config.settings;
    return addDays(localDay(at, TIME_ZONE), PLAN_DAYS);
  }

  /**
   * Reads where entries air and what decides about it. The caller has locked the schedules of their stations.
   * @param span local days to know of; the days of the plan when left out
   * @param only SQL of the ids of the stations that count; all when left out
   */
  async cover(
    work: Work,
    definitions: readonly Definition[],
    { span = this.plannedDays(work.now), only }: { span?: DaySpan; only?: string } = {},
  ): Promise<Coverage> {
    const ids = definitions.map(({ entry }) => entry.id);
    await beginRound(work);
    await placeEntries(work, ids, span, only);
    const rows = await classStations(work, span);
    return {
      definitions: new Map(definitions.map((one) => [one.entry.id, one])),
      placed: await placedTerms(work),
      classes: new Map(rows.map((row) => [row.class, row])),
      ruled: await this.airtime.rulesOfClasses(rows, span, work),
      programs: await playedPrograms(work, [...new Set(definitions.flatMap(programsOf))], work.now),
      span,
      only,
    };
  }

  /**
   * Plans the entries, and whatever waited for the time that this frees. What cannot be planned is a gap.
   * @param demand set when somebody asks for it: then nothing is done if it clashes, or if there are no minutes
   * @throws ClashesFound, MinutesFull
   */
  async plan(work: Work, coverage: Coverage, demand?: Demand): Promise<void> {
    const frees = await this.round(work, coverage, { number: 0, demand });
    if (frees || demand?.hasFreed) await this.refill(work, 0);
    await this.announce(work);
  }

  /** Plans what waits for time that a round freed, see `plan_changes`. */
  async refill(work: Work, freedBy: number): Promise<void> {
    for (let number = freedBy; number < freedBy + MOST_ROUNDS; number += 1) {
      const waiting = await waitingEntries(work, number);
      if (waiting.length === 0) return;
      const definitions = await definitionsWhere(work, 'WHERE e.id = ANY ($1::uuid[]) AND e.withdrawn_at IS NULL', [
        waiting,
      ]);
      const coverage = await this.cover(work, definitions, { only: freedAt(number) });
      await this.round(work, coverage, { number: number + 1 });
    }
  }

  /** Settles what was changed in all rounds, and tells playlists and reports at which stations. */
  async announce(work: Work): Promise<void> {
    await settleChanges(work);
    const { all, begun } = await changedStations(work);
    if (all.length > 0) work.announceAndWait(new BroadcastsChanged(all, begun));
  }

  /** @returns whether it may have freed planned time */
  private async round(
    work: Work,
    coverage: Coverage,
    { number, demand }: { number: number; demand?: Demand | undefined },
  ): Promise<boolean> {
    const ids = [...coverage.definitions.keys()];
    const isNew = ids.every((id) => coverage.definitions.get(id)?.isNew === true);
    const ruled = this.wanted(work, coverage, demand?.concerned);
    const { wanted, isAwaited } = demand
      ? onceApproved(ruled, coverage.definitions)
      : { wanted: ruled, isAwaited: false };
    await storeWanted(work, wanted, { entryIds: ids, mayBeOld: !isNew });
    if (!isNew) await storeStale(work, ids, { only: coverage.only, concerned: demand?.concerned });
    const full = await this.settleMinutes(work, coverage, wanted);
    const areClose = meetEachOther(wanted);
    if (demand) await this.require(work, ids, { ...demand, full, areClose });
    if (isAwaited) await awaitApproval(work);
    const isPriority = [...coverage.definitions.values()].some(({ entry }) => entry.priority !== 'normal');
    if (!demand || !isNew || isPriority)
      await settleMeetings(work, ids, { meetEachOther: areClose, isDemanded: demand !== undefined });
    const displaced = isPriority ? await displaceOthers(work, ids, number) : 0;
    const frozenUntil = new Date(work.now.getTime() + this.config.settings.FREEZE_MINUTES * 60_000);
    await applyPlan(work, { frozenUntil, round: number, mayBeOld: !isNew });
    return !isNew || displaced > 0;
  }

  private wanted(work: Work, coverage: Coverage, concerned?: Concerned): WantedAiring[] {
    const { PLAN_DAYS } = this.config.settings;
    return coverage.placed.flatMap((placed) => {
      const facts = factsAt(coverage, placed.class);
      const span = planningSpan(work.now, facts.row.zone, PLAN_DAYS);
      const { entryId, class: number, ownStation } = placed;
      const entry = entryAt(coverage, placed);
      const { priority, startWithin } = entry;
      const common = { entryId, class: number, ownStation, priority, startWithin };
      const days = concerned?.get(entryId);
      const airings = classAirings(entry, facts, span).filter(({ onDay }) => !days || isWithin(days, onDay));
      return airings.map((airing) => ({ ...airing, ...common }));
    });
  }

  /** Makes gaps of what does not fit the minutes of its daypart or day. */
  private async settleMinutes(work: Work, { ruled, classes, definitions }: Coverage, wanted: readonly WantedAiring[]) {
    const days = wanted.map(({ airsOn }) => airsOn).toSorted();
    const [from, until] = [days[0], days.at(-1)];
    if (from === undefined || until === undefined) return [];
    const quotas = classQuotas(ruled, classes.keys(), { from, until });
    const full = overQuota(await airingsInFull(work, quotas, [...definitions.keys()]), quotas);
    await settleFull(work, full);
    return full;
  }

  private async require(
    work: Work,
    ids: readonly string[],
    { fitsFrom, full, areClose }: Demand & { full: readonly OverQuota[]; areClose: boolean },
  ): Promise<void> {
    const mustFit = (entryId: string, day: string) => day >= (fitsFrom.get(entryId) ?? NEVER);
    const unfit = full.filter(({ entryId, onDay, isPlanned }) => !isPlanned && mustFit(entryId, onDay));
    if (unfit.length > 0) throw new MinutesFull(unfit);
    const { clashes, total } = await clashesOfWanted(work, ids, {
      limit: this.config.settings.CLASHES_SHOWN,
      meetEachOther: areClose,
    });
    if (total > 0) throw new ClashesFound(clashes, total);
  }

  /** The local days of the plan, a few more at either end: stations are in other zones, and windows reach over midnight. */
  private plannedDays(now: Date): DaySpan {
    const today = localDay(now, 'UTC');
    return { from: addDays(today, -2), until: addDays(today, this.config.settings.PLAN_DAYS + 3) };
  }
}
