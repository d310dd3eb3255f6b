import type { Sql } from './sql.js';

/** Where a unit of work stores the news that must survive the process; `platform/events` provides it. */
export abstract class DurableNews {
  /**
   * Stores the events that have durable listeners, in the transaction that `sql` runs in and in one statement.
   * @returns the names of these listeners, to be signalled after the commit
   */
  abstract store(sql: Sql, events: readonly object[], at: Date): Promise<readonly string[]>;

  /** Signals workers that events wait for these listeners. Returns at once and never throws: the rows hold the news. */
  abstract signal(listeners: readonly string[]): void;
}
