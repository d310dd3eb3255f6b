import type { Item } from './queries.ts';

const FIVE_MINUTES_MS = 300_000;

/** A broadcast of five minutes as the service tells it, for tests. @param startsAt in milliseconds since 1970 */
export const todayItem = (startsAt: number, changes: Partial<Item> = {}): Item => ({
  broadcastId: 'broadcast',
  time: '17:15',
  startsAt: new Date(startsAt).toISOString(),
  endsAt: new Date(startsAt + FIVE_MINUTES_MS).toISOString(),
  seconds: 300,
  title: 'Cải cách thể chế là gì?',
  topic: 'administrative-reform',
  priority: 'normal',
  state: 'open',
  reason: null,
  proof: null,
  confirmation: null,
  withdrawn: null,
  onDevice: true,
  soundedAtWrongTime: false,
  wrongTimeAt: null,
  maySay: [],
  ...changes,
});
