import type { Work } from '../database/unit-of-work.js';

/** What `jsonb` gives back as it was stored. Items hold ids and days; a listener reads everything else from the tables. */
export type Storable<Item> = { [Key in keyof Item]: string | number | boolean | null | readonly string[] };

/** A durable listener's interest in one kind of event. */
export interface Subscription<Event extends object, Item extends Storable<Item>> {
  /** Name of the listener, e.g. `airtime`. Stored with each event, so renaming it drops what waits for the old name. */
  listener: string;
  /** Class of the event; stored by its name, as above. */
  event: abstract new (...given: never[]) => Event;
  /**
   * What is stored of an event: a row for each item. An event that names many things is stored as many items; items that
   * are the same within one unit of work are stored once.
   * @param at when the event was announced
   */
  items(event: Event, at: Date): readonly Item[];
  /** What the item is about, e.g. the id of a station, so that `Outbox.deliverNow` finds it by that. */
  key?(item: Item): string;
  /**
   * Handles some items, in no promised order. Everything it writes belongs to `work`, which also removes the items: they
   * are delivered at least once, and exactly once as far as this transaction reaches.
   */
  handle(work: Work, items: readonly Item[]): Promise<void>;
}

/** A subscription of any kind of event. */
export type AnySubscription = Subscription<object, object>;
