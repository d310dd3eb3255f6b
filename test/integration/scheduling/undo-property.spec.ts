import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/platform/clock/local-day.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import type { MadeChange } from '../../../src/scheduling/changes/changes.schemas.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { randomRuns } from '../../support/random-runs.js';

// Monday, 08:00 in Vietnam; planned are the days until 16 March.
const NOW = '2026-03-02T01:00:00Z';

const day = fc.nat(13).map((days) => addDays('2026-03-03', days));
const times = fc.uniqueArray(fc.constantFrom('05:15', '05:16', '06:00', '17:15'), { minLength: 1, maxLength: 2 });
const rule = fc.constantFrom(null, 'FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,TH', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE');
const which = fc.nat(3);
const step = fc.oneof(
  fc.record({
    op: fc.constant('place' as const),
    rule,
    times,
    startsOn: day,
    stations: fc.constantFrom([0], [1], [0, 1]),
  }),
  fc.record({ op: fc.constant('change' as const), which, from: day, times }),
  fc.record({
    op: fc.constant('except' as const),
    which,
    from: day,
    toTime: fc.option(fc.constantFrom('05:16', '07:00')),
  }),
  fc.record({ op: fc.constant('withdraw' as const), which }),
  fc.record({ op: fc.constant('copy-week' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Each of these is done, so that not everything is refused. */
const SURELY_DONE: Step[][] = [
  [
    {
      op: 'place',
      rule: 'FREQ=WEEKLY;BYDAY=MO,TH',
      times: ['05:15', '17:15'],
      startsOn: '2026-03-03',
      stations: [0, 1],
    },
  ],
  [
    { op: 'change', which: 0, from: '2026-03-09', times: ['06:00'] },
    { op: 'place', rule: null, times: ['05:15'], startsOn: '2026-03-06', stations: [1] },
  ],
];

describe('a change of the schedule, whatever it is', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  let programId: string;
  let entryIds: string[];

  beforeAll(async () => {
    service = await startService({ at: NOW, settings: { REQUESTS_PER_MINUTE: '1000000' } });
  });
  afterAll(() => service.stop());

  const stationIds = (indexes: readonly number[] = [0, 1]) => indexes.map((index) => centre.stations[index]?.id ?? '');
  const rows = () =>
    service.sql(
      `SELECT id, starts_at AS at, ends_at AS ends, state, reason_code AS reason, program_id AS program FROM broadcasts
       WHERE station_id = ANY ($1) AND state <> 'withdrawn' ORDER BY id`,
      [stationIds()],
    );
  const post = (operations: readonly object[], dryRun: boolean) =>
    editor.client.post<MadeChange & { code?: string }>('/schedule/changes', { operations, dryRun });

  function operationOf(one: Step): object | undefined {
    const entryId = 'which' in one ? entryIds[one.which % Math.max(entryIds.length, 1)] : undefined;
    switch (one.op) {
      case 'place': {
        const { op, stations, ...when } = one;
        const entry = { centreId: centre.id, programId, ...when, stationIds: stationIds(stations) };
        return { op, entryId: uuidv7(), entry };
      }
      case 'copy-week':
        return { op: one.op, centreId: centre.id, from: '2026-03-02', to: '2026-03-09' };
      case 'change':
        return entryId === undefined
          ? undefined
          : { op: one.op, entryId, changes: { from: one.from, times: one.times } };
      case 'except': {
        const { from, toTime } = one;
        const action = toTime === null ? 'skip' : 'move';
        return entryId === undefined
          ? undefined
          : { op: one.op, entryId, exception: { action, from, slot: 0, toTime } };
      }
      case 'withdraw':
        return entryId === undefined ? undefined : { op: one.op, entryId, because: 'Thử' };
    }
  }

  /** Tries a change, does it, undoes it, and does it again by undoing that. @returns whether it was done */
  async function there(steps: readonly Step[]): Promise<boolean> {
    const operations = steps.flatMap((one) => operationOf(one) ?? []);
    if (operations.length === 0) return false;
    const before = await rows();
    const tried = await post(operations, true);
    expect(await rows()).toEqual(before);
    const made = await post(operations, false);
    expect([made.status, made.body.code]).toEqual([tried.status, tried.body.code]);
    if (made.status !== 200 || made.body.changeId === null) return false;
    // A week that is copied makes new entries, with other ids each time.
    const isNamed = steps.every(({ op }) => op !== 'copy-week');
    if (isNamed) expect(made.body.consequences).toEqual(tried.body.consequences);
    expect(made.body.consequences.totals).toEqual(tried.body.consequences.totals);
    const after = await rows();
    await undone(made.body.changeId, { to: before, and: after });
    const { items } = (
      await editor.client.get<{ items: { id: string; centreId: string }[] }>('/entries?withdrawn=false')
    ).body;
    entryIds = items.map(({ id }) => id).toSorted();
    return true;
  }

  /** What waited for a place that the change freed may have it by now; then neither is possible. */
  async function undone(changeId: string, rowsThen: { to: object[]; and: object[] }): Promise<void> {
    const undo = await editor.client.post<MadeChange & { code?: string }>(`/schedule/changes/${changeId}/undo`, {});
    if (undo.body.code === 'airtime-clash') return;
    expect([undo.status, undo.body.code]).toEqual([200, undefined]);
    expect(await rows()).toEqual(rowsThen.to);
    const again = await editor.client.post<MadeChange>(`/schedule/changes/${undo.body.changeId}/undo`, {});
    expect(again.status).toBe(200);
    expect(await rows()).toEqual(rowsThen.and);
  }

  async function perform(all: readonly (readonly Step[])[]): Promise<boolean[]> {
    centre = await centreWith(service, { stations: 2 });
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    programId = (await anApprovedProgram(service, { centreId: centre.id, seconds: 60 })).id;
    entryIds = [];
    const were: boolean[] = [];
    for (const steps of all) were.push(await there(steps));
    return were;
  }

  it('does what its trial said, is undone to how everything was before, and that is undone as well', async () => {
    expect(await perform(SURELY_DONE)).toEqual([true, true]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 5 }),
        async (all) => {
          await perform(all);
        },
      ),
      randomRuns(4),
    );
  });
});
