import type { Sql } from './sql.js';

/** Stores events for durable listeners within a unit of work. A port: `platform/events` provides it (`OutboxWriter`). */
export abstract class DurableEventStore {
  /**
   * Stores the events that have durable listeners, in the transaction that `sql` runs in and in one statement.
   * @returns the names of these listeners, to be signalled after the commit
   */
  abstract store(sql: Sql, events: readonly object[], at: Date): Promise<readonly string[]>;

  /** Signals workers that events wait for these listeners. Returns at once and never throws: the rows hold the events. */
  abstract signal(listeners: readonly string[]): void;
}
