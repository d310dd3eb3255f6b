import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { ownerOf } from '../../identity/owner.js';
import { Clock } from '../../platform/clock/clock.js';
import { NotFound } from '../../platform/http/problem.js';
import { uuidv7 } from '../../platform/uuid.js';
import { type Circumstances, CircumstancesService } from '../broadcasts/circumstances.service.js';
import { AllowedHoursService } from '../rules/allowed-hours.service.js';
import { checkTimes } from './check-times.js';
import type { NewEntry } from './entries.schemas.js';
import { EntryProgramService } from './entry-program.service.js';
import { EntryStationsService } from './entry-stations.service.js';
import { Entry } from './entry.entity.js';

/** An entry that may be placed as far as one can tell before its airtime is held. */
export interface CheckedEntry {
  entry: Entry;
  circumstances: Circumstances;
}

/** All that is asked of a new entry, clashes apart. */
@Injectable()
export class EntryChecksService {
  constructor(
    private readonly program: EntryProgramService,
    private readonly stations: EntryStationsService,
    private readonly circumstances: CircumstancesService,
    private readonly hours: AllowedHoursService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound outside the actor's reach, and the problem of whatever speaks against the entry */
  async check(wanted: NewEntry, actor: Actor): Promise<CheckedEntry> {
    const owner = ownerOf(wanted);
    if (!actor.mayAt('schedule:write', owner)) throw new NotFound(owner.kind);
    const entry = this.entryOf(wanted, actor);
    const day = laterOf(wanted.validFrom, this.circumstances.today());
    await this.program.of(wanted, actor, day);
    const stations = await this.stations.of(wanted, actor, day);
    const circumstances = await this.circumstances.of(
      entry,
      stations.map(({ id }) => id),
    );
    const { program, now, rulingCentreId } = circumstances;
    const hours = await this.hours.at(rulingCentreId);
    checkTimes({ rule: entry.rule(), stations, hours, program, now });
    return { entry, circumstances };
  }

  private entryOf(wanted: NewEntry, actor: Actor): Entry {
    const { programId, priority, repeats, days, times, validFrom, startWithin } = wanted;
    return Object.assign(new Entry(), {
      id: uuidv7(),
      centreId: wanted.centreId ?? null,
      stationId: wanted.stationId ?? null,
      programId,
      priority,
      repeats,
      validFrom,
      startWithin,
      days: days.toSorted((one, other) => one - other),
      times: times.toSorted(),
      validUntil: repeats === 'once' ? validFrom : wanted.validUntil,
      createdBy: actor.id,
      createdAt: this.clock.now(),
      withdrawnAt: null,
      withdrawnBecause: null,
      withdrawnBy: null,
    });
  }
}

const laterOf = (one: string, other: string): string => (one > other ? one : other);
