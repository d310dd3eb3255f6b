import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { type Owner, ownerOf } from '../../identity/owner.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { todayOf } from '../../platform/config/today.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { Problem } from '../../platform/http/problem.js';
import { ProgramNotReady, ProgramWithdrawn } from '../../programs/programs.problems.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { StationsService } from '../../stations/stations.service.js';
import { type Coverage, entryAt, factsAt, programsIn } from '../planning/coverage.js';
import { servesSome } from '../planning/class-airings.js';
import { type StationOfClass, stationsOfClasses } from '../planning/coverage.queries.js';
import type { DayRange } from '../recurrence/clock-times.js';
import { NoOccurrence, ProgramNotApproved, ProgramOfOneStation } from '../scheduling.problems.js';
import { airsBeyond } from '../terms/airs-beyond.js';
import type { Definition, EntryTerms } from '../terms/definition.js';
import { type CheckedClass, checkTimes, type MissedTime } from './check-times.js';
import { stationNames } from './entry-places.queries.js';
import { EntryStationsService } from './entry-stations.service.js';

/** What of an entry is new, and from when on. */
export interface NewParts {
  /** Whose places are checked; null: they are as they were. */
  terms: EntryTerms | null;
  programId: string;
  /** The first local day that counts, `YYYY-MM-DD`. */
  from: string;
  /** The only station that it is about; all of the entry when left out. */
  stationId?: string | null;
  by: Actor;
}

/** Checks a new or changed entry, clashes apart. */
@Injectable()
export class EntryChecksService {
  constructor(
    private readonly programs: ProgramsService,
    private readonly stations: StationsService,
    private readonly entryStations: EntryStationsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * What can be said before the schedules are locked.
   * @throws NotFound for an owner, a program or a station outside the actor's reach
   * @throws ProgramWithdrawn, ProgramNotReady, ProgramNotApproved, ProgramOfOneStation, StationNotServed, GroupWithoutStations
   */
  async check(definition: Definition, { terms, programId, from, stationId, by }: NewParts): Promise<void> {
    const owner = definition.entry.owner();
    const day = laterOf(from, this.today());
    if (!(await this.entryStations.maySchedule(owner, { from: day, until: day }, by)))
      throw new NotFound(owner.kind, [owner.id]);
    const found = await this.findProgram(programId, owner, { by, day });
    if (found.withdrawnAt !== null) throw new ProgramWithdrawn();
    const { kind, id: home } = ownerOf(found);
    if (kind === 'station' && airsBeyond(home, definition, { from, stationId: stationId ?? null }))
      throw new ProgramOfOneStation();
    if (terms) await this.entryStations.mustBeServed(terms, { owner, by, day, today: this.today() });
    if ((await this.programs.versionsInForce([programId])).has(programId)) return;
    if (!found.isReady()) throw new ProgramNotReady(found.state);
    // A commune's own notice is placed in one go, and airs once it is approved.
    if (owner.kind !== 'station' || kind !== 'station') throw new ProgramNotApproved();
  }

  /**
   * Whether the times of the entry lie ahead, apart and within the hours of its stations. The schedules are locked.
   * @returns what it misses of today, because that is over already
   * @throws NoOccurrence, ProgramExpired, EntryOverlapsItself, CrossesBroadcastingDay, OutsideAllowedHours, QuietDay
   */
  async checkTimes(work: Work, coverage: Coverage, entryId: string, from: string): Promise<MissedTime[]> {
    const isSomewhere = checkedClasses(coverage, entryId, { stations: [], from }).some(lastsUntil(from));
    if (!isSomewhere) await this.requireMeantForLater(work, coverage, entryId);
    const check = (stations: readonly StationOfClass[]) => {
      const classes = checkedClasses(coverage, entryId, { stations, from });
      return checkTimes({ classes, programOf: programsIn(coverage), from, now: work.now });
    };
    try {
      if (check([]).length === 0) return [];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
    // Somebody will read of which stations it is true.
    return check(await stationsOfClasses(work, entryId, NAMED_STATIONS));
  }

  /** An entry for all stations of a centre may be there before the first of them. @throws NoOccurrence */
  private async requireMeantForLater(work: Work, { definitions }: Coverage, entryId: string): Promise<void> {
    const last = definitions.get(entryId)?.terms.at(-1);
    if (!last || (last.everywhere && last.leftOut.length === 0)) return;
    const ids = [...new Set([...last.stationIds, ...last.leftOut])].slice(0, NAMED_STATIONS);
    const names = await stationNames(work, ids);
    throw NoOccurrence.anywhere(names.map((one) => ({ ...one, times: last.times })));
  }

  /** Whether the actor may schedule for the entry's owner on one of its days that are not over. */
  mayChange({ entry, terms }: Definition, by: Actor, sql?: Sql): Promise<boolean> {
    const [first, last] = [terms[0]?.valid.from ?? '', terms.at(-1)?.valid.until ?? null];
    return this.entryStations.maySchedule(entry.owner(), { from: laterOf(first, this.today()), until: last }, by, sql);
  }

  /**
   * For what only takes away, or puts back, on some days: whatever has become of the program, and of the hours.
   * @throws NotFound
   */
  async checkOwner({ entry }: Definition, { from, until }: DayRange, by: Actor): Promise<void> {
    const owner = entry.owner();
    const days = { from: laterOf(from, this.today()), until };
    if (!(await this.entryStations.maySchedule(owner, days, by))) throw new NotFound(owner.kind, [owner.id]);
  }

  /** A station's own entry takes a program of the station or of its centre, even if the actor may not see its library. */
  private async findProgram(id: string, owner: Owner, { by, day }: { by: Actor; day: string }) {
    if (owner.kind === 'centre') return this.programs.findVisible(id, by);
    const program = await this.programs.find(id);
    const { kind, id: ownerId } = ownerOf(program);
    const usable = kind === 'station' ? owner.id : await this.stations.centreOf(owner.id, day);
    if (usable !== ownerId) throw new NotFound('program', [id]);
    return program;
  }

  /** Today in the service's own zone, TIME_ZONE. */
  private today(): string {
    return todayOf(this.clock, this.config);
  }
}

const lastsUntil =
  (day: string) =>
  ({ terms }: CheckedClass): boolean =>
    terms.some(({ valid: { until } }) => until === null || until >= day);

/** Stations of a class that a refusal names at most. */
const NAMED_STATIONS = 200;
const laterOf = (one: string, other: string): string => (one > other ? one : other);

/** What the entry airs from a day on, at each class of stations that its owner serves then. */
const checkedClasses = (
  coverage: Coverage,
  entryId: string,
  { stations, from }: { stations: readonly StationOfClass[]; from: string },
): CheckedClass[] =>
  coverage.placed.flatMap((one) => {
    if (one.entryId !== entryId) return [];
    const [entry, { row, rules }] = [entryAt(coverage, one), factsAt(coverage, one.class)];
    const there = stations.filter(({ class: number, own }) => number === one.class && own === one.ownStation);
    return servesSome(entry.owner, row, from)
      ? [{ ...entry, zone: row.zone, rules, number: one.class, stations: there }]
      : [];
  });
