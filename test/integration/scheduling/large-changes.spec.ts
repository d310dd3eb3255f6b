import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { uuidv7 } from '../../../src/platform/uuid.js';
import type {
  AcceptedChange,
  ScheduleChangeDetails,
  ScheduleChangePage,
} from '../../../src/scheduling/changes/changes.schemas.js';
import { LargeChangesService } from '../../../src/scheduling/changes/large-changes.service.js';
import { LargeChangesTick } from '../../../src/scheduling/changes/large-changes.tick.js';
import { except } from '../../factories/entry.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';
import { aSchedule, MONDAY, type Schedule } from './schedule-scene.js';

describe('a change of more broadcasts than are made at once', () => {
  let service: TestService;
  let schedule: Schedule;

  beforeAll(async () => {
    service = await startService({ at: MONDAY, settings: { CHANGE_ROWS_AT_ONCE: '20' } });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    schedule = await aSchedule(service, { usual: { stationIds: [], everywhere: true } });
  });

  const place = (more: Record<string, unknown> = {}) =>
    schedule.editor.client.post<AcceptedChange>('/entries', schedule.entry(more));
  const change = async (id: string) =>
    (await schedule.editor.client.get<ScheduleChangeDetails>(`/schedule/changes/${id}`)).body;
  async function finished(id: string): Promise<ScheduleChangeDetails> {
    await until('the change is finished', async () => ['applied', 'refused'].includes((await change(id)).state));
    return change(id);
  }
  const changesOf = async (entryId: string) =>
    (await schedule.editor.client.get<ScheduleChangePage>(`/schedule/changes?entryId=${entryId}`)).body.items;
  /** A change that was accepted, without a signal to apply it. */
  async function waiting(operations: object[]): Promise<string> {
    const id = uuidv7();
    await service.sql(
      `INSERT INTO schedule_changes (id, centre_id, by, at, operations, state, progress) VALUES ($1, $2, $3, $4, $5, 'waiting', 0)`,
      [id, schedule.centre.id, schedule.editor.id, MONDAY, JSON.stringify(operations)],
    );
    return id;
  }
  const planned = async (entryId: string) =>
    (await service.sql("SELECT FROM broadcasts WHERE entry_id = $1 AND state = 'planned'", [entryId])).length;

  it('is accepted, made by itself, and tells what it did', async () => {
    const { status, headers, body } = await place();
    expect([status, headers.get('location'), body.state]).toEqual([202, `/schedule/changes/${body.id}`, 'waiting']);
    expect(await finished(body.id)).toMatchObject({
      state: 'applied',
      progress: 100,
      operations: [{ op: 'place', entryId: body.entryIds[0] }],
      consequences: { totals: { new: 30 }, stations: 2 },
    });
    expect(await planned(body.entryIds[0] ?? '')).toBe(30);
    expect((await schedule.editor.client.get(`/entries/${body.entryIds[0]}`)).status).toBe(200);
  });

  it('is refused later when it clashes, in the words of a refusal, and changes nothing', async () => {
    await finished((await place()).body.id);
    const { body } = await place();
    const { state, refusal, consequences } = await finished(body.id);
    expect([state, consequences]).toEqual(['refused', null]);
    expect(refusal).toMatchObject({ vi: { code: 'airtime-clash', status: 409 }, en: { code: 'airtime-clash' } });
    expect((await schedule.editor.client.get(`/entries/${body.entryIds[0]}`)).status).toBe(404);
  });

  it('is refused at once for what can be said at once', async () => {
    expect((await place({ programId: crypto.randomUUID() })).status).toBe(404);
  });

  it('is not applied twice, even by two workers at once, and a repeated request is the same change', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const first = await schedule.editor.client.post<AcceptedChange>('/entries', schedule.entry(), key);
    const again = await schedule.editor.client.post<AcceptedChange>('/entries', schedule.entry(), key);
    expect([again.status, again.body]).toEqual([202, first.body]);
    const large = service.get(LargeChangesService);
    await Promise.all([large.apply(first.body.id), large.apply(first.body.id), finished(first.body.id)]);
    expect(await planned(first.body.entryIds[0] ?? '')).toBe(30);
    expect((await finished(first.body.id)).state).toBe('applied');
  });

  it('is made though its signal was lost', async () => {
    const entryId = crypto.randomUUID();
    const operation = {
      op: 'place',
      entryId,
      entry: { ...schedule.entry(), priority: 'normal', startWithin: 120, until: null },
    };
    const rest = { extraDays: [], stationIds: [], groupIds: [], leftOut: [] };
    const id = await waiting([{ ...operation, entry: { ...operation.entry, ...rest } }]);
    service.clock.moveBy({ seconds: 60 });
    await service.get(LargeChangesTick).tick();
    expect((await finished(id)).state).toBe('applied');
    expect(await planned(entryId)).toBe(30);
  });

  it('can be undone by another one', async () => {
    const { body } = await place();
    await finished(body.id);
    const undo = await schedule.editor.client.post<AcceptedChange>(`/schedule/changes/${body.id}/undo`, {});
    expect([undo.status, undo.body.state]).toEqual([202, 'waiting']);
    const again = await schedule.editor.client.post<{ code: string }>(`/schedule/changes/${body.id}/undo`, {});
    expect([again.status, again.body.code]).toEqual([409, 'already-undone']);
    expect(await finished(undo.body.id)).toMatchObject({ state: 'applied', consequences: { totals: { gone: 30 } } });
    expect(await planned(body.entryIds[0] ?? '')).toBe(0);
  });

  it('is undone before a change that was asked for later and made earlier', async () => {
    const { entryIds, id: placing } = (await place()).body;
    await finished(placing);
    const [entryId = ''] = entryIds;
    const large = await waiting([{ op: 'change', entryId, changes: { from: '2026-03-09', times: ['18:00'] } }]);
    const small = await except(schedule.editor.client, entryId, { action: 'skip', from: '2026-03-05' });
    expect(small.status).toBe(200);
    await service.get(LargeChangesService).apply(large);
    const [skip] = (await changesOf(entryId)).filter((one) => one.operations[0] === 'except');
    const undo = (id = '') => schedule.editor.client.post<AcceptedChange>(`/schedule/changes/${id}/undo`, {});
    expect(await undo(skip?.id)).toMatchObject({
      status: 409,
      body: { code: 'changed-meanwhile', later: { changeId: large } },
    });
    expect(await finished((await undo(large)).body.id)).toMatchObject({ consequences: { totals: { moved: 16 } } });
    expect(await finished((await undo(skip?.id)).body.id)).toMatchObject({ consequences: { totals: { new: 2 } } });
  });

  it('is over too when somebody else has done it first', async () => {
    const { body } = await place();
    await finished(body.id);
    const operations = [{ op: 'withdraw', entryId: body.entryIds[0], because: 'Sai lịch' }];
    const withdraw = () => schedule.editor.client.post<AcceptedChange>('/schedule/changes', { operations });
    const both = await Promise.all([withdraw(), withdraw()]);
    const made = await Promise.all(both.map(async (one) => finished(one.body.id)));
    expect(made.filter(({ consequences }) => consequences?.totals['gone'] === 30)).toHaveLength(1);
    expect(made.map(({ progress }) => progress)).toEqual([100, 100]);
  });

  it('that withdraws is one too, and a dry run is answered at once', async () => {
    const { body } = await place();
    await finished(body.id);
    const [entryId] = body.entryIds;
    const operations = [{ op: 'withdraw', entryId, because: 'Sai lịch' }];
    const tried = await schedule.editor.client.post<object>('/schedule/changes', { dryRun: true, operations });
    expect([tried.status, tried.body]).toMatchObject([200, { consequences: { totals: { gone: 30 } } }]);
    const answer = await schedule.editor.client.post<AcceptedChange>('/schedule/changes', { operations });
    expect(answer.status).toBe(202);
    expect((await finished(answer.body.id)).consequences?.totals).toEqual({ gone: 30 });
    expect(await planned(entryId ?? '')).toBe(0);
  });
});
