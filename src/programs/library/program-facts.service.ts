import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { PeopleService } from '../../identity/people/people.service.js';
import { ScopeDirectory } from '../../identity/scope.directory.js';
import { ListeningService, type PlayedAudio } from '../listening/listening.service.js';
import { RenditionsDirectory } from '../renditions.directory.js';
import type { ProgramRecord } from './library.queries.js';
import type { ProgramFacts } from './present-program.js';

/** Looks up what the records of programs do not hold: names, renditions, findings, what was played. */
@Injectable()
export class ProgramFactsService {
  constructor(
    private readonly source: DataSource,
    private readonly people: PeopleService,
    private readonly scopes: ScopeDirectory,
    private readonly renditions: RenditionsDirectory,
    private readonly listening: ListeningService,
  ) {}

  /** As many statements for many records as for one. */
  async of(records: readonly ProgramRecord[], actor: Actor): Promise<ProgramFacts> {
    const originals = records.flatMap(({ sha256 }) => sha256 ?? []);
    return {
      names: await this.people.namesOf(records.flatMap(peopleIn)),
      owners: await this.scopes.namesById(records.flatMap(({ centreId, stationId }) => centreId ?? stationId ?? [])),
      renditions: await this.renditions.newest(this.source, originals),
      findings: await this.renditions.findings(this.source, originals),
      listenings: await this.listening.of(this.source, actor.id, await playable(records, actor)),
    };
  }
}

/** The audio of the programs that the actor may approve, once it is ready. */
async function playable(records: readonly ProgramRecord[], actor: Actor): Promise<PlayedAudio[]> {
  const stationIds = new Set(records.flatMap(({ stationId }) => stationId ?? []));
  const reached = await actor.reached('programs:approve', [...stationIds]);
  return records.flatMap(({ centreId, stationId, state, sha256, seconds }) => {
    const may = centreId === null ? reached.has(stationId ?? '') : actor.mayAtCentre('programs:approve', centreId);
    return may && state === 'ready' && sha256 !== null && seconds !== null ? [{ originalSha256: sha256, seconds }] : [];
  });
}

const peopleIn = (record: ProgramRecord): string[] =>
  [record.createdBy, record.uploadedBy, record.decidedBy, record.approvedBy].filter((id) => id !== null);
