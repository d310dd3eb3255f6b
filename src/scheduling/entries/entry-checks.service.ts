import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { type Owner, ownerColumns, ownerOf } from '../../identity/owner.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { Program } from '../../programs/program.entity.js';
import { ProgramNotReady, ProgramWithdrawn } from '../../programs/programs.problems.js';
import { ProgramsService } from '../../programs/programs.service.js';
import { StationsService } from '../../stations/stations.service.js';
import { type EntryFacts, EntryFactsService } from '../broadcasts/entry-facts.service.js';
import { AllowedHoursService } from '../rules/allowed-hours.service.js';
import { ProgramNotApproved } from '../scheduling.problems.js';
import { checkTimes } from './check-times.js';
import { type NewEntry, placesIn } from './entries.schemas.js';
import { EntryStationsService } from './entry-stations.service.js';
import { Entry } from './entry.entity.js';

/** An entry that passed every check that needs no lock on a schedule. */
export interface CheckedEntry {
  entry: Entry;
  facts: EntryFacts;
}

/** Checks a new entry, clashes apart. */
@Injectable()
export class EntryChecksService {
  constructor(
    private readonly programs: ProgramsService,
    private readonly stations: StationsService,
    private readonly entryStations: EntryStationsService,
    private readonly facts: EntryFactsService,
    private readonly hours: AllowedHoursService,
  ) {}

  /**
   * @throws NotFound for an owner, a program or a station outside the actor's reach
   * @throws ProgramWithdrawn, ProgramNotReady, ProgramNotApproved, StationNotServed, GroupWithoutStations
   * @throws NoOccurrence, ProgramExpired, EntryOverlapsItself, OutsideAllowedHours
   */
  async check(wanted: NewEntry, by: Actor): Promise<CheckedEntry> {
    const owner = ownerOf(wanted);
    const day = laterOf(wanted.validFrom, this.facts.today());
    if (!(await this.entryStations.maySchedule(owner, { from: day, until: day }, by))) throw new NotFound(owner.kind);
    const found = await this.findProgram(wanted.programId, owner, { by, day });
    if (found.withdrawnAt !== null) throw new ProgramWithdrawn();
    const stations = await this.entryStations.of(wanted, { owner, by, day });
    const entry = entryOf(wanted, owner, by);
    const facts = await this.facts.of(entry, placesIn(wanted));
    entry.createdAt = facts.now;
    const { program, version, now, rulingCentreId } = facts;
    if (!version) throw program.isReady() ? new ProgramNotApproved() : new ProgramNotReady(program.state);
    const { seconds } = version;
    const { expiresOn } = program;
    const hours = await this.hours.at(rulingCentreId);
    checkTimes({ rule: entry.rule(), stations, hours, program: { seconds, expiresOn }, now });
    return { entry, facts };
  }

  /** Whether the actor may change the entry: may schedule for its owner on one of its days that are not over. */
  mayChange(work: Work, entry: Entry, by: Actor): Promise<boolean> {
    const days = { from: laterOf(entry.validFrom, this.facts.today()), until: entry.validUntil };
    return this.entryStations.maySchedule(entry.owner(), days, by, work);
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

function entryOf(wanted: NewEntry, owner: Owner, by: Actor): Entry {
  const { programId, priority, repeats, days, times, validFrom, validUntil, startWithin } = wanted;
  return Object.assign(new Entry(), {
    id: uuidv7(),
    ...ownerColumns(owner),
    programId,
    priority,
    repeats,
    validFrom,
    startWithin,
    days: days.toSorted((one, other) => one - other),
    times: times.toSorted(),
    validUntil: repeats === 'once' ? validFrom : validUntil,
    createdBy: by.id,
    withdrawnAt: null,
    withdrawnNote: null,
    withdrawnBy: null,
  });
}

const laterOf = (one: string, other: string): string => (one > other ? one : other);
