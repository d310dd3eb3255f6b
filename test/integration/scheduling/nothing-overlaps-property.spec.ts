import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { BroadcastView } from '../../../src/scheduling/broadcasts/broadcasts.schemas.js';
import { except } from '../../factories/entry.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram, makeReady, type TestProgram, versionOf } from '../../factories/program.factory.js';
import { centreWith, newGroup, type TestCentre } from '../../factories/station.factory.js';
import { allPages } from '../../support/pages.js';
import { listenTo } from '../../support/listen-to.js';
import { startService, type TestService } from '../../support/service.js';
import { type Operation, sequence, SURELY_DONE } from './random-operations.js';
import { faultsOf, type RulesInOrder } from './rules-oracle.js';
import { randomRuns } from '../../support/random-runs.js';

// Monday, 08:00 in Vietnam.
const NOW = '2026-03-02T01:00:00Z';

// Nothing is made smaller: what is sent at once meets otherwise the next time.
const RUNS = {
  ...randomRuns(30),
  endOnFailure: true,
};

describe('what is planned, whatever is done at once', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  let administrator: TestPerson;
  let approver: TestPerson;
  let programs: TestProgram[];
  let entryIds: string[];
  let groupId: string;
  let owners: string[];

  beforeAll(async () => {
    const settings = { ALLOWED_FROM: '05:00', ALLOWED_UNTIL: '21:00', REQUESTS_PER_MINUTE: '1000000' };
    service = await startService({ at: NOW, settings });
  });
  afterAll(() => service.stop());

  const stationId = (index: number) => centre.stations[index]?.id ?? '';

  async function newCentre(): Promise<void> {
    centre = await centreWith(service, { stations: 3 });
    const scope = { kind: 'centre', id: centre.id } as const;
    const roles = ['editor', 'administrator', 'approver'] as const;
    const people = await Promise.all(roles.map((role) => personWith(service, role, scope)));
    [editor, administrator, approver] = people as [TestPerson, TestPerson, TestPerson];
    const seconds = [60, 300, 420];
    programs = await Promise.all(
      seconds.map((each) => anApprovedProgram(service, { centreId: centre.id, seconds: each })),
    );
    groupId = await newGroup(service, centre.id, [stationId(0), stationId(1)]);
    const [first] = centre.stations;
    owners = [`centres/${centre.id}`, `units/${first?.unitId}`, `stations/${first?.id}`];
    entryIds = [];
  }

  const programId = (index: number) => programs[index]?.id ?? '';
  const entryId = (index: number) => entryIds[index % Math.max(entryIds.length, 1)];

  async function place(one: Operation & { kind: 'place' }): Promise<number> {
    const { kind: _, where: there, program, ...when } = one;
    const places = {
      ...('stations' in there ? { stationIds: there.stations?.map(stationId) } : {}),
      ...('group' in there ? { groupIds: [groupId] } : {}),
      ...('everywhere' in there ? { everywhere: true } : {}),
    };
    const entry = { centreId: centre.id, programId: programId(program), ...when, ...places };
    const { status, body } = await editor.client.post<{ id: string }>('/entries', entry);
    if (status === 201) entryIds.push(body.id);
    return status;
  }

  async function approveLonger({ program: index, seconds }: Operation & { kind: 'approve' }): Promise<number> {
    const program = programs[index];
    if (!program) throw new Error('there is no such program');
    await makeReady(service, program, seconds);
    const version = await versionOf(service, program.id);
    await listenTo(approver.client, program.id);
    return (await approver.client.post(`/programs/${program.id}/approval`, { decision: 'approved', version })).status;
  }

  async function tick(): Promise<number> {
    await service.get(ScheduleTick).tick();
    return 200;
  }

  function change(one: Extract<Operation, { which: number }>, id: string) {
    if (one.kind === 'withdraw') return editor.client.post(`/entries/${id}/withdraw`, { because: 'x' });
    if (one.kind === 'change') return editor.client.edit(`/entries/${id}`, { from: one.from, times: one.times });
    const { program, ...what } = { program: null, ...one.what };
    const replacement = program === null ? {} : { programId: programId(program) };
    const at = one.station === null ? null : stationId(one.station);
    return except(editor.client, id, { from: one.from, stationId: at, ...what, ...replacement });
  }

  async function act(one: Operation): Promise<number> {
    if (one.kind === 'place') return place(one);
    if (one.kind === 'approve') return approveLonger(one);
    if (one.kind === 'tick') return tick();
    if (one.kind === 'rules') {
      const path = `/${owners[one.owner]}/airtime-rules/${one.rules.kind}`;
      return (await administrator.client.edit(path, one.rules, 'PUT')).status;
    }
    if (one.kind === 'group') {
      const [path, at] = [`/groups/${groupId}/members`, stationId(one.station)];
      if (!one.joins) return (await administrator.client.delete(`${path}/${at}?on=${one.on}`)).status;
      return (await administrator.client.post(path, { stationIds: [at], from: one.on })).status;
    }
    const id = entryId(one.which);
    return id === undefined ? 200 : (await change(one, id)).status;
  }

  /** The rules of one kind, owner by owner. */
  const rulesOf = (kind: string): Promise<never[][]> =>
    Promise.all(
      owners.map(async (path) => {
        const { body } = await administrator.client.get<{ periods: never[] }>(`/${path}/airtime-rules/${kind}`);
        return body.periods;
      }),
    );

  /** What the rules of each station do not allow of what is planned, or what overlaps. */
  async function faults(rows: readonly BroadcastView[]): Promise<string[]> {
    const [inForce = [], quiet = [], dayparts = []] = await Promise.all(['hours', 'quiet', 'dayparts'].map(rulesOf));
    return centre.stations.flatMap(({ id }, index) => {
      // The unit and the station with rules of their own are the first; the most specific counts.
      const seen = <Periods>(all: Periods[]) => (index === 0 ? all.toReversed() : all.slice(0, 1));
      const rules: RulesInOrder = { hours: seen(inForce), quiet: seen(quiet), dayparts: seen(dayparts) };
      return faultsOf(
        rows.filter((one) => one.stationId === id && one.priority !== 'emergency'),
        rules,
      );
    });
  }

  const planned = () =>
    allPages<BroadcastView>(editor.client, `/broadcasts?centreId=${centre.id}&from=2026-03-02&until=2026-03-20`);

  /** @returns how each operation was answered, and how many broadcasts are planned then */
  async function perform(batches: readonly (readonly Operation[])[]) {
    await newCentre();
    const answers: number[] = [];
    for (const batch of batches) answers.push(...(await Promise.all(batch.map(act))));
    const rows = await planned();
    expect(await faults(rows)).toEqual([]);
    return { answers, planned: rows.length };
  }

  it('never overlaps at a station, and lies within its hours and minutes', async () => {
    const surely = await perform(SURELY_DONE);
    expect(surely.answers.filter((status) => status >= 300)).toEqual([]);
    expect(surely.planned).toBeGreaterThan(0);
    let total = 0;
    await fc.assert(
      fc.asyncProperty(sequence, async (batches) => {
        const { answers, planned: number } = await perform(batches);
        total += number;
        for (const answer of answers) expect([200, 201, 204, 404, 409, 412, 503]).toContain(answer);
      }),
      RUNS,
    );
    expect(total).toBeGreaterThan(0);
  });
});
