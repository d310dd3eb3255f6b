import { Injectable } from '@nestjs/common';
import type { Owner } from '../../identity/owner.js';
import { Clock } from '../../platform/clock/clock.js';
import { addDays, localDay } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { todayOf } from '../../platform/config/today.js';
import type { Program } from '../../programs/program.entity.js';
import { ProgramsService, type VersionInForce } from '../../programs/programs.service.js';
import type { Station } from '../../stations/station.entity.js';
import { StationsService } from '../../stations/stations.service.js';
import { GroupsService, type Membership } from '../../stations/groups/groups.service.js';
import type { Entry, EntryPlaces } from '../entries/entry.entity.js';
import { readServedDays, type WhyNotServed } from './served-days.js';

/** What an entry's broadcasts depend on beyond the entry itself, read before the transaction that plans them. */
export interface EntryFacts {
  now: Date;
  program: Program;
  /** The version that may air; undefined while none is approved. */
  version: VersionInForce | undefined;
  /** All stations that the entry is for on one of the planned days. */
  stations: readonly Station[];
  /** The centre whose allowed hours apply. */
  rulingCentreId: string | null;
  /** The local days of the plan (`plannedDays`). */
  days: readonly string[];
  /** Whether the entry is for the station on one of these days: by name, or through a group that the station is in then. */
  isFor(stationId: string, day: string): boolean;
  /** Why the entry's owner does not serve the station on one of these days; undefined when it does. */
  whyNotServed(stationId: string, day: string): ReturnType<WhyNotServed>;
}

/** Reads the facts that the planning of an entry depends on. */
@Injectable()
export class EntryFactsService {
  constructor(
    private readonly programs: ProgramsService,
    private readonly stations: StationsService,
    private readonly groups: GroupsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Today in the service's own zone, TIME_ZONE. */
  today(): string {
    return todayOf(this.clock, this.config);
  }

  /** The local days of the plan in order, `YYYY-MM-DD`; a day more at either end, as stations may be in other zones. */
  plannedDays(): string[] {
    const first = addDays(this.today(), -1);
    return Array.from({ length: this.config.settings.PLAN_DAYS + 3 }, (_, index) => addDays(first, index));
  }

  /**
   * @param places the stations and groups that the entry names
   * @param approved the version that is being approved; the one in force when left out
   */
  async of(entry: Entry, places: EntryPlaces, approved?: VersionInForce): Promise<EntryFacts> {
    const now = this.clock.now();
    const owner = entry.owner();
    const days = this.plannedDays();
    const { stationIds, isFor } = await this.membersOf(places, days);
    const [program, inForce, stations, whyNotServed] = await Promise.all([
      this.programs.find(entry.programId),
      this.programs.versionsInForce([entry.programId]),
      this.stations.findMany(stationIds),
      readServedDays(this.stations, { owners: [owner], days }),
    ]);
    const byId = new Map(stations.map((station) => [station.id, station]));
    return {
      now,
      program,
      version: approved ?? inForce.get(program.id),
      stations,
      rulingCentreId: await this.rulingCentre(owner, now),
      days,
      isFor,
      whyNotServed: (stationId, day) => {
        const station = byId.get(stationId);
        return station ? whyNotServed(owner, station, day) : 'station-not-served';
      },
    };
  }

  private async membersOf({ stationIds, groupIds }: EntryPlaces, days: readonly string[]) {
    const span = { from: days[0] ?? this.today(), until: days.at(-1) ?? null };
    const members = groupIds.length > 0 ? await this.groups.membersOf(groupIds, span) : [];
    const named = new Set(stationIds);
    const grouped = new Map<string, Membership[]>();
    for (const one of members) grouped.set(one.stationId, [...(grouped.get(one.stationId) ?? []), one]);
    return {
      stationIds: [...new Set([...named, ...grouped.keys()])],
      isFor: (id: string, day: string) =>
        named.has(id) || (grouped.get(id)?.some((one) => isMemberOn(one, day)) ?? false),
    };
  }

  private async rulingCentre(owner: Owner, now: Date): Promise<string | null> {
    if (owner.kind === 'centre') return owner.id;
    const { id, timeZone } = await this.stations.find(owner.id);
    return this.stations.centreOf(id, localDay(now, timeZone));
  }
}

const isMemberOn = ({ from, until }: Membership, day: string): boolean =>
  (from === null || from <= day) && (until === null || day < until);

/** The length of the entry's airings in whole seconds; while no version is approved, that of the newest audio. */
export const airingSeconds = ({ version, program }: Pick<EntryFacts, 'version' | 'program'>): number =>
  Math.ceil(version?.seconds ?? program.seconds ?? 1);
