import type { AnySubscription, Storable, Subscription } from './subscription.js';
import type { NewPendingEvent } from './pending-events.queries.js';

/** Who listens durably to what in this version of the service. Filled while modules start; the same in every process. */
export class Subscriptions {
  private readonly all: AnySubscription[] = [];

  /** @throws Error when the listener has a subscription to this event already */
  add<Event extends object, Item extends Storable<Item>>(subscription: Subscription<Event, Item>): void {
    const { listener, event } = subscription;
    if (this.of(listener).some((other) => other.event.name === event.name)) {
      throw new Error(`The listener ${listener} subscribes to ${event.name} twice.`);
    }
    this.all.push(subscription);
  }

  of(listener: string): readonly AnySubscription[] {
    return this.all.filter((subscription) => subscription.listener === listener);
  }

  /** Each listener with the names of the events that it subscribes to. */
  names(): { listener: string; event: string }[] {
    return this.all.map(({ listener, event }) => ({ listener, event: event.name }));
  }

  /** The rows that keep `events` for their durable listeners; none for an event that has no such listener. */
  rowsOf(events: readonly object[], at: Date): NewPendingEvent[] {
    return events.flatMap((event) =>
      this.all
        .filter((subscription) => subscription.event === event.constructor)
        .flatMap((subscription) => rowsFor(subscription, event, at)),
    );
  }
}

function rowsFor(subscription: AnySubscription, announced: object, at: Date): NewPendingEvent[] {
  const { listener, event } = subscription;
  return subscription
    .items(announced, at)
    .map((data) => ({ listener, event: event.name, key: subscription.key?.(data) ?? null, data }));
}
