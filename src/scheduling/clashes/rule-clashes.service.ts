import { Injectable } from '@nestjs/common';
import { localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { GroupsService } from '../../stations/groups/groups.service.js';
import type { Station } from '../../stations/station.entity.js';
import { StationsService } from '../../stations/stations.service.js';
import type { AiringClash } from '../broadcasts/airing.js';
import { airingSeconds, type EntryFacts } from '../broadcasts/entry-facts.service.js';
import { readServedDays } from '../broadcasts/served-days.js';
import type { Entry } from '../entries/entry.entity.js';
import { planningSpan } from '../recurrence/planning-span.js';
import { findRuleClashes, type RuleClash, weekdaysOf } from './find-rule-clashes.js';
import {
  entriesInForceAt,
  type EntryInForce,
  placeKey,
  placesInForce,
  stationsOfEntries,
} from './rule-clashes.queries.js';

/** A clash of the new entry with one in force, at whatever stations of the zone. */
interface ClashInZone extends RuleClash {
  other: EntryInForce;
  zone: string;
}

interface ClashAtStation extends ClashInZone {
  station: Station;
}

/** Clashes of a new entry with the entries in force at its stations, beyond the days that are planned. */
@Injectable()
export class RuleClashesService {
  constructor(
    private readonly groups: GroupsService,
    private readonly stations: StationsService,
    private readonly config: Config,
  ) {}

  /**
   * The clashes of the first two weeks that the new entry shares with each other entry (`findRuleClashes`).
   * The caller holds the locks on the schedules of the stations, so that nobody places an entry there meanwhile.
   */
  async find(work: Work, entry: Entry, facts: EntryFacts): Promise<AiringClash[]> {
    const stationIds = facts.stations.map(({ id }) => id);
    const memberships = await this.groups.membershipsOf(stationIds, work);
    const groupIds = [...new Set(memberships.map(({ groupId }) => groupId))];
    const inForce = await entriesInForceAt(work, { stationIds, groupIds }, daysOf(entry, facts));
    const others = inForce.filter(({ entryId }) => entryId !== entry.id);
    const clashes = this.clashesByZone(entry, others, facts);
    if (clashes.length === 0) return [];
    const entryIds = [...new Set(clashes.map(({ other }) => other.entryId))];
    const pairs = await stationsOfEntries(work, entryIds, { stationIds, memberships });
    const atStations = clashes.flatMap((clash) => atEachStation(clash, facts.stations, pairs));
    return (await this.whereBothAir(work, entry, atStations)).map(toAiringClash);
  }

  private clashesByZone(entry: Entry, others: readonly EntryInForce[], facts: EntryFacts): ClashInZone[] {
    const { now, program, stations } = facts;
    const wanted = { rule: entry.rule(), seconds: airingSeconds(facts), expiresOn: program.expiresOn };
    const zones = [...new Set(stations.map(({ timeZone }) => timeZone))];
    return zones.flatMap((zone) => {
      const { until: from } = planningSpan(now, zone, this.config.settings.PLAN_DAYS);
      return others.flatMap((other) =>
        findRuleClashes(wanted, other, { zone, from }).map((clash): ClashInZone => ({ ...clash, other, zone })),
      );
    });
  }

  /** An entry airs at a station only on the days on which it is for the station and its owner serves it. */
  private async whereBothAir(work: Work, entry: Entry, clashes: readonly ClashAtStation[]): Promise<ClashAtStation[]> {
    const owners = [entry.owner(), ...clashes.map(({ other }) => other.owner)];
    const days = clashes.map(({ wanted }) => wanted.airsOn);
    const whyNotServed = await readServedDays(this.stations, { owners, days }, work);
    const served = clashes.filter(({ other, station, wanted: { airsOn } }) =>
      [entry.owner(), other.owner].every((owner) => whyNotServed(owner, station, airsOn) === undefined),
    );
    const placesOf = ({ other, station, wanted }: ClashAtStation) =>
      [entry.id, other.entryId].map((entryId) => ({ entryId, stationId: station.id, day: wanted.airsOn }));
    const inForce = await placesInForce(work, served.flatMap(placesOf));
    return served.filter((clash) => placesOf(clash).every((place) => inForce.has(placeKey(place))));
  }
}

function daysOf(entry: Entry, { now }: EntryFacts) {
  const today = localDay(now, 'UTC');
  const first = entry.validFrom > today ? entry.validFrom : today;
  return { first, last: entry.validUntil, weekdays: weekdaysOf(entry.rule()) };
}

function atEachStation(clash: ClashInZone, stations: readonly Station[], pairs: ReadonlySet<string>): ClashAtStation[] {
  return stations
    .filter(({ id, timeZone }) => timeZone === clash.zone && pairs.has(`${clash.other.entryId} ${id}`))
    .map((station) => ({ ...clash, station }));
}

function toAiringClash({ wanted, planned, other, station: { id: stationId, timeZone } }: ClashAtStation): AiringClash {
  const { entryId, programId } = other;
  return {
    wanted: { ...wanted, stationId, timeZone, broadcastId: null },
    planned: { ...planned, stationId, timeZone, broadcastId: null, entryId, programId },
  };
}
