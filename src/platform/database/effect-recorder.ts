import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuditRecord } from '../audit/audit-record.js';
import type { Sql } from './sql.js';

/** Told by every unit of work of a request, in its transaction, what it did. What it throws rolls the work back. */
export interface EffectRecorder {
  record(sql: Sql, done: readonly AuditRecord[]): Promise<void>;
}

const recorders = new AsyncLocalStorage<EffectRecorder>();

/** Runs `use`; each unit of work that it runs tells `recorder` what it did before it commits. */
export const withEffectRecorder = <Result>(recorder: EffectRecorder, use: () => Promise<Result>): Promise<Result> =>
  recorders.run(recorder, use);

export const currentEffectRecorder = (): EffectRecorder | undefined => recorders.getStore();
