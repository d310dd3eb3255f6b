import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PeopleService } from '../../identity/people/people.service.js';
import { ScopeDirectory } from '../../identity/scope.directory.js';
import { RenditionsDirectory } from '../renditions.directory.js';
import type { ProgramRecord } from './library.queries.js';
import type { ProgramFacts } from './present-program.js';

/** Looks up what the records of programs do not hold: names, renditions, findings. */
@Injectable()
export class ProgramFactsService {
  constructor(
    private readonly source: DataSource,
    private readonly people: PeopleService,
    private readonly scopes: ScopeDirectory,
    private readonly renditions: RenditionsDirectory,
  ) {}

  /** As many statements for many records as for one. */
  async of(records: readonly ProgramRecord[]): Promise<ProgramFacts> {
    const originals = records.flatMap(({ sha256 }) => sha256 ?? []);
    return {
      names: await this.people.namesOf(records.flatMap(peopleIn)),
      owners: await this.scopes.namesById(records.flatMap(({ centreId, stationId }) => centreId ?? stationId ?? [])),
      renditions: await this.renditions.newest(this.source, originals),
      findings: await this.renditions.findings(this.source, originals),
    };
  }
}

const peopleIn = (record: ProgramRecord): string[] =>
  [record.createdBy, record.uploadedBy, record.decidedBy, record.approvedBy].filter((id) => id !== null);
