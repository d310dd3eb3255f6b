import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { PeopleService } from '../../identity/people/people.service.js';
import { ScopeDirectory } from '../../identity/scope.directory.js';
import { Clock } from '../../platform/clock/clock.js';
import { decodeCursor, type Page, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/http.problems.js';
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
    private readonly scopes: ScopeDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound also outside the actor's reach */
  async show(id: string, actor: Actor): Promise<ProgramView> {
    const record = await programRecord(this.source, id);
    if (!record || !(await maySee(actor, record))) throw new NotFound('program');
    const [view] = await this.present([record]);
    if (!view) throw new NotFound('program');
    return view;
  }

  /** Programs that the actor may see, newest first. */
  async list(filter: ProgramFilter, actor: Actor): Promise<Page<ProgramView>> {
    const within = { reach: programReach(actor), scopes: this.scopes, now: this.clock.now() };
    const records = await listPrograms(this.source, within, filter, decodeCursor(filter.cursor));
    const page = toPage(records, filter.limit, ({ id }) => id);
    return { ...page, items: await this.present(page.items) };
  }

  private async present(records: readonly ProgramRecord[]): Promise<ProgramView[]> {
    const names = await this.people.namesOf(records.flatMap(peopleIn));
    const originals = records.flatMap(({ sha256 }) => sha256 ?? []);
    const renditions = await this.renditions.newest(this.source, originals);
    return records.map((record) => presentProgram(record, { names, renditions: renditions.get(record.sha256 ?? '') }));
  }
}

const peopleIn = (record: ProgramRecord): string[] =>
  [record.createdBy, record.uploadedBy, record.decidedBy, record.approvedBy].filter((id) => id !== null);
