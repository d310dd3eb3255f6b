import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { DataSource, type EntityManager } from 'typeorm';
import { type AuditRecord, writeAuditRecords } from '../audit/audit-record.js';
import { Clock } from '../clock/clock.js';
import { rethrowAsProblem } from './constraint-problems.js';
import type { Sql } from './sql.js';

/** One transaction: its SQL, its time, what it leaves in the audit trail, and the news to be told once it is safe. */
export interface Work extends Sql {
  /** For entities; everything else runs on `query`. */
  manager: EntityManager;
  /** The instant at which the work began; one for all that it writes. */
  now: Date;
  /** Writes who did what into the audit trail, with the rest of the work. */
  record(deed: AuditRecord): void;
  /** Tells `event` to its listeners after the commit, under the name of its class; never if the work is undone. */
  announce(event: object): void;
  /** As `announce`; the work ends only when the listeners are done, so that whoever is answered finds it done. */
  announceAndWait(event: object): void;
}

/** Runs a use case as one transaction. */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly source: DataSource,
    private readonly events: EventEmitter2,
    private readonly clock: Clock,
  ) {}

  /**
   * Commits all that `useCase` did, then announces its news; undoes all of it when it throws.
   * A violated constraint becomes the problem that is registered for its name.
   */
  async run<Result>(useCase: (work: Work) => Promise<Result>): Promise<Result> {
    const deeds: AuditRecord[] = [];
    const news: object[] = [];
    const awaited: object[] = [];
    const common = {
      now: this.clock.now(),
      record: (deed: AuditRecord) => void deeds.push(deed),
      announce: (event: object) => void news.push(event),
      announceAndWait: (event: object) => void awaited.push(event),
    };
    const result = await this.source
      .transaction(async (manager) => {
        const work: Work = { ...common, manager, query: sqlOf(manager).query };
        const done = await useCase(work);
        await writeAuditRecords(work, deeds, work.now);
        return done;
      })
      .catch(rethrowAsProblem);
    for (const event of news) this.events.emit(event.constructor.name, event);
    for (const event of awaited) await this.events.emitAsync(event.constructor.name, event);
    return result;
  }
}

/** Answers the returned rows of every statement; TypeORM itself answers UPDATE and DELETE otherwise than SELECT. */
const sqlOf = ({ queryRunner }: EntityManager): Sql => ({
  async query<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    if (!queryRunner) throw new Error('A unit of work has a connection of its own.');
    const answer: { records: Row[] } = await queryRunner.query(sql, parameters, true);
    return answer.records ?? [];
  },
});
