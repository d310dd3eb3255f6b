import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { PARTITION_MARK } from './constraint-problems.js';

/** A table with one partition a month, and a default one for the months that have none. */
export interface MonthlyTable {
  name: 'broadcasts' | 'play_events';
  /** What it is partitioned by: a local day, or a UUIDv7, whose first bits are the instant in UTC. */
  by: 'day' | 'uuidv7';
}

// Any number of processes may find a month missing at once.
const PARTITION_LOCK = 7_264_002;
const CHECK_VIOLATION = '23514';

/** Makes the partitions of coming months ahead of time, each in a transaction of its own. */
@Injectable()
export class MonthPartitions {
  private readonly logger = new Logger('month-partitions');
  private readonly settled = new Set<string>();

  constructor(private readonly source: DataSource) {}

  /**
   * Makes sure that each month from that of `first` to that of `last` has its partition. Cheap when they are there.
   * Do not call it inside a transaction: it waits for those that write to the table.
   * A month that already has rows in the default partition stays there; every promise of the table holds there too.
   * @param span local days or the days in UTC, `YYYY-MM-DD`
   */
  async ensure(table: MonthlyTable, span: { first: string; last: string }): Promise<void> {
    for (const month of monthsBetween(span)) {
      const partition = `${table.name}_${month.replace('-', '_')}`;
      if (this.settled.has(partition)) continue;
      await this.make(table, month, partition);
      this.settled.add(partition);
    }
  }

  private async make(table: MonthlyTable, month: string, partition: string): Promise<void> {
    try {
      await this.source.transaction(async (manager) => {
        if (await exists(manager, partition)) return;
        await manager.query('SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK]);
        if (await exists(manager, partition)) return;
        const [from, to] = [boundOf(table, month), boundOf(table, monthAfter(month))];
        await manager.query(
          `CREATE TABLE ${partition} PARTITION OF ${table.name} FOR VALUES FROM ('${from}') TO ('${to}')`,
        );
        await nameConstraintsAfterParent(manager, partition, month);
      });
    } catch (error) {
      if (!isTakenByDefault(error)) throw error;
      this.logger.warn(`${month} already has rows in the default partition of ${table.name}; they stay there`);
    }
  }
}

// Not to_regclass: it may answer from a cache that has not yet heard of a table just made by another process.
async function exists(manager: EntityManager, table: string): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    'SELECT 1 FROM pg_class WHERE relname = $1 AND relnamespace = current_schema()::regnamespace',
    [table],
  );
  return rows.length > 0;
}

/** PostgreSQL names them at random; with the parent's name in front, one line of `constraintMeans` covers all months. */
async function nameConstraintsAfterParent(manager: EntityManager, partition: string, month: string): Promise<void> {
  const rows: { own: string; parent: string }[] = await manager.query(
    `SELECT own.conname AS own, parent.conname AS parent
     FROM pg_constraint own JOIN pg_constraint parent ON parent.oid = own.conparentid
     WHERE own.conrelid = $1::regclass AND own.contype IN ('p', 'u', 'x')`,
    [partition],
  );
  for (const { own, parent } of rows) {
    await manager.query(`ALTER INDEX "${own}" RENAME TO "${parent}${PARTITION_MARK}${month.replace('-', '_')}"`);
  }
}

function boundOf(table: MonthlyTable, month: string): string {
  const first = `${month}-01`;
  if (table.by === 'day') return first;
  const milliseconds = Date.parse(`${first}T00:00:00Z`).toString(16).padStart(12, '0');
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-0000-0000-000000000000`;
}

function monthsBetween({ first, last }: { first: string; last: string }): string[] {
  const months: string[] = [];
  for (let month = first.slice(0, 7); month <= last.slice(0, 7); month = monthAfter(month)) months.push(month);
  return months;
}

function monthAfter(month: string): string {
  const next = new Date(`${month}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return next.toISOString().slice(0, 7);
}

const isTakenByDefault = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === CHECK_VIOLATION;
