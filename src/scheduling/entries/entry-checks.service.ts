import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import type { Owner } from '../../identity/owner.js';
import { ownerOf } from '../../identity/owner.js';
import type { Sql } from '../../platform/database/sql.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { Program } from '../../programs/program.entity.js';
import { ProgramNotReady, ProgramWithdrawn } from '../../programs/programs.problems.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { StationsService } from '../../stations/stations.service.js';
import { AirtimeService } from '../airtime/airtime.service.js';
import { airingSeconds, type EntryFacts, EntryFactsService } from '../broadcasts/entry-facts.service.js';
import type { DayRange } from '../recurrence/clock-times.js';
import { ProgramNotApproved } from '../scheduling.problems.js';
import type { Definition, EntryTerms } from '../terms/definition.js';
import { stationClasses } from '../terms/station-classes.js';
import { checkedDays, checkTimes, type MissedTime } from './check-times.js';
import { EntryStationsService } from './entry-stations.service.js';

/** An entry that passed every check that needs no lock on a schedule. */
export interface CheckedEntry {
  definition: Definition;
  facts: EntryFacts;
  /** Times of today that are over already. */
  missed: MissedTime[];
  /** From this local day on all that is ahead must fit the minutes of its dayparts; null: what does not is a gap. */
  fitsFrom: string | null;
}

/** What of an entry is new, and from when on. */
export interface NewParts {
  /** Whose places are checked; null: they are as they were. */
  terms: EntryTerms | null;
  programId: string;
  /** The first local day that counts, `YYYY-MM-DD`. */
  from: string;
  by: Actor;
}

/** Checks a new or changed entry, clashes apart. */
@Injectable()
export class EntryChecksService {
  constructor(
    private readonly programs: ProgramsService,
    private readonly stations: StationsService,
    private readonly entryStations: EntryStationsService,
    private readonly facts: EntryFactsService,
    private readonly airtime: AirtimeService,
  ) {}

  /**
   * @throws NotFound for an owner, a program or a station outside the actor's reach
   * @throws ProgramWithdrawn, ProgramNotReady, ProgramNotApproved, StationNotServed, GroupWithoutStations
   * @throws NoOccurrence, ProgramExpired, EntryOverlapsItself, CrossesBroadcastingDay, OutsideAllowedHours, QuietDay
   */
  async check(definition: Definition, { terms, programId, from, by }: NewParts): Promise<CheckedEntry> {
    const owner = definition.entry.owner();
    const day = laterOf(from, this.facts.today());
    if (!(await this.entryStations.maySchedule(owner, { from: day, until: day }, by))) throw new NotFound(owner.kind);
    const found = await this.findProgram(programId, owner, { by, day });
    if (found.withdrawnAt !== null) throw new ProgramWithdrawn();
    const served = terms && (await this.entryStations.of(terms, { owner, by, day }));
    const facts = await this.facts.of(definition);
    const { programs, now, stationsOf } = facts;
    const played = programs.get(programId);
    if (!played?.version) throw found.isReady() ? new ProgramNotApproved() : new ProgramNotReady(found.state);
    const stations = served ?? facts.stations;
    const ids = stations.map((station) => station.id);
    const missed = checkTimes({
      classes: stationClasses(definition, stations, stationsOf),
      ruled: await this.airtime.rulesAt(ids, checkedDays(definition.terms, from, now)),
      programOf: (id) => ({
        seconds: airingSeconds(facts, id),
        expiresOn: programs.get(id)?.program.expiresOn ?? null,
      }),
      from,
      now,
    });
    return { definition, facts, missed, fitsFrom: from };
  }

  /** Whether the actor may schedule for the entry's owner on one of its days that are not over. */
  mayChange({ entry, terms }: Definition, by: Actor, sql?: Sql): Promise<boolean> {
    const [first, last] = [terms[0]?.valid.from ?? '', terms.at(-1)?.valid.until ?? null];
    return this.entryStations.maySchedule(
      entry.owner(),
      { from: laterOf(first, this.facts.today()), until: last },
      by,
      sql,
    );
  }

  /**
   * For what only takes away, or puts back, on some days: whatever has become of the program, and of the hours.
   * @throws NotFound
   */
  async factsOf(definition: Definition, { from, until }: DayRange, by: Actor): Promise<CheckedEntry> {
    const owner = definition.entry.owner();
    const days = { from: laterOf(from, this.facts.today()), until };
    if (!(await this.entryStations.maySchedule(owner, days, by))) throw new NotFound(owner.kind);
    return { definition, facts: await this.facts.of(definition), missed: [], fitsFrom: null };
  }

  /** A station's own entry takes a program of the station or of its centre, even if the actor may not see its library. */
  private async findProgram(id: string, owner: Owner, { by, day }: { by: Actor; day: string }): Promise<Program> {
    if (owner.kind === 'centre') return this.programs.findVisible(id, by);
    const program = await this.programs.find(id);
    const { kind, id: ownerId } = ownerOf(program);
    const usable = kind === 'station' ? owner.id : await this.stations.centreOf(owner.id, day);
    if (usable !== ownerId) throw new NotFound('program');
    return program;
  }
}

const laterOf = (one: string, other: string): string => (one > other ? one : other);
