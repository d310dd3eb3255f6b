import { expect } from '@jest/globals';
import { addDays } from '../../../src/platform/clock/local-day.js';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { TimelineView } from '../../../src/scheduling/timeline/timeline.schemas.js';
import type { TestService } from '../../support/service.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';

/** A timeline, by default as somebody sees it who sees everything; sessions end while the clock moves on. */
export async function timelineAt(
  service: TestService,
  stationId: string,
  [from, until]: [from: string, until: string],
  reader?: TestPerson,
): Promise<TimelineView> {
  const { client } = reader ?? (await personWith(service, 'leader'));
  const { status, body } = await client.get<TimelineView>(
    `/stations/${stationId}/timeline?from=${from}&until=${until}`,
  );
  expect([status, body]).toEqual([200, expect.anything()]);
  return body;
}

/** Puts the clock back to an instant at which nothing is on the schedule, and plans that. */
export async function nothingPlanned(service: TestService, now: string): Promise<void> {
  service.clock.moveTo(now);
  await service.sql('DELETE FROM planned_through');
  await service.sql('DELETE FROM broadcasts');
  await service.sql('UPDATE entries SET withdrawn_at = $1 WHERE withdrawn_at IS NULL', [now]);
  await service.get(ScheduleTick).tick();
}

/**
 * Moves the clock on until the days are planned, and compares what was computed for them with what is planned then.
 * @returns what was computed
 */
export async function computedThenPlanned(
  service: TestService,
  stationIds: readonly string[],
  days: [from: string, until: string],
): Promise<TimelineView[]> {
  const [from, until] = days;
  const all = () => Promise.all(stationIds.map((id) => timelineAt(service, id, days)));
  const computed = await all();
  expect(computed.every(({ plannedThrough }) => plannedThrough < from)).toBe(true);
  service.clock.moveTo(`${addDays(from, -3)}T00:00:00Z`);
  await service.get(ScheduleTick).tick();
  const planned = await all();
  expect(planned.every(({ plannedThrough }) => plannedThrough >= until)).toBe(true);
  expect(planned.map(comparable)).toEqual(computed.map(comparable));
  return computed;
}

/** What is expected now is planned later, and has an id then. */
const comparable = ({ days }: TimelineView) =>
  days.map(({ items, ...day }) => ({
    ...day,
    items: items.map(({ broadcastId: _id, ...item }) => ({
      ...item,
      state: item.state === 'expected' ? 'planned' : item.state,
    })),
  }));
