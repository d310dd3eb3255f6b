import { Injectable } from '@nestjs/common';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { MonthPartitions } from '../../platform/database/month-partitions.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { AirtimeService } from '../airtime/airtime.service.js';
import type { RuledStations } from '../airtime/ruled-stations.js';
import { findClashes, findSelfClashes } from '../clashes/find-clashes.js';
import { type Definition, termsOn } from '../terms/definition.js';
import { type StationClass, stationClasses } from '../terms/station-classes.js';
import { type Airing, type AiringClash, airingKey, type Gap } from './airing.js';
import { BroadcastsChanged } from './broadcasts-changed.event.js';
import { airingSeconds, type EntryFacts } from './entry-facts.service.js';
import { fitQuotas } from './fit-quotas.js';
import { deleteOtherGaps, storeGaps } from './gaps.queries.js';
import { againstHours, judgeAiring, type JudgedProgram } from './judge-airing.js';
import { type PlannedOccurrence, plannedOccurrences } from './planned-occurrences.js';
import {
  airingAt,
  airingsToPlan,
  isInForce,
  lockSchedules,
  overlappingBroadcasts,
  planBroadcasts,
  takeBackStale,
} from './planning.queries.js';
import type { GapReason } from './reasons.js';

/** What became of an entry's airings of the coming days. */
export interface PlanningResult {
  /** Planned now; those that were there already are not named. */
  planned: Airing[];
  clashes: AiringClash[];
  /** What does not fit the minutes of its daypart or day. */
  full: Gap[];
  /** Gaps that are new or have another reason than before. */
  newGaps: number;
}

/** Another version of the program was approved, or it was revoked, since the facts were read; read them again. */
export class VersionReplaced extends Error {
  constructor(programId: string) {
    super(`the version in force of program ${programId} is no longer the one that was to be planned`);
  }
}

/** Plans the broadcasts of entries, PLAN_DAYS ahead. Idempotent. */
@Injectable()
export class PlanningService {
  constructor(
    private readonly airtime: AirtimeService,
    private readonly partitions: MonthPartitions,
    private readonly config: Config,
  ) {}

  /** Creates the partitions for the broadcasts of the coming days. Call it before a transaction that plans, never inside one. */
  async prepare(now: Date): Promise<void> {
    const today = localDay(now, 'UTC');
    const last = addDays(today, this.config.settings.PLAN_DAYS + 2);
    await this.partitions.ensure({ name: 'broadcasts', by: 'day' }, { first: addDays(today, -1), last });
  }

  /**
   * Brings the broadcasts of the entry ahead, to the end of the last local day of the plan, in line with its definition:
   * what no longer occurs is taken back, what it lacks is planned. What cannot be planned becomes a gap. Locks the
   * schedules of the stations; the caller has locked the entry's row.
   * @throws VersionReplaced
   */
  async plan(work: Work, definition: Definition, facts: EntryFacts): Promise<PlanningResult> {
    const { entry } = definition;
    const { PLAN_DAYS, FREEZE_MINUTES } = this.config.settings;
    await lockSchedules(
      work,
      facts.stations.map(({ id }) => id),
    );
    await requireVersionsInForce(work, facts);
    const classes = stationClasses(definition, facts.stations, facts.stationsOf);
    const span = { now: facts.now, days: PLAN_DAYS };
    const { airing, skipped } = plannedOccurrences(classes, (programId) => airingSeconds(facts, programId), span);
    const wanted = { entryId: entry.id, classes, occurrences: airing };
    const frozenUntil = new Date(work.now.getTime() + FREEZE_MINUTES * 60_000);
    const takenBack = await takeBackStale(work, wanted, frozenUntil);
    const airings = (await airingsToPlan(work, wanted)).filter((one) => mayBeMissed(one, facts));
    const ruled = await this.rulesFor(work, airings);
    const gaps = gapsByRule(airings, facts, ruled);
    const allowed = without(
      airings,
      gaps.map(({ airing }) => airing),
    );
    const { planned, clashes, full } = await planAllowed(work, definition, { airings: allowed, facts, ruled });
    const found = [
      ...gaps.filter(({ airing, reason }) => !isNotMeant(definition, airing, reason)),
      ...full,
      ...clashGaps(clashes),
      ...skippedGaps(classes, skipped).filter((gap) => mayBeMissed(gap.airing, facts)),
    ];
    const newGaps = await storeGaps(work, entry.id, found);
    await deleteOtherGaps(work, entry.id, found);
    const changed = new Set([...takenBack, ...planned.map(({ stationId }) => stationId)]);
    if (changed.size > 0) work.announceAndWait(new BroadcastsChanged([...changed]));
    return { planned, clashes, full, newGaps };
  }

  /** The rules of the stations on the days of the airings. */
  private rulesFor(work: Work, airings: readonly Airing[]): Promise<RuledStations> {
    const days = airings.map(({ airsOn }) => airsOn).toSorted();
    const stationIds = [...new Set(airings.map(({ stationId }) => stationId))];
    return this.airtime.rulesAt(stationIds, { from: days[0] ?? NO_DAY, until: days.at(-1) ?? NO_DAY }, work);
  }
}

const NO_DAY = '2000-01-01';

function gapsByRule(airings: readonly Airing[], facts: EntryFacts, ruled: RuledStations): Gap[] {
  const { programs, whyNotServed } = facts;
  const programOf = (programId: string): JudgedProgram => {
    const { program, version } = programs.get(programId) ?? {};
    const [withdrawn, approved] = [program?.withdrawnAt !== null, version !== undefined];
    return { expiresOn: program?.expiresOn ?? null, withdrawn, approved };
  };
  const judged = { programOf, againstHours: againstHours(ruled), whyNotServed };
  return airings.flatMap((airing) => judgeAiring(airing, judged) ?? []);
}

async function requireVersionsInForce(work: Work, { programs }: EntryFacts): Promise<void> {
  for (const { program, version } of programs.values()) {
    if (version && !(await isInForce(work, version))) throw new VersionReplaced(program.id);
  }
}

/** Not where the entry is not for the station on that day, nor where the station is closed: nobody misses anything there. */
const mayBeMissed = ({ stationId, airsOn }: Airing, { isFor, whyNotServed }: EntryFacts): boolean =>
  isFor(stationId, airsOn) && whyNotServed(stationId, airsOn) !== 'station-closed';

/** Everywhere means: where the centre serves on the day. */
const isNotMeant = ({ terms }: Definition, { onDay }: Airing, reason: GapReason): boolean =>
  reason === 'station-not-served' && termsOn(terms, onDay)?.everywhere === true;

interface Planned {
  planned: Airing[];
  /** With other entries, or with an earlier airing of the same one. */
  clashes: AiringClash[];
  full: Gap[];
}

interface AllowedAirings {
  airings: readonly Airing[];
  facts: EntryFacts;
  ruled: RuledStations;
}

/** Plans the airings whose slot is free and that fit the minutes; each of the others is in a clash or a gap. */
async function planAllowed(
  work: Work,
  { entry: { id: entryId, priority, startWithin } }: Definition,
  { airings, facts: { programs }, ruled }: AllowedAirings,
): Promise<Planned> {
  if (airings.length === 0) return { planned: [], clashes: [], full: [] };
  const selfClashes = findSelfClashes(airings).map(({ wanted, planned }) => ({
    wanted,
    planned: { ...planned, entryId },
  }));
  const apart = without(airings, wantedOf(selfClashes));
  const clashes = findClashes(apart, await overlappingBroadcasts(work, apart));
  const { fitting: free, gaps: full } = await fitQuotas(work, ruled, without(apart, wantedOf(clashes)));
  const audioOf = (programId: string) => programs.get(programId)?.version?.originalSha256;
  const audio = { entryId, priority, startWithin, audioOf };
  const all = [...selfClashes, ...clashes];
  if ((await planBroadcasts(work, audio, free)) === free.length) return { planned: free, clashes: all, full };
  // The lock rules this out. If it fails, the exclusion constraint has kept each time for the first transaction.
  const others = (await overlappingBroadcasts(work, free)).filter((other) => other.entryId !== entryId);
  const late = findClashes(free, others);
  return { planned: without(free, wantedOf(late)), clashes: [...all, ...late], full };
}

/** Times that the clocks skip, at each station. */
const skippedGaps = (classes: readonly StationClass[], skipped: readonly PlannedOccurrence[]): Gap[] =>
  skipped.flatMap((one) =>
    (classes[one.classNumber]?.stations ?? []).map(({ id }) => ({
      airing: airingAt(id, one, null),
      reason: 'clock-skipped' as const,
      note: null,
      clashesWith: null,
    })),
  );

const wantedOf = (clashes: readonly AiringClash[]): Airing[] => clashes.map(({ wanted }) => wanted);

function without(airings: readonly Airing[], others: readonly Airing[]): Airing[] {
  if (others.length === 0) return [...airings];
  const left = new Set(others.map(airingKey));
  return airings.filter((airing) => !left.has(airingKey(airing)));
}

/** One gap for each airing that clashes, with the first of its clashes. */
function clashGaps(clashes: readonly AiringClash[]): Gap[] {
  const gaps = new Map<string, Gap>();
  for (const { wanted: airing, planned } of clashes) {
    const { entryId, startsAt } = planned;
    const gap: Gap = { airing, reason: 'airtime-clash', note: null, clashesWith: { entryId, startsAt } };
    if (!gaps.has(airingKey(airing))) gaps.set(airingKey(airing), gap);
  }
  return [...gaps.values()];
}
