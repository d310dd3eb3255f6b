export const EVENTS_QUEUE = 'events';

export const DELIVER_EVENTS = 'deliver-events';

/** A signal that events wait for a listener; the rows of `pending_events` hold them. */
export interface DeliverEvents {
  listener: string;
}
