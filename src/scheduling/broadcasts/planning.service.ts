import { Injectable } from '@nestjs/common';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { MonthPartitions } from '../../platform/database/month-partitions.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { type Clash, findClashes, findSelfClashes } from '../conflicts/find-clashes.js';
import type { Entry } from '../entries/entry.entity.js';
import { occurrences } from '../recurrence/occurrences.js';
import { localTime, planningSpan } from '../recurrence/planning-span.js';
import { AllowedHoursService } from '../rules/allowed-hours.service.js';
import { BroadcastsChanged } from './broadcasts-changed.event.js';
import type { Circumstances } from './circumstances.service.js';
import { allowedAt, judgePlace } from './judge-place.js';
import { type Gap, type Place, placeKey, type PlannedOccurrence, type TakenPlace } from './place.js';
import { PlanningQueries } from './planning.queries.js';

export type PlaceClash = Clash<Place, TakenPlace>;

/** What became of an entry's occurrences of the coming days. */
export interface PlanningResult {
  /** Broadcasts planned now; those that were there already are not counted. */
  planned: number;
  clashes: PlaceClash[];
  /** Gaps that were not known before. */
  newGaps: number;
}

/** Plans the broadcasts of entries, PLAN_DAYS ahead. Planning again changes nothing. */
@Injectable()
export class PlanningService {
  constructor(
    private readonly queries: PlanningQueries,
    private readonly hours: AllowedHoursService,
    private readonly partitions: MonthPartitions,
    private readonly config: Config,
  ) {}

  /** Makes room for the broadcasts of the coming days. Before a transaction that plans, never inside one. */
  async prepare(now: Date): Promise<void> {
    const today = localDay(now, 'UTC');
    const last = addDays(today, this.config.settings.PLAN_DAYS + 2);
    await this.partitions.ensure({ name: 'broadcasts', by: 'day' }, { first: addDays(today, -1), last });
  }

  /**
   * Plans whatever is missing of the entry, from now to the end of the last local day of the plan. What cannot be
   * planned is noted as a gap, the rest is planned. The caller holds the entry's row.
   */
  async plan(work: Work, entry: Entry, circumstances: Circumstances): Promise<PlanningResult> {
    const { now, stations } = circumstances;
    await this.queries.lockAirtime(
      work,
      stations.map(({ id }) => id),
    );
    const open = await this.queries.openPlaces(work, entry.id, stations, this.occurrencesOf(entry, circumstances));
    const gaps = await this.gapsOf(work, open, circumstances);
    const fit = without(open, gaps);
    const { taken, clashes } = await this.take(work, entry, fit, circumstances);
    gaps.push(...clashGaps(clashes, without(fit, taken)));
    const newGaps = await this.queries.noteGaps(work, entry.id, gaps, now);
    await this.queries.closeGaps(work, entry.id);
    if (taken.length > 0) work.announce(new BroadcastsChanged([...new Set(taken.map(({ stationId }) => stationId))]));
    return { planned: taken.length, clashes, newGaps };
  }

  private occurrencesOf(entry: Entry, { now, program, stations }: Circumstances): PlannedOccurrence[] {
    const milliseconds = Math.ceil(program.seconds ?? 1) * 1_000;
    const zones = [...new Set(stations.map(({ timeZone }) => timeZone))];
    return zones.flatMap((zone) =>
      occurrences(entry.rule(), planningSpan(now, zone, this.config.settings.PLAN_DAYS)).map((occurrence) => ({
        ...occurrence,
        zone,
        endsAt: new Date(occurrence.startsAt.getTime() + milliseconds),
      })),
    );
  }

  private async gapsOf(work: Work, places: readonly Place[], circumstances: Circumstances): Promise<Gap[]> {
    const hours = await this.hours.at(circumstances.rulingCentreId, work);
    const { approvedSha256, program, serves } = circumstances;
    const isAllowed = allowedAt(hours);
    const facts = { approved: approvedSha256 !== undefined, expiresOn: program.expiresOn, isAllowed, serves };
    return places.flatMap((place) => judgePlace(place, facts) ?? []);
  }

  private async take(work: Work, entry: Entry, fit: readonly Place[], { approvedSha256, now }: Circumstances) {
    if (fit.length === 0 || approvedSha256 === undefined) return { taken: [], clashes: [] };
    const { id: entryId, programId, priority, startWithin } = entry;
    const audio = { entryId, programId, originalSha256: approvedSha256, priority, startWithin, plannedAt: now };
    const apart = without(fit, wantedOf(findSelfClashes(fit)));
    const clashes = findClashes(apart, await this.queries.inTheWay(work, apart));
    const free = without(apart, wantedOf(clashes));
    if ((await this.queries.take(work, audio, free)) === free.length) return { taken: free, clashes };
    // The lock rules this out; were it lost, the database's constraint has still kept the places for whoever was first.
    const others = (await this.queries.inTheWay(work, free)).filter((taken) => taken.entryId !== entryId);
    const late = findClashes(free, others);
    return { taken: without(free, wantedOf(late)), clashes: [...clashes, ...late] };
  }
}

const wantedOf = (clashes: readonly { wanted: Place }[]): Place[] => clashes.map(({ wanted }) => wanted);

function without(places: readonly Place[], others: readonly (Place | Gap)[]): Place[] {
  if (others.length === 0) return [...places];
  const left = new Set(others.map((other) => placeKey('place' in other ? other.place : other)));
  return places.filter((place) => !left.has(placeKey(place)));
}

function clashGaps(clashes: readonly PlaceClash[], untaken: readonly Place[]): Gap[] {
  const inTheWay = new Map(clashes.map(({ wanted, planned }) => [placeKey(wanted), planned]));
  return untaken.map((place) => {
    const planned = inTheWay.get(placeKey(place));
    const since = planned && `another entry airs there from ${localTime(planned.startsAt, planned.timeZone)} on`;
    const detail = since ?? 'an earlier time of the same entry is still on the air';
    return { place, code: 'airtime-clash', detail: `The place is taken: ${detail}.` };
  });
}
