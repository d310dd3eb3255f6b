import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { addDays } from '../../platform/clock/local-day.js';
import { Config } from '../../platform/config/config.js';
import { todayOf } from '../../platform/config/today.js';
import type { Program } from '../../programs/program.entity.js';
import { ProgramsService, type VersionInForce } from '../../programs/programs.service.js';
import { GroupsService, type Membership } from '../../stations/groups/groups.service.js';
import type { Station } from '../../stations/station.entity.js';
import { StationsService } from '../../stations/stations.service.js';
import { type Definition, type EntryTerms, programsOf } from '../terms/definition.js';
import { type PlacedDays, placedAt, type StationsOfTerms } from '../terms/station-classes.js';
import { readServedDays, type WhyNotServed } from './served-days.js';

/** A program with the version of it that may air; undefined while none is approved. */
export interface PlayedProgram {
  program: Program;
  version: VersionInForce | undefined;
}

/** What an entry's broadcasts depend on beyond the entry itself, read before the transaction that plans them. */
export interface EntryFacts {
  now: Date;
  /** All that the entry plays, by id. */
  programs: ReadonlyMap<string, PlayedProgram>;
  /** All stations that the entry is for, on whatever days. */
  stations: readonly Station[];
  stationsOf: StationsOfTerms;
  /** The local days of the plan (`plannedDays`). */
  days: readonly string[];
  /**
   * Whether the entry is for the station on a local day: by name, through a group that the station is in then, or as one of
   * all. Whether the owner serves the station is another question.
   */
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

  now(): Date {
    return this.clock.now();
  }

  /** Today in the service's own zone, TIME_ZONE. */
  today(): string {
    return todayOf(this.clock, this.config);
  }

  /** The local days of the plan in order, `YYYY-MM-DD`; a day more at either end, as stations may be in other zones. */
  plannedDays(): string[] {
    const first = addDays(this.today(), -1);
    return Array.from({ length: this.config.settings.PLAN_DAYS + 3 }, (_, index) => addDays(first, index));
  }

  /** @param approved the version that is being approved; the one in force when left out */
  async of(definition: Definition, approved?: VersionInForce): Promise<EntryFacts> {
    const now = this.clock.now();
    const owner = definition.entry.owner();
    const days = this.plannedDays();
    const stationsOf = await this.stationsOf(definition, days);
    const [programs, stations, whyNotServed] = await Promise.all([
      this.played(programsOf(definition), approved),
      this.stations.findMany([...new Set([...stationsOf.values()].flatMap((places) => [...places.keys()]))]),
      readServedDays(this.stations, { owners: [owner], days }),
    ]);
    const byId = new Map(stations.map((station) => [station.id, station]));
    return {
      now,
      programs,
      stations,
      stationsOf,
      days,
      isFor: placedAt(definition, stationsOf),
      whyNotServed: (stationId, day) => {
        const station = byId.get(stationId);
        return station ? whyNotServed(owner, station, day) : 'station-not-served';
      },
    };
  }

  private async played(ids: string[], approved?: VersionInForce): Promise<ReadonlyMap<string, PlayedProgram>> {
    const [programs, inForce] = await Promise.all([this.programs.findMany(ids), this.programs.versionsInForce(ids)]);
    return new Map(
      programs.map((program) => {
        const version = approved?.programId === program.id ? approved : inForce.get(program.id);
        return [program.id, { program, version }];
      }),
    );
  }

  /** The members of a group on each day from the plan on; everywhere: those served on one of the planned or first days. */
  private async stationsOf({ entry, terms }: Definition, days: readonly string[]): Promise<StationsOfTerms> {
    const owner = entry.owner();
    const everywhere = terms.filter((one) => one.everywhere);
    const served = new Set<string>();
    if (owner.kind === 'centre' && everywhere.length > 0) {
      const [first = ''] = days;
      const begins = everywhere.map(({ valid }) => valid.from).filter((day) => day > first);
      for (const day of new Set([...days, ...begins])) {
        for (const id of await this.stations.idsServedBy(owner.id, day)) served.add(id);
      }
    }
    const span = { from: days[0] ?? this.today(), until: null };
    const groupIds = [...new Set(terms.flatMap((one) => one.groupIds))];
    const members = groupIds.length > 0 ? await this.groups.membersOf(groupIds, span) : [];
    return new Map(terms.map((one) => [one.id, placesOf(one, members, served)]));
  }
}

const ALWAYS: readonly PlacedDays[] = [{ from: null, until: null }];

function placesOf(
  { stationIds, groupIds, everywhere, leftOut }: EntryTerms,
  members: readonly Membership[],
  served: ReadonlySet<string>,
): Map<string, readonly PlacedDays[]> {
  const places = new Map<string, readonly PlacedDays[]>();
  const groups = new Set(groupIds);
  for (const one of members) {
    if (groups.has(one.groupId)) places.set(one.stationId, [...(places.get(one.stationId) ?? []), one]);
  }
  for (const id of [...stationIds, ...(everywhere ? served : [])]) places.set(id, ALWAYS);
  for (const id of leftOut) places.delete(id);
  return places;
}

/** The length of a program's airings in whole seconds; while no version is approved, that of the newest audio. */
export function airingSeconds({ programs }: Pick<EntryFacts, 'programs'>, programId: string): number {
  const played = programs.get(programId);
  return Math.ceil(played?.version?.seconds ?? played?.program.seconds ?? 1);
}
