import { Injectable } from '@nestjs/common';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { MonthPartitions } from '../../platform/database/month-partitions.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { findClashes, findSelfClashes } from '../clashes/find-clashes.js';
import type { Entry } from '../entries/entry.entity.js';
import { type TimedOccurrence, timedOccurrences } from '../recurrence/occurrences.js';
import { planningSpan } from '../recurrence/planning-span.js';
import { AllowedHoursService } from '../rules/allowed-hours.service.js';
import { type Airing, type AiringClash, airingKey, type Gap } from './airing.js';
import { BroadcastsChanged } from './broadcasts-changed.event.js';
import { airingSeconds, type EntryFacts } from './entry-facts.service.js';
import { allowedAt, judgeAiring } from './judge-airing.js';
import {
  airingsToPlan,
  deleteOtherGaps,
  isInForce,
  lockSchedules,
  overlappingBroadcasts,
  planBroadcasts,
  storeGaps,
} from './planning.queries.js';

/** What became of an entry's airings of the coming days. */
export interface PlanningResult {
  /** Broadcasts planned now; those that were there already are not counted. */
  planned: number;
  clashes: AiringClash[];
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
    private readonly hours: AllowedHoursService,
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
   * Plans what the entry lacks from now to the end of the last local day of the plan. What cannot be planned becomes a
   * gap, the rest is planned. Locks the schedules of the stations; the caller has locked the entry's row.
   * @throws VersionReplaced
   */
  async plan(work: Work, entry: Entry, facts: EntryFacts): Promise<PlanningResult> {
    const { stations } = facts;
    await lockSchedules(
      work,
      stations.map(({ id }) => id),
    );
    if (facts.version && !(await isInForce(work, facts.version))) throw new VersionReplaced(entry.programId);
    const lacking = await airingsToPlan(work, entry.id, stations, this.occurrencesOf(entry, facts));
    const airings = lacking.filter((airing) => mayBeMissed(airing, facts));
    const gaps = await this.gapsByRule(work, airings, facts);
    const allowed = without(
      airings,
      gaps.map(({ airing }) => airing),
    );
    const { planned, clashes, selfClashes } = await planWithoutClashes(
      work,
      entry,
      allowed,
      facts.version?.originalSha256,
    );
    gaps.push(...clashGaps([...selfClashes, ...clashes]));
    const newGaps = await storeGaps(work, entry.id, gaps);
    await deleteOtherGaps(work, entry.id, gaps);
    if (planned.length > 0) {
      work.announceAndWait(new BroadcastsChanged([...new Set(planned.map(({ stationId }) => stationId))]));
    }
    return { planned: planned.length, clashes, newGaps };
  }

  private occurrencesOf(entry: Entry, facts: EntryFacts): TimedOccurrence[] {
    const { now, stations } = facts;
    const seconds = airingSeconds(facts);
    const zones = [...new Set(stations.map(({ timeZone }) => timeZone))];
    return zones.flatMap((zone) =>
      timedOccurrences(entry.rule(), seconds, planningSpan(now, zone, this.config.settings.PLAN_DAYS)),
    );
  }

  private async gapsByRule(work: Work, airings: readonly Airing[], facts: EntryFacts): Promise<Gap[]> {
    const { version, program, rulingCentreId, whyNotServed } = facts;
    const hours = await this.hours.at(rulingCentreId, work);
    const { expiresOn, withdrawnAt } = program;
    const judged = {
      program: { expiresOn, withdrawn: withdrawnAt !== null, approved: version !== undefined },
      isAllowed: allowedAt(hours),
      whyNotServed,
    };
    return airings.flatMap((airing) => judgeAiring(airing, judged) ?? []);
  }
}

interface Planned {
  planned: Airing[];
  /** With other entries. */
  clashes: AiringClash[];
  /** With an earlier airing of the same entry. */
  selfClashes: AiringClash[];
}

/** Plans the airings whose slot is free; each of the others is in a clash. */
async function planWithoutClashes(
  work: Work,
  { id: entryId, programId, priority, startWithin }: Entry,
  airings: readonly Airing[],
  originalSha256: string | undefined,
): Promise<Planned> {
  if (airings.length === 0 || originalSha256 === undefined) return { planned: [], clashes: [], selfClashes: [] };
  const selfClashes = findSelfClashes(airings).map(({ wanted, planned }) => ({
    wanted,
    planned: { ...planned, entryId, programId },
  }));
  const apart = without(airings, wantedOf(selfClashes));
  const clashes = findClashes(apart, await overlappingBroadcasts(work, apart));
  const free = without(apart, wantedOf(clashes));
  const audio = { entryId, programId, originalSha256, priority, startWithin };
  if ((await planBroadcasts(work, audio, free)) === free.length) return { planned: free, clashes, selfClashes };
  // The lock rules this out. If it fails, the exclusion constraint has kept each time for the first transaction.
  const others = (await overlappingBroadcasts(work, free)).filter((other) => other.entryId !== entryId);
  const late = findClashes(free, others);
  return { planned: without(free, wantedOf(late)), clashes: [...clashes, ...late], selfClashes };
}

/** Not where the entry is not for the station on that day, nor where the station is closed: nobody misses anything there. */
const mayBeMissed = ({ stationId, airsOn }: Airing, { isFor, whyNotServed }: EntryFacts): boolean =>
  isFor(stationId, airsOn) && whyNotServed(stationId, airsOn) !== 'station-closed';

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
    const gap: Gap = { airing, reason: 'airtime-clash', clashesWith: { entryId, startsAt } };
    if (!gaps.has(airingKey(airing))) gaps.set(airingKey(airing), gap);
  }
  return [...gaps.values()];
}
