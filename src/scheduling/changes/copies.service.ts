import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { ownerOf } from '../../identity/owner.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { todayOf } from '../../platform/config/today.js';
import { NotFound } from '../../platform/http/http.problems.js';
import type { CopyWeek, Operation, OperationOf } from '../operations/operations.schemas.js';
import { findDefinition } from '../terms/definitions.queries.js';
import { copyOf } from './copy-entry.js';
import { copyWeek } from './copy-week.js';
import { entriesOfWeek } from './copy-week.queries.js';

/** Makes of what is to be copied the operations that do it. */
@Injectable()
export class CopiesService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @param index which of the operations it is @throws NotFound for what the actor may not schedule · InvalidRequest for a copy whose end is not known */
  async operationsOf(one: CopyWeek | OperationOf<'copy'>, index: number, by: Actor): Promise<Operation[]> {
    return one.op === 'copy' ? this.entry(one, index, by) : this.week(one, by);
  }

  private async entry(one: OperationOf<'copy'>, index: number, by: Actor): Promise<Operation[]> {
    const found = await findDefinition(this.source, one.entryId);
    const isTheirs = found && (await by.mayAt('schedule:write', found.entry.owner()));
    const copied = isTheirs ? copyOf(found, one, index) : undefined;
    if (!copied) throw new NotFound('entry', [one.entryId]);
    return [copied];
  }

  private async week({ from, to, entryIds, ...owners }: CopyWeek, by: Actor): Promise<Operation[]> {
    const owner = ownerOf(owners);
    if (!(await by.mayAt('schedule:write', owner))) throw new NotFound(owner.kind, [owner.id]);
    const entries = await entriesOfWeek(this.source, owner, { from, to, only: entryIds });
    return copyWeek(entries, { from, to, today: todayOf(this.clock, this.config) });
  }
}
