import { expect } from '@jest/globals';
import type { ConsequencesView } from '../../../src/consequences/consequences.schemas.js';
import type { BroadcastView } from '../../../src/scheduling/broadcasts/broadcasts.schemas.js';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { TestPerson } from '../../factories/person.factory.js';
import { allPages } from '../../support/pages.js';
import type { TestService } from '../../support/service.js';

/** The part of an answer that says what a change does. */
export interface Changed {
  dryRun?: boolean;
  consequences: ConsequencesView | null;
}

/** Who reads the schedule of these stations. */
export interface Watched {
  reader: TestPerson;
  stationIds: readonly string[];
}

/** What is planned at the stations, whoever serves them, by id. */
export async function plannedAt({ reader, stationIds }: Watched): Promise<Map<string, BroadcastView>> {
  const all = stationIds.map((id) =>
    allPages<BroadcastView>(reader.client, `/broadcasts?stationId=${id}&from=2026-03-02&until=2026-03-12`),
  );
  const rows = (await Promise.all(all)).flat().filter(({ state }) => state === 'planned');
  return new Map(rows.map((row) => [row.id, row]));
}

const idsOf = ({ broadcasts }: ConsequencesView, kinds: readonly string[]) =>
  broadcasts.flatMap(({ kind, broadcastId }) => (kinds.includes(kind) ? [broadcastId] : [])).toSorted();
const without = (rows: ReadonlyMap<string, unknown>, others: ReadonlyMap<string, unknown>) =>
  [...rows.keys()].filter((id) => !others.has(id)).toSorted();

/** Makes a change, and compares what it says with what is planned before and after it. */
export async function toldBy(
  make: () => Promise<{ status: number; body: Changed }>,
  watched: Watched,
): Promise<ConsequencesView> {
  const before = await plannedAt(watched);
  const { status, body } = await make();
  expect([status < 300, body]).toEqual([true, expect.anything()]);
  const after = await plannedAt(watched);
  const { consequences } = body;
  if (!consequences) throw new Error('nothing was told');
  expect(idsOf(consequences, ['new', 'returned'])).toEqual(without(after, before));
  expect(idsOf(consequences, ['gone', 'gap', 'displaced'])).toEqual(expect.arrayContaining(without(before, after)));
  const sum = Object.values(consequences.totals).reduce((all, one) => all + one, 0);
  expect([sum, consequences.byStation.reduce((all, { changes }) => all + changes, 0)]).toEqual([
    consequences.broadcasts.length,
    sum,
  ]);
  return consequences;
}

/** Planning everything anew finds nothing left to do. */
export async function expectNothingLeftAt(service: TestService, stationIds: readonly string[]): Promise<void> {
  const rows = () =>
    service.sql(
      `SELECT id, state, reason_code, starts_at, program_id FROM broadcasts WHERE station_id = ANY ($1) ORDER BY id`,
      [stationIds],
    );
  const before = await rows();
  await service.get(ScheduleTick).planEverything();
  expect(await rows()).toEqual(before);
}
