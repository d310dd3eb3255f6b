import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../../identity/actor.js';
import { ScopeDirectory } from '../../identity/scope.directory.js';
import { Clock } from '../../platform/clock/clock.js';
import { type CountedPage, decodeCursor, toPage } from '../../platform/http/page.js';
import { NotFound } from '../../platform/http/http.problems.js';
import { AiringsDirectory } from '../airings.directory.js';
import { maySee, programReach } from '../program-reach.js';
import { countPrograms, listPrograms, type NextStart, type ProgramCursor, programRecord } from './library.queries.js';
import type { ProgramFilter, ProgramView } from './library.schemas.js';
import { presentProgram } from './present-program.js';
import { ProgramFactsService } from './program-facts.service.js';

/** Shows programs in their newest version, each with the decision about it and the version in force. */
@Injectable()
export class LibraryViews {
  private readonly next: NextStart = (program, now) => this.airings.nextStart(program, now);

  constructor(
    private readonly source: DataSource,
    private readonly facts: ProgramFactsService,
    private readonly airings: AiringsDirectory,
    private readonly scopes: ScopeDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound also outside the actor's reach */
  async show(id: string, actor: Actor): Promise<ProgramView> {
    const record = await programRecord(this.source, id, { next: this.next, now: this.clock.now() });
    if (!record || !(await maySee(actor, record))) throw new NotFound('program');
    return presentProgram(record, await this.facts.of([record], actor));
  }

  /** Programs that the actor may see. */
  async list(filter: ProgramFilter, actor: Actor): Promise<CountedPage<ProgramView>> {
    const within = { reach: programReach(actor), scopes: this.scopes, now: this.clock.now() };
    const page = { next: this.next, after: decodeProgramCursor(filter.cursor) };
    const records = await listPrograms(this.source, within, filter, page);
    const { items, next } = toPage(records, filter.limit, ({ id, nextAiringAt }) =>
      [id, nextAiringAt?.toISOString() ?? []].flat().join(' '),
    );
    const facts = await this.facts.of(items, actor);
    const total = filter.total ? await countPrograms(this.source, within, filter) : null;
    return { items: items.map((record) => presentProgram(record, facts)), next, total };
  }
}

const Parts = z.tuple([z.uuid(), z.iso.datetime().optional()]);
const Key = z.string().refine((key) => Parts.safeParse(key.split(' ')).success);

/** @throws InvalidRequest for a cursor that this service did not make */
function decodeProgramCursor(cursor: string | undefined): ProgramCursor | undefined {
  const key = decodeCursor(cursor, Key);
  if (key === undefined) return undefined;
  const [id, at] = Parts.parse(key.split(' '));
  return { id, at: at === undefined ? 'infinity' : new Date(at) };
}
