import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { personWith } from '../../factories/person.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { aSchedule, MONDAY, type Schedule, STAY_SIGNED_IN, type Wanted } from './schedule-scene.js';

let service: TestService;
let schedule: Schedule;

beforeAll(async () => {
  service = await startService({ at: MONDAY, settings: STAY_SIGNED_IN });
});
afterAll(() => service.stop());
beforeEach(async () => {
  schedule = await aSchedule(service, { seconds: 300, usual: { rule: 'FREQ=WEEKLY;BYDAY=MO,TH' } });
});

const placing = (more: Record<string, unknown> = {}): Wanted => ({ op: 'place', entry: schedule.entry(more) });
const placed = async (more: Record<string, unknown> = {}) => (await schedule.place(more)).id;
const changing = (entryId: string, changes: Record<string, unknown>): Wanted => ({ op: 'change', entryId, changes });

describe('undoing a change', () => {
  it('puts everything back as it was: times, exceptions, what was placed and what was withdrawn', async () => {
    const [one, other] = [await placed(), await placed({ times: ['18:00'] })];
    const skip: Wanted = { op: 'except', entryId: one, exception: { action: 'skip', from: '2026-03-05' } };
    await schedule.do([skip]);
    const before = {
      rows: await schedule.rows(),
      one: await schedule.entryOf(one),
      other: await schedule.entryOf(other),
    };
    const exceptionId = before.one.exceptions[0]?.id ?? '';
    const { changeId, entryIds } = await schedule.do([
      changing(one, { from: '2026-03-09', times: ['19:00'], rule: 'FREQ=DAILY' }),
      { op: 'undo-exception', entryId: one, exceptionId },
      { op: 'withdraw', entryId: other, because: 'Nhầm' },
      placing({ times: ['18:00'] }),
    ]);
    expect(await schedule.rows()).not.toEqual(before.rows);
    const { consequences } = await schedule.undo(changeId);
    expect(consequences.totals).toMatchObject({ moved: 3 * 2, returned: 5 * 2 });
    expect(await schedule.rows()).toEqual(before.rows);
    expect((await schedule.entryOf(one)).terms).toEqual(before.one.terms);
    expect((await schedule.entryOf(one)).exceptions).toEqual(before.one.exceptions);
    expect(await schedule.entryOf(other)).toMatchObject({ withdrawnAt: null, withdrawnNote: null });
    const fresh = await schedule.entryOf(entryIds.find((id) => id !== one && id !== other) ?? '');
    expect(fresh).toMatchObject({ withdrawnReason: 'change-undone', withdrawnNote: null, nextAirings: [] });
  });

  it('can be undone itself', async () => {
    const id = await placed();
    const { changeId } = await schedule.do([changing(id, { from: '2026-03-09', times: ['19:00'] })]);
    const changed = await schedule.rows();
    const second = await schedule.undo(changeId);
    await schedule.undo(second.changeId);
    expect(await schedule.rows()).toEqual(changed);
  });

  it('is done once, also when two people do it at once', async () => {
    const id = await placed();
    const { changeId } = await schedule.do([changing(id, { from: '2026-03-09', times: ['19:00'] })]);
    const answers = await Promise.all([
      schedule.tryToUndo(changeId),
      schedule.tryToUndo(changeId),
      schedule.tryToUndo(changeId),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, body } of answers)
      if (status !== 200) expect(['already-undone', 'precondition-failed', 'changed-meanwhile']).toContain(body.code);
    expect((await schedule.tryToUndo(changeId)).body.code).toBe('already-undone');
  });

  it('is refused once the entry was changed again, naming who did', async () => {
    const id = await placed();
    const first = await schedule.do([changing(id, { from: '2026-03-09', times: ['19:00'] })]);
    const second = await schedule.do([changing(id, { from: '2026-03-09', times: ['20:00'] })]);
    const { status, body } = await schedule.tryToUndo(first.changeId);
    expect([status, body.code, body.entryId]).toEqual([409, 'changed-meanwhile', id]);
    expect(body.later).toMatchObject({ changeId: second.changeId, by: expect.any(String) });
  });

  it('goes back over several changes, the latest first', async () => {
    const id = await placed();
    const before = await schedule.rows();
    const skip: Wanted = { op: 'except', entryId: id, exception: { action: 'skip', from: '2026-03-05' } };
    const move: Wanted = {
      op: 'except',
      entryId: id,
      exception: { action: 'move', from: '2026-03-05', toTime: '19:30' },
    };
    const changes = [
      await schedule.do([changing(id, { from: '2026-03-09', times: ['19:00'] })]),
      await schedule.do([skip]),
    ];
    const last = await schedule.do([move]);
    const skipped = await schedule.undo(last.changeId);
    const [first, second] = changes.map(({ changeId }) => changeId);
    expect((await schedule.tryToUndo(first ?? '')).body.code).toBe('changed-meanwhile');
    await schedule.undo(second ?? '');
    await schedule.undo(first ?? '');
    expect(await schedule.rows()).toEqual(before);
    expect((await schedule.tryToUndo(skipped.changeId)).body.code).toBe('changed-meanwhile');
  });

  it('is refused after the day has begun with the first broadcast that it affects, and possible before', async () => {
    const id = await placed();
    const { changeId } = await schedule.do([changing(id, { from: '2026-03-02', times: ['18:00'] })]);
    const later = await schedule.do([
      changing(await placed({ times: ['19:00'] }), { from: '2026-03-09', times: ['19:30'] }),
    ]);
    service.clock.moveTo('2026-03-02T10:16:00Z');
    const late = await schedule.tryToUndo(changeId);
    expect([late.status, late.body.code, late.body.earliest]).toEqual([409, 'too-late-to-undo', '2026-03-03']);
    await schedule.undo(later.changeId);
  });

  it('is for who made it, and for whoever may schedule for its owner', async () => {
    const id = await placed();
    const { changeId } = await schedule.do([changing(id, { from: '2026-03-09', times: ['19:00'] })]);
    const operator = await personWith(service, 'operator', { kind: 'station', id: schedule.stationIds[0] ?? '' });
    const stranger = await personWith(service, 'editor', { kind: 'centre', id: (await centreWith(service)).id });
    for (const by of [operator, stranger]) expect((await schedule.tryToUndo(changeId, by)).status).toBe(404);
    const colleague = await personWith(service, 'editor', { kind: 'centre', id: schedule.centre.id });
    await schedule.undo(changeId, colleague);
  });

  it('is not for who made it, once they may not schedule for its owner any more', async () => {
    const { changeId } = await schedule.do([placing()]);
    const elsewhere = (await centreWith(service)).id;
    await service.sql('UPDATE grants SET scope_id = $2 WHERE person_id = $1', [schedule.editor.id, elsewhere]);
    expect((await schedule.tryToUndo(changeId)).status).toBe(404);
  });

  it('says what cannot be planned again because the daypart is full by now', async () => {
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id: schedule.centre.id });
    const evening = { name: 'Chiều tối', days: [1, 2, 3, 4, 5, 6, 7], from: '17:00', to: '20:00', minutes: 8 };
    const periods = [{ from: null, until: null, minutesPerDay: null, dayparts: [evening] }];
    const path = `/centres/${schedule.centre.id}/airtime-rules/dayparts`;
    expect((await administrator.client.edit(path, { kind: 'dayparts', periods }, 'PUT')).status).toBe(200);
    const { changeId } = await schedule.do([{ op: 'withdraw', entryId: await placed(), because: 'Nhầm' }]);
    await placed({ times: ['18:00'] });
    const { consequences } = await schedule.undo(changeId);
    expect([consequences.totals, consequences.byReason]).toEqual([{ gap: 10 }, { 'daypart-full': 10 }]);
  });

  it('of a place that was taken meanwhile is refused with ways out that undo it', async () => {
    const id = await placed();
    const { changeId } = await schedule.do([{ op: 'withdraw', entryId: id, because: 'Nhầm' }]);
    await placed();
    const { status, body } = await schedule.tryToUndo(changeId);
    expect([status, body.code]).toEqual([409, 'airtime-clash']);
    const ways = body.clashes[0]?.waysOut ?? [];
    expect(ways.map(({ code }) => code)).toEqual(['replace-other']);
    expect((await schedule.tryToDo((ways[0]?.operations ?? []) as Wanted[])).status).toBe(200);
    expect(await schedule.entryOf(id)).toMatchObject({ withdrawnAt: null });
  });
});
