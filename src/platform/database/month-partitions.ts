import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { PARTITION_MARK } from './constraint-problems.js';

/** A table with one partition for each month, and a default partition for months that have none. */
export interface MonthlyTable {
  name: string;
  /** The partition key: a local day, or a UUIDv7, whose first 48 bits are the instant in UTC. */
  by: 'day' | 'uuidv7';
}

// Several processes may find the same month missing at once.
const PARTITION_LOCK = 7_264_004;
const CHECK_VIOLATION = '23514';

/** Creates the partitions of coming months in advance, each in its own transaction. */
@Injectable()
export class MonthPartitions {
  private readonly logger = new Logger('month-partitions');
  private readonly existing = new Set<string>();

  constructor(private readonly source: DataSource) {}

  /**
   * Creates the missing partitions from the month of `first` to the month of `last`. Cheap when none is missing.
   * Do not call it inside a transaction: it waits for transactions that write to the table.
   * A month that already has rows in the default partition stays there; all constraints hold there too.
   * @param span days `YYYY-MM-DD`: local days for `day`, days in UTC for `uuidv7`
   */
  async ensure(table: MonthlyTable, span: { first: string; last: string }): Promise<void> {
    for (const month of monthsBetween(span)) {
      const partition = `${table.name}_${month.replace('-', '_')}`;
      if (this.existing.has(partition)) continue;
      await this.create(table, month, partition);
      this.existing.add(partition);
    }
  }

  private async create(table: MonthlyTable, month: string, partition: string): Promise<void> {
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
      if (!isInDefaultPartition(error)) throw error;
      this.logger.warn(`${month} already has rows in the default partition of ${table.name}; they stay there`);
    }
  }
}

// Not to_regclass: its cache may not know a table that another process has just created.
async function exists(manager: EntityManager, table: string): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    'SELECT 1 FROM pg_class WHERE relname = $1 AND relnamespace = current_schema()::regnamespace',
    [table],
  );
  return rows.length > 0;
}

/** PostgreSQL makes up the names; with the parent's name in front, one `constraintMeans` covers all months. */
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

const isInDefaultPartition = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === CHECK_VIOLATION;
