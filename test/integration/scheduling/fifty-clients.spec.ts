import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/platform/clock/local-day.js';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { BroadcastView } from '../../../src/scheduling/broadcasts/broadcasts.schemas.js';
import type { NamedClash } from '../../../src/scheduling/scheduling.problems.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newGroup, type TestCentre } from '../../factories/station.factory.js';
import { allPages } from '../../support/pages.js';
import { startService, type TestService } from '../../support/service.js';
import { randomRuns, seedOr } from '../../support/random-runs.js';

// Each run begins at 23:50 in Vietnam, so that the plan has another day ahead while it goes on.
const FIRST_DAY = '2026-03-02';
const STATIONS = 6;
const CLIENTS = 50;

/** Groups that overlap partly, by the numbers of their stations. */
const GROUPS = [
  [0, 1, 2],
  [2, 3, 4],
  [4, 5, 0],
];
const place = fc.oneof(
  fc.record({ groups: fc.uniqueArray(fc.nat(GROUPS.length - 1), { minLength: 1, maxLength: 2 }) }),
  fc.record({ names: fc.uniqueArray(fc.nat(STATIONS - 1), { minLength: 1, maxLength: 4 }) }),
  fc.record({ leftOut: fc.uniqueArray(fc.nat(STATIONS - 1), { maxLength: 3 }) }),
);
const wish = fc.record({
  place,
  // Most at one minute, the others near it; the program lasts one minute to three.
  time: fc.constantFrom('17:15', '17:15', '17:15', '17:14', '17:16'),
  program: fc.nat(2),
  rule: fc.constantFrom(null, 'FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,TH', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE'),
  inDays: fc.integer({ min: 1, max: 3 }),
});
type Wish = typeof wish extends fc.Arbitrary<infer One> ? One : never;

interface Answered {
  status: number;
  headers: Headers;
  body: { id?: string; planned?: number; code?: string; clashes?: NamedClash[]; total?: number };
}

// A run takes seconds, as fifty requests wait for each other.
// Nothing is made smaller: the same requests meet otherwise the next time.
const RUNS = {
  seed: seedOr(25),
  numRuns: Math.ceil(randomRuns(40).numRuns / 20),
  endOnFailure: true,
};

describe('fifty clients who want one minute', () => {
  let service: TestService;
  let centre: TestCentre;
  let editors: TestPerson[];
  let groupIds: string[];
  let programIds: string[];
  let today: string;

  beforeAll(async () => {
    service = await startService({ at: `${FIRST_DAY}T16:50:00Z`, settings: { REQUESTS_PER_MINUTE: '1000000' } });
    today = FIRST_DAY;
  });
  afterAll(() => service.stop());

  const idOf = (index: number) => centre.stations[index]?.id ?? '';

  async function newCentre(): Promise<void> {
    service.clock.moveTo(`${today}T16:50:00Z`);
    centre = await centreWith(service, { stations: STATIONS });
    const scope = { kind: 'centre', id: centre.id } as const;
    editors = await Promise.all([1, 2, 3, 4, 5].map(() => personWith(service, 'editor', scope)));
    groupIds = await Promise.all(GROUPS.map((members) => newGroup(service, centre.id, members.map(idOf))));
    const programs = [60, 120, 180].map((seconds) => anApprovedProgram(service, { centreId: centre.id, seconds }));
    programIds = (await Promise.all(programs)).map(({ id }) => id);
    // For the tick: each day that comes into sight has something to plan.
    const when = { rule: 'FREQ=DAILY', times: ['06:00', '20:00'], startsOn: today, everywhere: true };
    const [editor] = editors;
    const standing = { centreId: centre.id, programId: programIds[0], ...when };
    expect((await editor?.client.post('/entries', standing))?.status).toBe(201);
  }

  function ask({ place: where, time, program, rule, inDays }: Wish, index: number): Promise<Answered> {
    const places = {
      ...('groups' in where ? { groupIds: where.groups.map((group) => groupIds[group]) } : {}),
      ...('names' in where ? { stationIds: where.names.map(idOf) } : {}),
      ...('leftOut' in where ? { everywhere: true, leftOut: where.leftOut.map(idOf) } : {}),
    };
    const when = { rule, times: [time], startsOn: addDays(today, inDays) };
    const entry = { centreId: centre.id, programId: programIds[program], ...when, ...places };
    const by = editors[index % editors.length];
    if (!by) throw new Error('nobody asks');
    return by.client.post<Answered['body']>('/entries', entry);
  }

  /** All ask at once; the plan is extended before, while and after midnight goes by. */
  async function askAll(wishes: readonly Wish[]): Promise<Answered[]> {
    const tick = service.get(ScheduleTick);
    const answers = Promise.all(wishes.map(ask));
    await tick.tick();
    today = addDays(today, 1);
    service.clock.moveTo(`${addDays(today, -1)}T17:10:00Z`);
    await tick.tick();
    const answered = await answers;
    await tick.tick();
    return answered;
  }

  /** Of the first 25 days, by station and start. */
  async function planned(): Promise<BroadcastView[]> {
    const [by] = editors;
    const days = `from=${addDays(today, -1)}&until=${addDays(today, 24)}`;
    const all = await allPages<BroadcastView>(by?.client, `/broadcasts?centreId=${centre.id}&${days}`);
    const key = ({ stationId, startsAt }: BroadcastView) => `${stationId} ${startsAt}`;
    return all.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
  }

  /** @returns the entries that were planned at once */
  function checkAnswers(answers: readonly Answered[]): string[] {
    const won = answers.filter(({ status }) => status === 201);
    const winners = new Set(won.map(({ body }) => body.id ?? ''));
    expect(winners.size).toBeGreaterThan(0);
    for (const { status, headers, body } of answers) {
      if (status === 201) continue;
      if (status === 503) {
        expect([body.code, headers.get('retry-after')]).toEqual(['busy', expect.stringMatching(/^\d+$/)]);
        continue;
      }
      expect([status, body.code]).toEqual([409, 'airtime-clash']);
      // Each loser learns from whom: from one who got the minute.
      const named = (body.clashes ?? []).map(({ planned: { entryId } }) => entryId ?? '');
      expect(named).not.toEqual([]);
      expect(named.filter((id) => !winners.has(id))).toEqual([]);
    }
    return won.flatMap(({ body: { id, planned = 0 } }) => (planned > 0 && id !== undefined ? [id] : []));
  }

  /** What could not be planned twelve days later: two who were both told yes, and meet only then. */
  async function gapsLater(): Promise<unknown[]> {
    today = addDays(today, 12);
    service.clock.moveTo(`${addDays(today, -1)}T17:10:00Z`);
    const { client } = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    await service.get(ScheduleTick).tick();
    return allPages(client, `/gaps?centreId=${centre.id}`);
  }

  const deadlocks = async (): Promise<number> => {
    const [found] = await service.sql<{ deadlocks: number }>(
      'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
    );
    return found?.deadlocks ?? -1;
  };

  it('get it once at each station, and the others learn who has it, while the plan is extended', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: CLIENTS, maxLength: CLIENTS }), async (wishes) => {
        await newCentre();
        const winners = checkAnswers(await askAll(wishes));
        const rows = await planned();
        for (const [index, row] of rows.entries()) {
          const next = rows[index + 1];
          if (next?.stationId === row.stationId) expect(next.startsAt >= row.endsAt).toBe(true);
        }
        // Nobody who got the minute has lost it again.
        expect(winners.filter((id) => !rows.some(({ entryId }) => entryId === id))).toEqual([]);
        expect(await gapsLater()).toEqual([]);
      }),
      RUNS,
    );
    expect(await deadlocks()).toBe(0);
  });
});
