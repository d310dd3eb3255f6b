import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import { lockSchedulesAt } from '../../../src/scheduling/planning/locks.queries.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newGroup, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';
import { type Changed, expectNothingLeftAt, plannedAt, toldBy } from './consequences-scene.js';

// Monday, 08:00 in Vietnam.
const NOW = '2026-03-02T01:00:00Z';
const THURSDAY = '2026-03-05';
const BECAUSE = 'Bàn giao';

let service: TestService;
let centre: TestCentre;
let groupId: string;
let stationId: string;
let otherId: string;
let administrator: TestPerson;
let editor: TestPerson;
let programId: string;

beforeAll(async () => {
  service = await startService({
    at: NOW,
    settings: { ALLOWED_FROM: '00:00', PLAN_DAYS: '7', REQUESTS_PER_MINUTE: '100000' },
  });
  administrator = await personWith(service, 'administrator');
});
afterAll(() => service.stop());
beforeEach(async () => {
  service.clock.moveTo(NOW);
  centre = await centreWith(service, { stations: 3 });
  [stationId = '', otherId = ''] = centre.stations.map(({ id }) => id);
  groupId = await newGroup(service, centre.id, [stationId]);
  editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  programId = (await anApprovedProgram(service, { centreId: centre.id, seconds: 60 })).id;
});

const entry = (places: object, time = '17:15') => ({
  centreId: centre.id,
  programId,
  rule: 'FREQ=DAILY',
  times: [time],
  startsOn: '2026-03-02',
  ...places,
});
const place = async (places: object, time?: string) => {
  const { status, body } = await editor.client.post<PlacedEntry>('/entries', entry(places, time));
  expect([status, body]).toEqual([201, expect.anything()]);
  return body.id;
};
const watched = () => ({ reader: administrator, stationIds: centre.stations.map(({ id }) => id) });
const planned = () => plannedAt(watched());
const told = (make: () => Promise<{ status: number; body: Changed }>) => toldBy(make, watched());
const expectNothingLeft = () => expectNothingLeftAt(service, watched().stationIds);

const join = (ids: string[], more: object = {}) =>
  administrator.client.post<Changed>(`/groups/${groupId}/members`, { stationIds: ids, ...more });
const leave = (id: string, query = '') =>
  administrator.client.delete<Changed>(`/groups/${groupId}/members/${id}${query}`);
const end = (more: object = {}) =>
  administrator.client.post<Changed>(`/centres/${centre.id}/stations/${stationId}/end`, {
    on: THURSDAY,
    because: BECAUSE,
    ...more,
  });

describe('the answer to a change of stations', () => {
  it('says what a station airs that joins a group, and what it airs no longer when it leaves', async () => {
    await place({ groupIds: [groupId] });
    const joined = await told(() => join([otherId], { from: THURSDAY }));
    expect(joined).toMatchObject({ stations: 1, byStation: [{ stationId: otherId }], byReason: {} });
    expect(joined.broadcasts[0]).toMatchObject({
      kind: 'new',
      localTime: `${THURSDAY} 17:15`,
      stationName: 'Đài xã 2',
    });
    const left = await told(() => leave(otherId, '?on=2026-03-07'));
    expect(Object.keys(left.totals)).toEqual(['gone']);
    expect(left.broadcasts[0]).toMatchObject({ kind: 'gone', localTime: '2026-03-07 17:15' });
    expect(await told(() => leave(otherId, '?on=2026-03-07'))).toMatchObject({ totals: {}, stations: 0 });
    await expectNothingLeft();
  });

  it('says what the next centre airs at a station, and what returns when a wrong day is mended', async () => {
    await place({ everywhere: true });
    const ended = await told(() => end());
    expect(ended).toMatchObject({ byReason: { 'station-left': ended.totals.gone } });
    const next = await centreWith(service);
    const chief = await personWith(service, 'editor', { kind: 'centre', id: next.id });
    const foreign = await anApprovedProgram(service, { centreId: next.id, seconds: 60 });
    const asked = { ...entry({ everywhere: true }, '18:00'), centreId: next.id, programId: foreign.id };
    expect((await chief.client.post('/entries', asked)).status).toBe(201);
    const path = `/centres/${centre.id}/stations/${stationId}`;
    const mended = await told(() =>
      administrator.client.edit<Changed>(path, { until: '2026-03-07', because: BECAUSE }),
    );
    expect(mended.broadcasts.map(({ localTime }) => localTime)).toEqual(['2026-03-05 17:15', '2026-03-06 17:15']);
    const served = await told(() =>
      administrator.client.post<Changed>(`/centres/${next.id}/stations`, { stationId, from: '2026-03-07' }),
    );
    expect(served.totals).toEqual({ new: served.broadcasts.length });
    expect(served.broadcasts[0]).toMatchObject({ localTime: '2026-03-07 18:00', stationId });
    await expectNothingLeft();
  });

  it('says what a closed station airs no longer, and what returns when it is open after all', async () => {
    await place({ stationIds: [stationId] });
    const closed = await told(() =>
      administrator.client.post<Changed>(`/stations/${stationId}/close`, { on: THURSDAY, because: 'Sáp nhập' }),
    );
    expect(closed).toMatchObject({ stations: 1, byReason: { 'station-closed': closed.broadcasts.length } });
    const mended = await told(() =>
      administrator.client.edit<Changed>(`/stations/${stationId}/closing`, { on: null, because: BECAUSE }),
    );
    expect(mended.broadcasts).toHaveLength(closed.broadcasts.length);
    await expectNothingLeft();
  });

  it('is the same when it is only tried, and then nothing has changed', async () => {
    await place({ groupIds: [groupId] });
    await place({ everywhere: true }, '18:00');
    const changes: ((more: { dryRun?: boolean }) => Promise<{ body: Changed }>)[] = [
      (more) => join([otherId], more),
      (more) => leave(otherId, more.dryRun ? '?dryRun=true' : ''),
      (more) => end(more),
      (more) =>
        administrator.client.edit<Changed>(`/centres/${centre.id}/stations/${stationId}`, {
          until: null,
          because: BECAUSE,
          ...more,
        }),
      (more) =>
        administrator.client.post<Changed>(`/stations/${stationId}/close`, {
          on: THURSDAY,
          because: BECAUSE,
          ...more,
        }),
    ];
    for (const change of changes) {
      const before = await planned();
      const tried = (await change({ dryRun: true })).body;
      expect(await planned()).toEqual(before);
      const { consequences } = (await change({})).body;
      expect(tried).toMatchObject({ dryRun: true, consequences: JSON.parse(JSON.stringify(consequences)) });
      expect(consequences?.stations).toBe(1);
    }
  });
});

describe('the answer to a change of a program', () => {
  const programPath = () => `/programs/${programId}`;

  it('says what is off the air after its approval is revoked', async () => {
    await place({ everywhere: true });
    const approver = await personWith(service, 'approver', { kind: 'centre', id: centre.id });
    const revoked = await told(() =>
      approver.client.post<Changed>(`${programPath()}/approval/revoke`, { because: 'Sai số liệu' }),
    );
    expect(revoked).toMatchObject({ stations: 3, byReason: { 'program-not-approved': revoked.totals.gap } });
    await expectNothingLeft();
  });

  it('says what is off the air after it is withdrawn, or has a last day, and what returns with a later one', async () => {
    await place({ stationIds: [stationId] });
    const last = (expiresOn: string | null) => told(() => editor.client.edit<Changed>(programPath(), { expiresOn }));
    const shorter = await last('2026-03-04');
    expect(shorter).toMatchObject({ stations: 1, byReason: { 'program-expired': shorter.broadcasts.length } });
    expect(shorter.broadcasts[0]).toMatchObject({ localTime: `${THURSDAY} 17:15`, kind: 'gap' });
    expect((await last(null)).totals).toEqual({ returned: shorter.broadcasts.length });
    const retitled = await told(() => editor.client.edit<Changed>(programPath(), { title: 'Tên mới' }));
    expect(retitled).toMatchObject({ totals: {}, stations: 0 });
    const withdrawn = await told(() =>
      editor.client.post<Changed>(`${programPath()}/withdraw`, { because: 'Sai nội dung' }),
    );
    expect(withdrawn.byReason).toEqual({ 'program-withdrawn': withdrawn.broadcasts.length });
    await expectNothingLeft();
  });

  it('does not wait until others have changed the schedule', async () => {
    await place({ stationIds: [stationId] });
    const withdrawing = service.get(UnitOfWork).run(async (work) => {
      await lockSchedulesAt(work, [stationId], '2026-03-01');
      const answer = editor.client.post<Changed>(`${programPath()}/withdraw`, { because: 'Sai nội dung' });
      await until(
        'it is withdrawn',
        async () => {
          const asked = `SELECT FROM programs WHERE id = $1 AND withdrawn_at IS NOT NULL`;
          return (await service.sql(asked, [programId])).length > 0;
        },
        20_000,
      );
      return { answer };
    });
    const { status, body } = await (await withdrawing).answer;
    expect([status, body.consequences, (await planned()).size]).toEqual([200, null, 0]);
  });
});

describe('a change of stations while others place entries', () => {
  it('comes before or after them, and nothing is lost', async () => {
    const places = [{ groupIds: [groupId] }, { everywhere: true }, { stationIds: [otherId] }];
    for (const round of [1, 2]) {
      const from = `2026-03-0${round + 2}`;
      const edits = places.map((where, at) =>
        editor.client.post('/entries', entry(where, `${10 + round * 2}:${10 + at * 5}`)),
      );
      const path = `/centres/${centre.id}/stations`;
      const third = centre.stations[2]?.id ?? '';
      const changes = [
        round % 2 ? join([otherId, third], { from }) : leave(otherId, `?on=${from}`),
        round % 2
          ? administrator.client.post(`${path}/${third}/end`, { on: from, because: BECAUSE })
          : administrator.client.post(path, { stationId: third, from }),
      ];
      const answers = await Promise.all([...edits, ...changes]);
      const others = answers.filter(({ status }) => ![200, 201, 503].includes(status));
      // A station whose service ends may not join: whoever comes second is told so.
      const refused = answers.filter(({ body }) => (body as { code?: string }).code === 'station-not-served');
      expect(others).toEqual(refused);
      await expectNothingLeft();
    }
  });
});

describe('a change of very many stations', () => {
  it('is answered before it is planned, and says so', async () => {
    await place({ everywhere: true });
    const rows = Array.from({ length: 257 }, (_, at) => `Xã ${at},xã,${10_000 + at},`);
    const file = ['name,kind,code_2022,successor_2025', ...rows].join('\n');
    const response = await fetch(`${service.url}/api/v1/centres/${centre.id}/stations/import`, {
      method: 'POST',
      body: file,
      headers: { authorization: `Bearer ${administrator.token}`, 'content-type': 'text/csv' },
    });
    expect([response.status, await response.json()]).toEqual([200, expect.objectContaining({ consequences: null })]);
    await until('all of them have a plan', async () => {
      const [row] = await service.sql(
        `SELECT count(DISTINCT b.station_id)::int AS count FROM broadcasts b JOIN entries e ON e.id = b.entry_id
         WHERE e.centre_id = $1 AND b.state = 'planned'`,
        [centre.id],
      );
      return row?.count === 260;
    });
  });
});
