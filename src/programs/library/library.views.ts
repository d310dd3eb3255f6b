import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import type { NamedPerson } from '../../identity/people/people.queries.js';
import { PeopleService } from '../../identity/people/people.service.js';
import { decodeCursor, type Page, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/problem.js';
import { maySee, programReach } from '../program-reach.js';
import { listPrograms, programRecord, type ProgramRecord } from './library.queries.js';
import type { ProgramFilter, ProgramView } from './library.schemas.js';

/** Shows programs, each with its audio and the decision in force. */
@Injectable()
export class LibraryViews {
  constructor(
    private readonly source: DataSource,
    private readonly people: PeopleService,
  ) {}

  /** @throws NotFound also outside the actor's reach */
  async show(id: string, actor: Actor): Promise<ProgramView> {
    const record = await programRecord(this.source, id);
    if (!record || !maySee(actor, record)) throw new NotFound('program');
    return present(record, await this.people.namesOf(peopleIn(record)));
  }

  /** Programs that the actor may see, newest first. */
  async list(filter: ProgramFilter, actor: Actor): Promise<Page<ProgramView>> {
    const records = await listPrograms(this.source, programReach(actor), filter, decodeCursor(filter.cursor));
    const page = toPage(records, filter.limit, ({ id }) => id);
    const names = await this.people.namesOf(page.items.flatMap(peopleIn));
    return { ...page, items: page.items.map((record) => present(record, names)) };
  }
}

const peopleIn = (record: ProgramRecord): string[] =>
  [record.createdBy, record.uploadedBy, record.decidedBy].filter((id) => id !== null);

function present(record: ProgramRecord, names: Map<string, NamedPerson>): ProgramView {
  const { sha256, bytes, fileName, uploadedAt, uploadedBy, decision, note, decidedAt, decidedBy, ...rest } = record;
  const person = (id: string) => names.get(id) ?? { id, name: '' };
  const original = sha256 && {
    sha256,
    bytes,
    fileName,
    uploadedAt: uploadedAt.toISOString(),
    uploadedBy: person(uploadedBy),
  };
  const approval = sha256 &&
    decision && {
      decision,
      originalSha256: sha256,
      note,
      decidedAt: decidedAt.toISOString(),
      decidedBy: person(decidedBy),
    };
  return {
    ...rest,
    original: original || null,
    approval: approval || null,
    createdBy: person(record.createdBy),
    createdAt: record.createdAt.toISOString(),
    withdrawnAt: record.withdrawnAt?.toISOString() ?? null,
  };
}
