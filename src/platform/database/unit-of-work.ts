import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { DataSource, type EntityManager } from 'typeorm';
import { type AuditRecord, writeAuditRecords } from '../audit/audit-record.js';
import { logRecords } from '../audit/log-records.js';
import { Clock } from '../clock/clock.js';
import { MaybeStored } from '../http/http.problems.js';
import { noteCommit } from '../http/request-id.js';
import { rethrowAsProblem } from './constraint-problems.js';
import { DurableEventStore } from './durable-event-store.js';
import { currentEffectRecorder } from './effect-recorder.js';
import { mayBeCommitted } from './outage.js';
import type { Sql } from './sql.js';

/** One transaction: its SQL, its time, its audit records, and the events to emit after the commit. */
export interface Work extends Sql {
  /** For entities only; everything else uses `query`. */
  manager: EntityManager;
  /** The instant at which the work began; everything it writes has this time. */
  now: Date;
  /** Adds a record to the audit trail, written in the same transaction. */
  record(entry: AuditRecord): void;
  /**
   * Emits `event` after the commit, under the name of its class; not emitted after a rollback. Durable listeners
   * (`Outbox.subscribe`) get it even if the process ends right after the commit; listeners with `@OnEvent` do not.
   */
  announce(event: object): void;
  /** As `announce`, but `run` returns only when the listeners with `@OnEvent` have finished. */
  announceAndWait(event: object): void;
}

/** Runs a use case as one transaction. */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly source: DataSource,
    private readonly events: EventEmitter2,
    private readonly clock: Clock,
    private readonly durableEvents: DurableEventStore,
  ) {}

  /**
   * Commits what `useCase` did and then emits its events; rolls back when it throws.
   * A violated constraint is thrown as the problem that is registered for it, see `constraintMeans`.
   * @throws MaybeStored when the connection was lost before the commit was answered
   */
  async run<Result>(useCase: (work: Work) => Promise<Result>): Promise<Result> {
    const records: AuditRecord[] = [];
    const events: object[] = [];
    const awaited: object[] = [];
    const common = {
      now: this.clock.now(),
      record: (record: AuditRecord) => void records.push(record),
      announce: (event: object) => void events.push(event),
      announceAndWait: (event: object) => void awaited.push(event),
    };
    let listeners: readonly string[] = [];
    let isCommitting = false;
    const result = await this.source
      .transaction(async (manager) => {
        const work: Work = { ...common, manager, query: sqlOf(manager).query };
        const done = await useCase(work);
        await writeAuditRecords(work, records, work.now);
        if (records.length > 0) await currentEffectRecorder()?.record(work, records);
        listeners = await this.durableEvents.store(work, [...events, ...awaited], work.now);
        isCommitting = true;
        return done;
      })
      .catch((error: unknown) => {
        if (isCommitting && mayBeCommitted(error)) throw new MaybeStored(error);
        return rethrowAsProblem(error);
      });
    noteCommit();
    logRecords(records);
    this.durableEvents.signal(listeners);
    for (const event of events) this.events.emit(event.constructor.name, event);
    for (const event of awaited) await this.events.emitAsync(event.constructor.name, event);
    return result;
  }
}

/** Returns the rows of every statement; TypeORM's own `query` returns something else for UPDATE and DELETE. */
const sqlOf = ({ queryRunner }: EntityManager): Sql => ({
  async query<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    if (!queryRunner) throw new Error('The entity manager is not in a transaction.');
    const answer: { records: Row[] } = await queryRunner.query(sql, parameters, true);
    return answer.records ?? [];
  },
});
