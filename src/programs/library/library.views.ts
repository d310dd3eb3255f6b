import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { ownerOf } from '../../identity/owner.js';
import { PeopleService } from '../../identity/people/people.service.js';
import { decodeCursor, type Page, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { ListeningService, type PlayedAudio } from '../listening/listening.service.js';
import { maySee, programReach } from '../program-reach.js';
import { RenditionsDirectory } from '../renditions.directory.js';
import { listPrograms, programRecord, type ProgramRecord } from './library.queries.js';
import type { ProgramFilter, ProgramView } from './library.schemas.js';
import { presentProgram } from './present-program.js';

/** Shows programs in their newest version, each with the decision about it and the version in force. */
@Injectable()
export class LibraryViews {
  constructor(
    private readonly source: DataSource,
    private readonly people: PeopleService,
    private readonly renditions: RenditionsDirectory,
    private readonly listening: ListeningService,
  ) {}

  /** @throws NotFound also outside the actor's reach */
  async show(id: string, actor: Actor): Promise<ProgramView> {
    const record = await programRecord(this.source, id);
    if (!record || !maySee(actor, record)) throw new NotFound('program');
    const [view] = await this.present([record], actor);
    if (!view) throw new NotFound('program');
    return view;
  }

  /** Programs that the actor may see, newest first. */
  async list(filter: ProgramFilter, actor: Actor): Promise<Page<ProgramView>> {
    const records = await listPrograms(this.source, programReach(actor), filter, decodeCursor(filter.cursor));
    const page = toPage(records, filter.limit, ({ id }) => id);
    return { ...page, items: await this.present(page.items, actor) };
  }

  private async present(records: readonly ProgramRecord[], actor: Actor): Promise<ProgramView[]> {
    const names = await this.people.namesOf(records.flatMap(peopleIn));
    const originals = records.flatMap(({ sha256 }) => sha256 ?? []);
    const renditions = await this.renditions.newest(this.source, originals);
    const listenings = await this.listening.of(this.source, actor.id, records.flatMap(playable(actor)));
    return records.map((record) => {
      const sha256 = record.sha256 ?? '';
      return presentProgram(record, { names, renditions: renditions.get(sha256), listening: listenings.get(sha256) });
    });
  }
}

/** The audio of a program that the actor may approve, once it is ready. */
const playable =
  (actor: Actor) =>
  (record: ProgramRecord): PlayedAudio[] => {
    const { state, sha256, seconds } = record;
    const isReady = state === 'ready' && sha256 !== null && seconds !== null;
    return isReady && actor.mayAt('programs:approve', ownerOf(record)) ? [{ originalSha256: sha256, seconds }] : [];
  };

const peopleIn = (record: ProgramRecord): string[] =>
  [record.createdBy, record.uploadedBy, record.decidedBy, record.approvedBy].filter((id) => id !== null);
