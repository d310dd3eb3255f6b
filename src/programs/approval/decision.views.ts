import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import type { NamedPerson } from '../../identity/people/people.queries.js';
import { PeopleService } from '../../identity/people/people.service.js';
import { decodeCursor, type Page, type PageQuery, toPage } from '../../platform/http/page.js';
import { ProgramsService } from '../programs.service.js';
import type { DecisionView } from './approvals.schemas.js';
import { type DecisionRecord, decisionsAbout } from './decisions.queries.js';

/** Shows what was decided about a program, and about what. */
@Injectable()
export class DecisionViews {
  constructor(
    private readonly source: DataSource,
    private readonly programs: ProgramsService,
    private readonly people: PeopleService,
  ) {}

  /** All decisions about versions of the program, newest first. @throws NotFound outside the actor's reach */
  async list(programId: string, { limit, cursor }: PageQuery, actor: Actor): Promise<Page<DecisionView>> {
    await this.programs.findVisible(programId, actor);
    const page = { limit: limit + 1, before: decodeCursor(cursor) };
    const { items, next } = toPage(await decisionsAbout(this.source, programId, page), limit, ({ id }) => id);
    const names = await this.people.namesOf(
      items.flatMap(({ decidedBy, revokedBy }) => [decidedBy, revokedBy ?? []].flat()),
    );
    return { items: items.map((record) => present(record, names)), next };
  }
}

function present(record: DecisionRecord, names: ReadonlyMap<string, NamedPerson>): DecisionView {
  const { revokedAt, revokedBy, revokedNote, decidedAt, decidedBy, inForceFrom, inForceUntil, ...rest } = record;
  const person = (id: string) => names.get(id) ?? { id, name: '' };
  return {
    ...rest,
    decidedAt: decidedAt.toISOString(),
    decidedBy: person(decidedBy),
    inForceFrom: inForceFrom?.toISOString() ?? null,
    inForceUntil: inForceUntil?.toISOString() ?? null,
    revoked:
      revokedAt && revokedBy !== null
        ? { at: revokedAt.toISOString(), by: person(revokedBy), because: revokedNote ?? '' }
        : null,
  };
}
