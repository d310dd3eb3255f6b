import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DecidedProgram, ScheduleChangesView } from '../../../src/programs/approval/approvals.schemas.js';
import type { ProgramView } from '../../../src/programs/library/library.schemas.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aProgram, makeReady, versionOf } from '../../factories/program.factory.js';
import { minutesOf } from '../../factories/rules.factory.js';
import { listenTo } from '../../support/listen-to.js';
import { startService, type TestService } from '../../support/service.js';
import { aSchedule, MONDAY, type Schedule, setRules } from './schedule-scene.js';

describe('a commune’s own notice that waits for its approval', () => {
  let service: TestService;
  let schedule: Schedule;
  let here: string;
  let operator: TestPerson;
  let leader: TestPerson;
  let noticeId: string;

  beforeAll(async () => {
    service = await startService({ at: MONDAY });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    schedule = await aSchedule(service);
    here = schedule.stationIds[0] ?? '';
    operator = await personWith(service, 'operator', { kind: 'station', id: here });
    leader = await personWith(service, 'approver', { kind: 'station', id: here });
    noticeId = await aNotice();
  });

  async function aNotice(seconds = 90): Promise<string> {
    const program = await aProgram(service, { stationId: here, title: 'Tiêm chủng', createdBy: operator.id });
    await makeReady(service, program, seconds);
    return program.id;
  }
  const tomorrow = { rule: null, startsOn: '2026-03-03', times: ['17:15'] };
  const own = (more: object = {}) => {
    const { centreId: _, ...entry } = schedule.entry({ ...tomorrow, stationIds: [], programId: noticeId });
    return { ...entry, stationId: here, ...more };
  };
  const place = (more: object = {}) => operator.client.post<Placed>('/entries', own(more));
  interface Placed {
    id: string;
    code: string;
    planned: number;
    clashes: { waysOut: { code: string }[] }[];
    consequences: { totals: object; byReason: object };
  }
  async function approve() {
    await listenTo(leader.client, noticeId);
    const version = await versionOf(service, noticeId);
    return leader.client.post<DecidedProgram>(`/programs/${noticeId}/approval`, { decision: 'approved', version });
  }

  it('is placed at once, airs nowhere, and is on the air with its approval', async () => {
    const { status, body } = await place();
    expect([status, body.planned]).toEqual([201, 0]);
    expect(body.consequences).toMatchObject({ totals: { gap: 1 }, byReason: { 'program-not-approved': 1 } });
    expect(await schedule.airs(body.id)).toEqual([]);
    const waiting = await leader.client.get<{ items: ProgramView[] }>('/programs?approval=waiting&order=next-airing');
    expect(waiting.body.items[0]).toMatchObject({ id: noticeId, nextAiring: { startsAt: '2026-03-03T10:15:00.000Z' } });

    expect((await approve()).body.scheduleChanges).toMatchObject({ planned: 1, lostTotal: 0 });
    expect(await schedule.airs(body.id)).toEqual(['03-03 17:15']);
  });

  it('is refused where it will meet another item, with the ways out', async () => {
    await schedule.place(tomorrow);
    const refused = await place();
    expect([refused.status, refused.body.code]).toEqual([409, 'airtime-clash']);
    expect(refused.body.clashes[0]?.waysOut.map(({ code }) => code)).toContain('after-it');
    expect((await place({ times: ['17:16'] })).status).toBe(201);
  });

  it('is refused where its daypart has no minutes left', async () => {
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id: schedule.centre.id });
    await setRules(administrator, `stations/${here}`, 'dayparts', {
      periods: minutesOf('Buổi chiều', '17:00', '18:00', 1),
    });
    expect((await place()).body.code).toBe('daypart-full');
  });

  it('displaces nothing before it is approved, however urgent', async () => {
    const { id } = await schedule.place(tomorrow);
    expect((await place({ priority: 'priority' })).body.consequences.totals).toEqual({ gap: 1 });
    expect(await schedule.airs(id)).toEqual(['03-03 17:15']);
    expect((await approve()).body.scheduleChanges).toMatchObject({ planned: 1 });
    expect(await schedule.airs(id)).toEqual([]);
  });

  it('holds no time: its approver reads that somebody else took it meanwhile', async () => {
    await place();
    await schedule.place(tomorrow);
    const version = await versionOf(service, noticeId);
    const tried = await leader.client.post<ScheduleChangesView>(`/programs/${noticeId}/approval/dry-run`, { version });
    expect(tried.body).toMatchObject({ planned: 0 });
  });

  it('is for the commune’s own programs only, and not before their audio is ready', async () => {
    const ofCentre = await aProgram(service, { centreId: schedule.centre.id });
    await makeReady(service, ofCentre);
    expect((await place({ programId: ofCentre.id })).body.code).toBe('program-not-approved');
    const unheard = await aProgram(service, { stationId: here });
    expect((await place({ programId: unheard.id })).body.code).toBe('program-not-ready');
  });

  it('is never approved by its author, nor placed by the operator of another commune', async () => {
    const version = await versionOf(service, noticeId);
    const decision = { decision: 'approved', version };
    expect((await operator.client.post(`/programs/${noticeId}/approval`, decision)).status).toBe(403);
    const neighbour = await personWith(service, 'operator', { kind: 'station', id: schedule.stationIds[1] ?? '' });
    expect((await neighbour.client.post('/entries', own())).status).toBe(404);
  });
});
