import { Injectable } from '@nestjs/common';
import { localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { GroupsService } from '../../stations/groups/groups.service.js';
import type { Station } from '../../stations/station.entity.js';
import type { Circumstances } from '../broadcasts/circumstances.service.js';
import type { PlaceClash } from '../broadcasts/planning.service.js';
import type { Entry } from '../entries/entry.entity.js';
import { planningSpan } from '../recurrence/planning-span.js';
import { findRuleClashes, type RuleClash, weekdaysOf } from './find-rule-clashes.js';
import { type HeldAirtime, HeldAirtimeQueries } from './held-airtime.queries.js';
import { OwnershipService } from './ownership.service.js';

/** Where the new entry and one in force meet, at whatever stations of the zone. */
interface Meeting extends RuleClash {
  other: HeldAirtime;
  zone: string;
}

interface MeetingAt extends Meeting {
  station: Station;
}

/** Clashes of a new entry with the entries in force at its stations, beyond the days that are planned. */
@Injectable()
export class LaterClashesService {
  constructor(
    private readonly held: HeldAirtimeQueries,
    private readonly groups: GroupsService,
    private readonly ownership: OwnershipService,
    private readonly config: Config,
  ) {}

  /**
   * Those of the first two weeks that the new entry shares with each other one (`findRuleClashes`).
   * The caller holds the airtime of the stations, so that nobody places an entry there meanwhile.
   */
  async find(work: Work, entry: Entry, circumstances: Circumstances): Promise<PlaceClash[]> {
    const { stations } = circumstances;
    const stationIds = stations.map(({ id }) => id);
    const memberships = await this.groups.membershipsOf(stationIds, work);
    const groupIds = [...new Set(memberships.map(({ groupId }) => groupId))];
    const held = await this.held.at(work, { stationIds, groupIds }, daysOf(entry, circumstances));
    const others = held.filter(({ entryId }) => entryId !== entry.id);
    const meetings = this.meetings(entry, others, circumstances);
    if (meetings.length === 0) return [];
    const entryIds = [...new Set(meetings.map(({ other }) => other.entryId))];
    const places = await this.held.placesOf(work, entryIds, { stationIds, memberships });
    const there = meetings.flatMap((meeting) => atStations(meeting, stations, places));
    return (await this.whereBothAir(work, entry, there)).map(asPlaceClash);
  }

  private meetings(entry: Entry, others: readonly HeldAirtime[], circumstances: Circumstances): Meeting[] {
    const { now, program, stations } = circumstances;
    const wanted = { rule: entry.rule(), seconds: Math.ceil(program.seconds ?? 1), expiresOn: program.expiresOn };
    const zones = [...new Set(stations.map(({ timeZone }) => timeZone))];
    return zones.flatMap((zone) => {
      const { until: from } = planningSpan(now, zone, this.config.settings.PLAN_DAYS);
      return others.flatMap((other) =>
        findRuleClashes(wanted, other, { zone, from }).map((clash): Meeting => ({ ...clash, other, zone })),
      );
    });
  }

  /** An entry airs at a station only on the days on which the station is its owner's. */
  private async whereBothAir(work: Work, entry: Entry, there: readonly MeetingAt[]): Promise<MeetingAt[]> {
    const owners = [entry, ...there.map(({ other }) => other)];
    const days = there.map(({ wanted }) => wanted.airsOn);
    const owns = await this.ownership.on(work, { owners, days });
    return there.filter(({ other, station, wanted: { airsOn } }) =>
      [entry, other].every((owner) => owns(owner, station, airsOn)),
    );
  }
}

function daysOf(entry: Entry, { now }: Circumstances) {
  const today = localDay(now, 'UTC');
  const first = entry.validFrom > today ? entry.validFrom : today;
  return { first, last: entry.validUntil, weekdays: weekdaysOf(entry.rule()) };
}

function atStations(meeting: Meeting, stations: readonly Station[], places: ReadonlySet<string>): MeetingAt[] {
  return stations
    .filter(({ id, timeZone }) => timeZone === meeting.zone && places.has(`${meeting.other.entryId} ${id}`))
    .map((station) => ({ ...meeting, station }));
}

function asPlaceClash({ wanted, held, other, station: { id: stationId, timeZone } }: MeetingAt): PlaceClash {
  const { entryId, programId } = other;
  return {
    wanted: { ...wanted, stationId, timeZone, broadcastId: null },
    planned: { ...held, stationId, timeZone, broadcastId: null, entryId, programId },
  };
}
