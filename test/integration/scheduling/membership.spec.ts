import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import { except } from '../../factories/entry.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newGroup, newStation, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

// Monday, 08:00 in Vietnam.
const NOW = '2026-03-02T01:00:00Z';
const THURSDAY = '2026-03-05';

describe('a group whose members change from one day to another', () => {
  let service: TestService;
  let centre: TestCentre;
  let member: string;
  let other: string;
  let groupId: string;
  let administrator: TestPerson;
  let editor: TestPerson;
  beforeAll(async () => {
    service = await startService({ at: NOW, settings: { ALLOWED_FROM: '00:00' } });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo(NOW);
    centre = await centreWith(service, { stations: 2 });
    [member = '', other = ''] = centre.stations.map(({ id }) => id);
    groupId = await newGroup(service, centre.id, [member]);
    administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  });

  const place = async (more: Record<string, unknown> = {}): Promise<PlacedEntry> => {
    const { status, body } = await editor.client.post<PlacedEntry>('/entries', {
      centreId: centre.id,
      programId: (await anApprovedProgram(service, { centreId: centre.id, seconds: 60 })).id,
      rule: 'FREQ=DAILY',
      times: ['17:15'],
      startsOn: '2026-03-02',
      groupIds: [groupId],
      ...more,
    });
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };
  const join = (stationId: string, from?: string) =>
    administrator.client.post(`/groups/${groupId}/members`, { stationIds: [stationId], ...(from ? { from } : {}) });
  const leave = (stationId: string, on?: string) =>
    administrator.client.delete(`/groups/${groupId}/members/${stationId}${on ? `?on=${on}` : ''}`);
  const daysAt = async (stationId: string, entryId: string) => {
    const rows = await service.sql<{ day: string }>(
      `SELECT airs_on AS day FROM broadcasts WHERE station_id = $1 AND entry_id = $2 AND state = 'planned'
         AND airs_on <= '2026-03-07' ORDER BY starts_at`,
      [stationId, entryId],
    );
    return rows.map(({ day }) => day);
  };
  const listed = async (by: TestPerson, query: string) => {
    const { body } = await by.client.get<{ items: { id: string }[] }>(`/entries?${query}`);
    return body.items.map(({ id }) => id);
  };
  const operatorAt = (id: string) => personWith(service, 'operator', { kind: 'station', id });
  const FROM_THURSDAY = ['2026-03-05', '2026-03-06', '2026-03-07'];
  const WEEK = ['2026-03-02', '2026-03-03', '2026-03-04', ...FROM_THURSDAY];

  it('airs at a station that joins on Thursday from Thursday on, planned as soon as that is known', async () => {
    const { id } = await place();
    expect((await join(other, THURSDAY)).body).toMatchObject({
      stationIds: [member],
      changes: [{ stationId: other, from: THURSDAY, until: null }],
    });
    await until('Thursday is planned', async () => (await daysAt(other, id)).length > 0);
    expect(await daysAt(other, id)).toEqual(FROM_THURSDAY);
    expect(await daysAt(member, id)).toEqual(WEEK);
    service.clock.moveTo('2026-03-05T01:00:00Z');
    const { body } = await (await personWith(service, 'leader')).client.get(`/groups/${groupId}`);
    expect(body).toMatchObject({ stationIds: [member, other].toSorted(), changes: [] });
  });

  it('airs from Thursday on also when the entry is placed after the station was told to join', async () => {
    await join(other, THURSDAY);
    const { id, planned } = await place();
    expect([planned, await daysAt(other, id)]).toEqual([15 + 12, FROM_THURSDAY]);
  });

  it('airs until Wednesday at a station that leaves on Thursday, without a gap afterwards', async () => {
    const { id } = await place();
    expect((await leave(member, THURSDAY)).status).toBe(200);
    await until('Thursday is withdrawn', async () => (await daysAt(member, id)).length === 3);
    expect(await daysAt(member, id)).toEqual(WEEK.slice(0, 3));
    const gaps = await editor.client.get<{ items: [] }>(`/gaps?entryId=${id}`);
    expect(gaps.body.items).toEqual([]);
    await join(member, '2026-03-06');
    await until('Friday is planned again', async () => (await daysAt(member, id)).length === 5);
    expect(await daysAt(member, id)).toEqual(WEEK.filter((day) => day !== THURSDAY));
  });

  it('leaves a gap where an item meets an older one, and airs the third, which meets only that gap', async () => {
    const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, seconds: 180 });
    const { id: joining } = await newStation(service, { servedBy: centre.id });
    const inGroupOf = async (one: string, time: string) => {
      const groupIds = [await newGroup(service, centre.id, [one])];
      await place({ programId, groupIds, times: [time] });
      return groupIds;
    };
    // Each meets the one before it, at a station that joins all three groups.
    const inChain = [
      await inGroupOf(member, '06:00'),
      await inGroupOf(other, '06:02'),
      await inGroupOf(member, '06:04'),
    ];
    await service.sql('INSERT INTO station_group_members SELECT unnest($1::uuid[]), $2', [inChain.flat(), joining]);
    await service.get(ScheduleTick).planEverything();
    const that = 'station_id = $1 AND airs_on = $2';
    const states = await service.sql(`SELECT state FROM broadcasts WHERE ${that} ORDER BY starts_at`, [
      joining,
      THURSDAY,
    ]);
    expect(states).toEqual(['planned', 'gap', 'planned'].map((state) => ({ state })));
  });

  it('keeps a station that takes back its leaving, and one that joins earlier than it was to', async () => {
    await leave(member, THURSDAY);
    await join(member);
    await join(other, THURSDAY);
    const { body } = await join(other);
    expect(body).toMatchObject({ stationIds: [member, other].toSorted(), changes: [] });
    await leave(other, THURSDAY);
    await leave(other, '2026-03-04');
    const shown = await administrator.client.get(`/groups/${groupId}`);
    expect(shown.body).toMatchObject({ changes: [{ stationId: other, until: '2026-03-04' }] });
  });

  it('clashes with nothing of a station on days on which that is not in it', async () => {
    await leave(member, THURSDAY);
    await place({ startsOn: '2026-03-02', groupIds: [groupId] });
    const own = (startsOn: string, more = {}) => ({
      centreId: centre.id,
      rule: 'FREQ=DAILY',
      times: ['17:15'],
      startsOn,
      stationIds: [member],
      ...more,
    });
    const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
    const before = await editor.client.post('/entries', own('2026-03-04', { programId }));
    expect(before).toMatchObject({ status: 409, body: { code: 'airtime-clash', total: 1 } });
    const after = await editor.client.post('/entries', own(THURSDAY, { programId }));
    expect(after).toMatchObject({ status: 201 });
  });

  it('clashes beyond the planned days as of those days', async () => {
    await join(other, '2026-05-01');
    const group = { rule: null, groupIds: [groupId] };
    await place({ ...group, startsOn: '2026-05-04' });
    await leave(member, '2026-05-01');
    const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
    const entry = { centreId: centre.id, programId, rule: null, times: ['17:15'], startsOn: '2026-05-04' };
    const clashing = await editor.client.post('/entries', { ...entry, stationIds: [other] });
    expect(clashing).toMatchObject({ status: 409, body: { code: 'airtime-clash' } });
    expect((await editor.client.post('/entries', { ...entry, stationIds: [member] })).status).toBe(201);
  });

  it('clashes after midnight as of the day that has begun by then', async () => {
    await join(other);
    await leave(member, '2026-05-05');
    await place({ rule: null, startsOn: '2026-05-05', times: ['00:10'] });
    const { id: programId } = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
    const entry = { centreId: centre.id, programId, rule: null, times: ['00:10'], startsOn: '2026-05-05' };
    expect((await editor.client.post('/entries', { ...entry, stationIds: [member] })).status).toBe(201);
    expect((await editor.client.post('/entries', { ...entry, stationIds: [other] })).status).toBe(409);
  });

  it('airs what is moved to a day at the members of that day, and what is changed from a day on at those of its terms', async () => {
    await leave(member, THURSDAY);
    const { id } = await place({ stationIds: [other] });
    const move = { action: 'move', from: '2026-03-03', toDay: THURSDAY, toTime: '18:15' };
    expect(await except(editor.client, id, move)).toMatchObject({ status: 200 });
    expect(await daysAt(member, id)).toEqual(['2026-03-02', '2026-03-04']);
    expect(await daysAt(other, id)).toEqual(['2026-03-02', '2026-03-04', THURSDAY, ...FROM_THURSDAY]);
    const changes = { from: '2026-03-06', stationIds: [member], groupIds: [groupId] };
    await join(other, '2026-03-06');
    await leave(other, '2026-03-07');
    expect(await editor.client.edit(`/entries/${id}`, changes)).toMatchObject({ status: 200 });
    expect(await daysAt(member, id)).toEqual(['2026-03-02', '2026-03-04', '2026-03-06', '2026-03-07']);
    expect(await daysAt(other, id)).toEqual(['2026-03-02', '2026-03-04', THURSDAY, THURSDAY, '2026-03-06']);
  });

  it('shows a station’s operator the group’s entries of the days on which the station is in it', async () => {
    const { id: later } = await place({ startsOn: '2026-03-20' });
    const [ofMember, ofOther] = [await operatorAt(member), await operatorAt(other)];
    expect(await listed(ofMember, `stationId=${member}`)).toEqual([later]);
    expect(await listed(ofOther, `stationId=${other}`)).toEqual([]);
    expect((await ofOther.client.get(`/entries/${later}`)).status).toBe(404);
    await join(other, '2026-03-25');
    expect(await listed(ofOther, `stationId=${other}`)).toEqual([later]);
    expect(await listed(ofOther, 'limit=5')).toEqual([later]);
    expect(await listed(ofOther, `stationId=${other}&until=2026-03-24`)).toEqual([]);
    expect((await ofOther.client.get(`/entries/${later}`)).body).toMatchObject({
      terms: [{ stationIds: [], groupIds: [] }],
    });
  });

  it('no longer shows them once the station has left, but for the days on which it was in it', async () => {
    const { id } = await place();
    service.clock.moveTo('2026-03-05T01:00:00Z');
    administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    const operator = await operatorAt(member);
    expect(await listed(operator, `stationId=${member}`)).toEqual([id]);
    await leave(member);
    expect(await listed(operator, `stationId=${member}`)).toEqual([]);
    expect(await listed(operator, 'limit=5')).toEqual([]);
    expect(await listed(operator, `stationId=${member}&from=2026-03-04`)).toEqual([id]);
    expect(await listed(operator, 'from=2026-03-04')).toEqual([id]);
  });

  it('goes on showing an entry that is over or withdrawn where it aired', async () => {
    const { id: over } = await place({ rule: null, startsOn: '2026-03-03', times: ['06:00'] });
    const { id: withdrawn } = await place();
    expect((await editor.client.post(`/entries/${withdrawn}/withdraw`, { because: 'nhầm' })).status).toBe(200);
    service.clock.moveTo('2026-03-10T01:00:00Z');
    const operator = await operatorAt(member);
    expect(await listed(operator, `stationId=${member}`)).toEqual([withdrawn, over]);
  });
});
