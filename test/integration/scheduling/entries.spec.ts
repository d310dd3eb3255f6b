import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anApprovedProgram, aProgram, makeReady } from '../../factories/program.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { centreWith, newGroup, newStation } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { aSchedule, MONDAY, type Schedule } from './schedule-scene.js';

describe('placing an entry', () => {
  let service: TestService;
  let schedule: Schedule;

  beforeAll(async () => {
    service = await startService({ at: MONDAY });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    const usual = { rule: 'FREQ=WEEKLY;BYDAY=MO,TH', times: ['05:15', '17:15'] };
    schedule = await aSchedule(service, { stations: 3, seconds: 60.2, usual });
  });

  const nothingIsPlanned = async () => {
    const planned = 'SELECT FROM broadcasts WHERE station_id = ANY ($1)';
    expect(await service.sql(planned, [schedule.stationIds])).toEqual([]);
  };

  it('plans its broadcasts at every station for the coming fourteen days', async () => {
    const { status, body } = await schedule.tryToPlace();
    expect(status).toBe(201);
    // Monday evening, Thursday, Monday, Thursday, and Monday again: 1 + 2 + 2 + 2 + 2.
    expect(body.planned).toBe(9 * 3);
    const rows = await service.sql<{ startsAt: Date; seconds: number }>(
      `SELECT starts_at AS "startsAt", extract(epoch FROM ends_at - starts_at) AS seconds FROM broadcasts
       WHERE entry_id = $1 AND station_id = $2 ORDER BY 1`,
      [body.id, schedule.stationIds[0]],
    );
    expect(rows[0]).toEqual({ startsAt: new Date('2026-03-02T10:15:00Z'), seconds: 61 });
    expect(rows.at(-1)?.startsAt).toEqual(new Date('2026-03-16T10:15:00Z'));
  });

  it('writes who placed it into the audit trail', async () => {
    const { body } = await schedule.tryToPlace();
    const audit = await service.sql('SELECT did, actor_id FROM audit_entries WHERE thing_id = $1', [body.id]);
    expect(audit).toEqual([{ did: 'entry.place', actor_id: schedule.editor.id }]);
  });

  it('for one date plans that date', async () => {
    const { body } = await schedule.tryToPlace({ rule: null, startsOn: '2026-03-04', times: ['11:00'] });
    expect(body).toMatchObject({ planned: 3, terms: [{ from: '2026-03-04', until: '2026-03-04', rule: null }] });
  });

  it('takes groups and named stations together, each station once', async () => {
    const groupId = await newGroup(service, schedule.centre.id, schedule.stationIds.slice(0, 2));
    const { body } = await schedule.tryToPlace({
      groupIds: [groupId],
      stationIds: schedule.stationIds.slice(1, 2),
      times: ['05:15'],
      rule: 'FREQ=WEEKLY;BYDAY=TH',
    });
    expect(body.planned).toBe(2 * 2);
  });

  it('refuses a clash, names both sides and the ways out, and plans nothing', async () => {
    const other = await schedule.tryToPlace({
      stationIds: schedule.stationIds.slice(0, 1),
      rule: 'FREQ=WEEKLY;BYDAY=TH',
      times: ['17:15'],
    });
    const { id: laterId } = await anApprovedProgram(service, {
      centreId: schedule.centre.id,
      title: 'Chuyên mục CCHC',
    });
    const answer = await schedule.tryToPlace({ programId: laterId, times: ['17:16'] });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: 'airtime-clash',
      total: 2,
      detail: expect.stringContaining('on 2026-03-05 at 17:16'),
    });
    expect(answer.body.clashes[0]).toMatchObject({
      stationId: schedule.stationIds[0],
      stationName: schedule.centre.stations[0]?.name,
      localTime: '2026-03-05 17:16',
      wanted: { programId: laterId, title: 'Chuyên mục CCHC', startsAt: '2026-03-05T10:16:00.000Z' },
      planned: { entryId: other.body.id, programId: schedule.programId, startsAt: '2026-03-05T10:15:00.000Z' },
    });
    expect(answer.body.clashes[0]?.waysOut.map(({ code }) => code)).toEqual([
      'replace-other',
      'after-it',
      'shift',
      'skip-stations',
    ]);
    expect(await service.sql('SELECT FROM broadcasts WHERE program_id = $1', [laterId])).toHaveLength(0);
    expect(await service.sql('SELECT FROM entry_items WHERE program_id = $1', [laterId])).toHaveLength(0);
    expect(
      await service.sql("SELECT FROM broadcasts WHERE station_id = ANY ($1) AND state <> 'planned'", [
        schedule.stationIds,
      ]),
    ).toHaveLength(0);
  });

  it('lets an entry begin the second another one ends', async () => {
    await schedule.tryToPlace();
    const { id } = await anApprovedProgram(service, { centreId: schedule.centre.id });
    expect((await schedule.tryToPlace({ programId: id, times: ['17:17'] })).status).toBe(201);
    expect((await schedule.tryToPlace({ programId: id, times: ['17:14'] })).status).toBe(201);
  });

  it('lets exactly one of two clashing entries win when both are placed at once', async () => {
    for (let round = 0; round < 8; round += 1) {
      const times = [`${String(6 + round).padStart(2, '0')}:00`];
      const forward = schedule.entry({ times });
      const backward = schedule.entry({ times, stationIds: schedule.stationIds.toReversed() });
      const answers = await Promise.all([
        schedule.tryToPlace(forward),
        schedule.tryToPlace(backward),
        schedule.tryToPlace(forward),
        schedule.tryToPlace(backward),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
      expect(new Set(answers.map(({ body }) => body.code))).toEqual(new Set([undefined, 'airtime-clash']));
    }
  });

  it.each([
    ['a program that nobody approved', 'program-not-approved', true],
    ['a program that is not ready', 'program-not-ready', false],
  ])('refuses %s', async (_, code, ready) => {
    const program = await aProgram(service, { centreId: schedule.centre.id });
    if (ready) await makeReady(service, program);
    const answer = await schedule.tryToPlace({ programId: program.id });
    expect([answer.status, answer.body.code]).toEqual([409, code]);
    await nothingIsPlanned();
  });

  it('refuses a program that expires before the entry begins, and leaves a gap for what comes after its last day', async () => {
    const { id } = await anApprovedProgram(service, { centreId: schedule.centre.id, expiresOn: '2026-03-05' });
    const late = await schedule.tryToPlace({ programId: id, startsOn: '2026-03-06' });
    expect([late.status, late.body.code]).toEqual([409, 'program-expired']);
    const placed = await schedule.tryToPlace({ programId: id, rule: 'FREQ=WEEKLY;BYDAY=TH', times: ['05:15'] });
    expect(placed.body.planned).toBe(3);
    const gaps = await schedule.editor.client.get<{ items: { code: string; startsAt: string }[] }>(
      `/gaps?entryId=${placed.body.id}&limit=2`,
    );
    expect(gaps.body.items.map(({ code, startsAt }) => [code, startsAt])).toEqual([
      ['program-expired', '2026-03-11T22:15:00.000Z'],
      ['program-expired', '2026-03-11T22:15:00.000Z'],
    ]);
  });

  it('refuses a time outside the allowed hours, naming stations and windows, also when it begins in a far month', async () => {
    for (const startsOn of ['2026-03-02', '2026-09-01']) {
      const answer = await schedule.tryToPlace({ startsOn, times: ['03:15', '05:15'] });
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({
        code: 'outside-allowed-hours',
        times: ['03:15'],
        hours: [{ from: '05:00', to: '21:00' }],
      });
      expect((answer.body as unknown as { stations: unknown[] }).stations).toHaveLength(3);
    }
    await nothingIsPlanned();
  });

  it('refuses a program that would sound beyond the window, and one that would sound after midnight when they end there', async () => {
    expect((await schedule.tryToPlace({ times: ['20:59'] })).body.code).toBe('outside-allowed-hours');
    const admin = await personWith(service, 'administrator', { kind: 'centre', id: schedule.centre.id });
    const windows = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '05:00', to: '24:00' }];
    const late = { kind: 'hours', periods: [{ windows }] };
    expect((await admin.client.edit(`/centres/${schedule.centre.id}/airtime-rules/hours`, late, 'PUT')).status).toBe(
      200,
    );
    expect((await schedule.tryToPlace({ times: ['23:59'] })).body.code).toBe('outside-allowed-hours');
    expect((await schedule.tryToPlace({ times: ['23:58'] })).status).toBe(201);
  });

  it('refuses times that are closer than the program is long', async () => {
    expect((await schedule.tryToPlace({ times: ['05:15', '05:16'] })).body.code).toBe('entry-overlaps-itself');
  });

  it('refuses an entry that would never air, naming each station and time', async () => {
    const over = schedule.entry({ startsOn: '2026-02-01', until: '2026-02-20' });
    const noSuchDay = schedule.entry({ rule: 'FREQ=WEEKLY;BYDAY=SU', startsOn: '2026-03-03', until: '2026-03-06' });
    const thisMorning = schedule.entry({ rule: null, times: ['05:15', '07:59'] });
    for (const entry of [over, noSuchDay, thisMorning]) {
      const answer = await schedule.tryToPlace(entry);
      expect([answer.status, answer.body.code]).toEqual([409, 'no-occurrence']);
    }
    const { body } = await schedule.tryToPlace(thisMorning);
    const stations = schedule.centre.stations.map(({ id, name }) => ({ id, name, times: ['05:15', '07:59'] }));
    expect(body).toMatchObject({ stations: expect.arrayContaining(stations) });
  });

  it('refuses a group without members, and one that does not exist, in the same words', async () => {
    const empty = await newGroup(service, schedule.centre.id, []);
    const foreign = await newGroup(service, (await centreWith(service)).id, [(await newStation(service)).id]);
    for (const groupId of [empty, foreign, '0193a0a0-0000-7000-8000-000000000000']) {
      const answer = await schedule.tryToPlace({ groupIds: [groupId] });
      expect([answer.status, answer.body.code]).toEqual([409, 'group-without-stations']);
    }
  });

  it("knows nothing of another centre's stations, programs and schedule", async () => {
    const other = await centreWith(service, { stations: 1 });
    const foreign = other.stations[0]?.id ?? '';
    const { id: foreignProgram } = await anApprovedProgram(service, { centreId: other.id });
    for (const entry of [
      schedule.entry({ stationIds: [...schedule.stationIds, foreign] }),
      schedule.entry({ programId: foreignProgram }),
      schedule.entry({ centreId: other.id, stationIds: [foreign] }),
    ]) {
      const answer = await schedule.tryToPlace(entry);
      expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    }
    await nothingIsPlanned();
  });
});
