import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ScheduleChangeDetails, ScheduleChangePage } from '../../../src/scheduling/changes/changes.schemas.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { aSchedule, MONDAY, type Schedule } from './schedule-scene.js';

let service: TestService;
let schedule: Schedule;

beforeAll(async () => {
  service = await startService({ at: MONDAY });
});
afterAll(() => service.stop());
beforeEach(async () => {
  const usual = { rule: 'FREQ=WEEKLY;BYDAY=MO,TH', times: ['05:15'] };
  schedule = await aSchedule(service, { stations: 3, seconds: 300, usual });
});

const place = async (more: Record<string, unknown> = {}) => (await schedule.place(more)).id;

describe('a change of the schedule', () => {
  it('of several owners is read by those who see the schedules of all of them', async () => {
    const other = await centreWith(service, { stations: 1 });
    const colleague = await personWith(service, 'editor', { kind: 'centre', id: other.id });
    const both = await personWith(service, 'editor');
    const own = { centreId: other.id, stationIds: other.stations.map(({ id }) => id) };
    const { id: otherProgram } = await anApprovedProgram(service, { centreId: other.id, seconds: 60 });
    const operations = [
      { op: 'place' as const, entry: schedule.entry() },
      { op: 'place' as const, entry: schedule.entry({ ...own, programId: otherProgram }) },
    ];
    const { status, body } = await schedule.tryToDo(operations, { by: both });
    expect(status).toBe(200);
    const read = (by: TestPerson) => by.client.get(`/schedule/changes/${body.changeId}`);
    expect([(await read(both)).status, (await read(colleague)).status, (await read(schedule.editor)).status]).toEqual([
      200, 404, 404,
    ]);
  });

  it('knows an id also when it is written in capitals', async () => {
    const [entryId, other] = [crypto.randomUUID(), crypto.randomUUID()];
    const upper = entryId.toUpperCase();
    const twice = await schedule.tryToDo([
      {
        op: 'place',
        entry: schedule.entry({ stationIds: schedule.stationIds.flatMap((id) => [id, id.toUpperCase()]) }),
      },
    ]);
    expect(twice.status).toBe(400);
    await schedule.do([
      {
        op: 'place',
        entryId: upper,
        entry: schedule.entry({
          programId: schedule.programId.toUpperCase(),
          centreId: schedule.centre.id.toUpperCase(),
        }),
      },
      { op: 'place', entryId: other, entry: schedule.entry({ times: ['09:00'] }) },
    ]);
    const changed = [
      { op: 'change' as const, entryId, changes: { from: '2026-03-09', times: ['06:00'] } },
      { op: 'change' as const, entryId: upper, changes: { from: '2026-03-12', times: ['07:00'] } },
    ];
    expect((await schedule.tryToDo(changed, { revisions: { [upper]: 'another' } })).status).toBe(412);
    await schedule.do([...changed, { op: 'withdraw', entryId: other.toUpperCase(), because: 'Nhầm' }]);
    expect(await schedule.plannedTimes()).toEqual(['03-05 05:15', '03-09 06:00', '03-12 07:00', '03-16 07:00']);
  });

  it('is found by its id in capitals, as are entries, stations and centres', async () => {
    const { changeId, entryIds } = await schedule.do([{ op: 'place', entry: schedule.entry() }]);
    const [station, centre] = [schedule.stationIds[0] ?? '', schedule.centre.id];
    const paths = (capitals: (id: string) => string) => [
      `/schedule/changes/${capitals(changeId)}`,
      `/entries/${capitals(entryIds[0] ?? '')}`,
      `/stations/${capitals(station)}`,
      `/stations/${capitals(station)}/timeline`,
      `/centres/${capitals(centre)}`,
      `/centres/${capitals(centre)}/stations/${capitals(station)}`,
    ];
    const answers = async (all: string[]) => {
      const got = await Promise.all(all.map((path) => schedule.editor.client.get(path)));
      return got.map(({ status, body }) => ({ status, body }));
    };
    const inCapitals = await answers(paths((id) => id.toUpperCase()));
    expect(inCapitals.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(inCapitals).toEqual(await answers(paths((id) => id)));
  });

  it('does several things at once, and a dry run tells the same without doing them', async () => {
    const id = await place();
    const operations = [
      { op: 'change' as const, entryId: id, changes: { from: '2026-03-09', times: ['06:00'] } },
      {
        op: 'except' as const,
        entryId: id,
        exception: { action: 'skip', from: '2026-03-12', stationId: schedule.stationIds[0] },
      },
      { op: 'place' as const, entryId: uuidv7(), entry: schedule.entry({ times: ['05:15'], startsOn: '2026-03-09' }) },
    ];
    const before = await schedule.rows();
    const tried = await schedule.tryToDo(operations, { dryRun: true });
    expect([tried.status, tried.body.changeId, await schedule.rows()]).toEqual([200, null, before]);
    const { consequences, dryRun } = await schedule.do(operations);
    expect(tried.body.consequences).toEqual(consequences);
    expect([dryRun, consequences.totals]).toEqual([false, { new: 9, moved: 8, gone: 1 }]);
    expect(await schedule.plannedTimes()).toEqual([
      '03-05 05:15',
      '03-09 05:15',
      '03-09 06:00',
      '03-12 05:15',
      '03-12 06:00',
      '03-16 05:15',
      '03-16 06:00',
    ]);
  });

  it('is all or nothing', async () => {
    await place({ times: ['07:00'] });
    const before = await schedule.rows();
    const answer = await schedule.tryToDo([
      { op: 'place', entry: schedule.entry() },
      { op: 'place', entry: schedule.entry({ times: ['07:00'] }) },
    ]);
    expect([answer.status, answer.body.code, await schedule.rows()]).toEqual([409, 'airtime-clash', before]);
  });

  it('lets two entries exchange their times in one request', async () => {
    const [one, other] = [await place(), await place({ times: ['06:00'] })];
    const at = (entryId: string, time: string) => ({
      op: 'change' as const,
      entryId,
      changes: { from: '2026-03-05', times: [time] },
    });
    expect((await schedule.tryToDo([at(one, '06:00')])).body.code).toBe('airtime-clash');
    const { consequences } = await schedule.do([at(one, '06:00'), at(other, '05:15')]);
    expect(consequences.totals).toEqual({ moved: 2 * 3 * 4 });
  });

  it('is refused when an entry is another than was seen, or may not be changed by them', async () => {
    const id = await place();
    const change = { op: 'change' as const, entryId: id, changes: { from: '2026-03-05', times: ['06:00'] } };
    expect((await schedule.tryToDo([change], { revisions: { [id]: 'another' } })).status).toBe(412);
    const operator = await personWith(service, 'operator', { kind: 'station', id: schedule.stationIds[0] ?? '' });
    expect((await schedule.tryToDo([change], { by: operator })).status).toBe(404);
    const { revision } = await schedule.entryOf(id);
    expect((await schedule.tryToDo([change], { revisions: { [id]: revision } })).status).toBe(200);
    const again = { op: 'place' as const, entryId: id, entry: schedule.entry({ times: ['09:00'] }) };
    expect((await schedule.tryToDo([again])).body.code).toBe('entry-exists');
  });

  it('names in a refusal the operation that it is about, and what it does not find', async () => {
    const id = await place();
    const unknown = crypto.randomUUID();
    const fine = { op: 'place' as const, entry: schedule.entry({ times: ['09:00'] }) };
    const refusalOf = async (wrong: Parameters<Schedule['tryToDo']>[0][number]) => {
      const { status, body } = await schedule.tryToDo([fine, wrong]);
      return { status, code: body.code, operation: body.operation, ids: body.ids };
    };
    const placed = (more: object) => ({ op: 'place' as const, entry: schedule.entry({ times: ['11:00'], ...more }) });
    const named = (code: string, more: object = {}) => ({ status: 409, code, operation: 1, ...more });
    expect(await refusalOf(placed({ rule: 'FREQ=HOURLY' }))).toEqual(named('rule-not-supported'));
    expect(await refusalOf(placed({ times: ['23:00'] }))).toEqual(named('outside-allowed-hours'));
    expect(await refusalOf(placed({ times: ['05:15'] }))).toEqual(named('airtime-clash'));
    expect(await refusalOf(placed({ rule: null, startsOn: '2026-03-01' }))).toEqual(named('no-occurrence'));
    const exception = { action: 'move', from: '2026-03-05', toDay: '2026-03-01', toTime: '05:00' };
    expect(await refusalOf({ op: 'except', entryId: id, exception })).toEqual(named('frozen'));
    const missing = { status: 404, code: 'not-found', operation: 1, ids: [unknown] };
    expect(await refusalOf(placed({ stationIds: [...schedule.stationIds, unknown] }))).toEqual(missing);
    expect(await refusalOf(placed({ programId: unknown }))).toEqual(missing);
    expect(await refusalOf({ op: 'withdraw', entryId: unknown, because: 'Nhầm' })).toEqual(missing);
    expect(await refusalOf({ op: 'undo', changeId: unknown })).toEqual(missing);
    expect(await refusalOf({ ...fine, entryId: id })).toEqual(named('entry-exists'));
  });

  it('points into the operation that names too many stations, and an entry alone into itself', async () => {
    const stationIds = Array.from({ length: 2_001 }, () => crypto.randomUUID());
    const entry = schedule.entry({ times: ['09:00'], stationIds });
    const { body } = await schedule.tryToDo([
      { op: 'place', entry: schedule.entry() },
      { op: 'place', entry },
    ]);
    expect(body).toMatchObject({ operation: 1, errors: [{ pointer: '/operations/1/entry/stationIds' }] });
    const alone = await schedule.tryToPlace({ times: ['09:00'], stationIds });
    expect([alone.body.errors, alone.body.operation]).toMatchObject([[{ pointer: '/stationIds' }], undefined]);
  });

  it('waits for others of the same entry, unless it says what it has seen', async () => {
    const id = await place({ rule: 'FREQ=DAILY' });
    const days = ['04', '05', '06', '07'];
    const skip = (day: string) => [
      { op: 'except' as const, entryId: id, exception: { action: 'skip', from: `2026-03-${day}` } },
    ];
    const answers = await Promise.all(days.map((day) => schedule.tryToDo(skip(day))));
    expect(answers.map(({ status }) => status)).toEqual(days.map(() => 200));
    expect((await schedule.plannedTimes()).slice(0, 2)).toEqual(['03-03 05:15', '03-08 05:15']);
    const revisions = { [id]: (await schedule.entryOf(id)).revision };
    const seen = await Promise.all(['10', '11'].map((day) => schedule.tryToDo(skip(day), { revisions })));
    expect(seen.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  it('is listed and shown, with what it did', async () => {
    const id = await place();
    const { changeId } = await schedule.do([{ op: 'withdraw', entryId: id, because: 'Nhầm giờ' }]);
    const list = await schedule.editor.client.get<ScheduleChangePage>(`/schedule/changes?entryId=${id}`);
    expect(list.body.items).toMatchObject([
      {
        id: changeId,
        operations: ['withdraw'],
        state: 'applied',
        by: { id: schedule.editor.id },
        centreId: schedule.centre.id,
        about: {
          titles: [expect.any(String)],
          times: ['05:15'],
          firstDay: '2026-03-05',
          stations: 3,
          stationName: null,
        },
      },
      { operations: ['place'], undoneBy: null, about: { repeats: { rule: expect.any(String), endless: true } } },
    ]);
    const shown = await schedule.editor.client.get<ScheduleChangeDetails>(`/schedule/changes/${changeId}`);
    expect(shown.body).toMatchObject({
      operations: [{ op: 'withdraw', entryId: id, because: 'Nhầm giờ' }],
      consequences: { totals: { gone: 4 * 3 }, byReason: { 'entry-withdrawn': 4 * 3 } },
    });
    const stranger = await personWith(service, 'editor', { kind: 'centre', id: (await centreWith(service)).id });
    expect((await stranger.client.get(`/schedule/changes/${changeId}`)).status).toBe(404);
    expect((await stranger.client.get<ScheduleChangePage>('/schedule/changes')).body.items).toEqual([]);
  });
});
