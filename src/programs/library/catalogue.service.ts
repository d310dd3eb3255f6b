import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { PeopleService } from '../../identity/people/people.service.js';
import { decodeCursor, type Page, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/problem.js';
import { maySee, programReach } from '../program-reach.js';
import { LibraryQueries } from './library.queries.js';
import type { ProgramFilter, ProgramView } from './library.schemas.js';
import { peopleIn, presentProgram } from './present-program.js';

/** Programs as people look at them. */
@Injectable()
export class CatalogueService {
  constructor(
    private readonly queries: LibraryQueries,
    private readonly people: PeopleService,
  ) {}

  /** @throws NotFound also outside the actor's reach */
  async show(id: string, actor: Actor): Promise<ProgramView> {
    const record = await this.queries.record(id);
    if (!record || !maySee(actor, record)) throw new NotFound('program');
    return presentProgram(record, await this.people.namesOf(peopleIn(record)));
  }

  /** What the actor may see, newest first. */
  async list(filter: ProgramFilter, actor: Actor): Promise<Page<ProgramView>> {
    const records = await this.queries.list(programReach(actor), filter, decodeCursor(filter.cursor));
    const page = toPage(records, filter.limit, ({ id }) => id);
    const names = await this.people.namesOf(page.items.flatMap(peopleIn));
    return { ...page, items: page.items.map((record) => presentProgram(record, names)) };
  }
}
