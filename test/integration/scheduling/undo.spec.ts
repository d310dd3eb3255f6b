import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MadeChange } from '../../../src/scheduling/changes/changes.schemas.js';
import type { ClashView } from '../../../src/scheduling/clashes/clashes.schemas.js';
import type { EntryDetails } from '../../../src/scheduling/entries/entries.schemas.js';
import type { Operation } from '../../../src/scheduling/operations/operations.schemas.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

// Monday, 08:00 in Vietnam; planned are the days until 16 March.
const NOW = '2026-03-02T01:00:00Z';

interface Answer extends MadeChange {
  code: string;
  clashes: ClashView[];
  earliest: string;
  entryId: string;
  later: { changeId: string; by: string } | null;
}
type Wanted = { op: Operation['op'] } & Record<string, unknown>;

let service: TestService;
let centre: TestCentre;
let editor: TestPerson;
let programId: string;

beforeAll(async () => {
  service = await startService({ at: NOW, settings: { SESSION_HOURS: '1000' } });
});
afterAll(() => service.stop());
beforeEach(async () => {
  service.clock.moveTo(NOW);
  centre = await centreWith(service, { stations: 2 });
  editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  programId = (await anApprovedProgram(service, { centreId: centre.id, seconds: 300 })).id;
});

const stationIds = () => centre.stations.map(({ id }) => id);
const make = (operations: readonly Wanted[]) => editor.client.post<Answer>('/schedule/changes', { operations });
const done = async (operations: readonly Wanted[]) => {
  const { status, body } = await make(operations);
  expect([status, body]).toEqual([200, expect.objectContaining({ changeId: expect.any(String) })]);
  return { ...body, changeId: body.changeId ?? '' };
};
const placing = (more: Record<string, unknown> = {}): Wanted => ({
  op: 'place',
  entry: {
    centreId: centre.id,
    programId,
    rule: 'FREQ=WEEKLY;BYDAY=MO,TH',
    times: ['17:15'],
    startsOn: '2026-03-02',
    stationIds: stationIds(),
    ...more,
  },
});
const placed = async (more: Record<string, unknown> = {}) => (await done([placing(more)])).entryIds[0] ?? '';
const changing = (entryId: string, changes: Record<string, unknown>): Wanted => ({ op: 'change', entryId, changes });
const undo = (changeId: string, by = editor) => by.client.post<Answer>(`/schedule/changes/${changeId}/undo`, {});
const undone = async (changeId: string, by = editor) => {
  const { status, body } = await undo(changeId, by);
  expect([status, body]).toEqual([200, expect.objectContaining({ changeId: expect.any(String) })]);
  return { ...body, changeId: body.changeId ?? '' };
};
const rows = () =>
  service.sql(
    `SELECT id, entry_id AS entry, station_id AS station, starts_at AS at, state, reason_code AS reason, program_id AS program
     FROM broadcasts WHERE station_id = ANY ($1) AND state <> 'withdrawn' ORDER BY id`,
    [stationIds()],
  );
const entryOf = async (id: string) => (await editor.client.get<EntryDetails>(`/entries/${id}`)).body;

describe('undoing a change', () => {
  it('puts everything back as it was: times, exceptions, what was placed and what was withdrawn', async () => {
    const [one, other] = [await placed(), await placed({ times: ['18:00'] })];
    const skip: Wanted = { op: 'except', entryId: one, exception: { action: 'skip', from: '2026-03-05' } };
    await done([skip]);
    const before = { rows: await rows(), one: await entryOf(one), other: await entryOf(other) };
    const exceptionId = before.one.exceptions[0]?.id ?? '';
    const { changeId, entryIds } = await done([
      changing(one, { from: '2026-03-09', times: ['19:00'], rule: 'FREQ=DAILY' }),
      { op: 'undo-exception', entryId: one, exceptionId },
      { op: 'withdraw', entryId: other, because: 'Nhầm' },
      placing({ times: ['18:00'] }),
    ]);
    expect(await rows()).not.toEqual(before.rows);
    const { consequences } = await undone(changeId);
    expect(consequences.totals).toMatchObject({ moved: 3 * 2, returned: 5 * 2 });
    expect(await rows()).toEqual(before.rows);
    expect((await entryOf(one)).terms).toEqual(before.one.terms);
    expect((await entryOf(one)).exceptions).toEqual(before.one.exceptions);
    expect(await entryOf(other)).toMatchObject({ withdrawnAt: null, withdrawnNote: null });
    const fresh = await entryOf(entryIds.find((id) => id !== one && id !== other) ?? '');
    expect(fresh).toMatchObject({ withdrawnReason: 'change-undone', withdrawnNote: null, nextAirings: [] });
  });

  it('can be undone itself', async () => {
    const id = await placed();
    const { changeId } = await done([changing(id, { from: '2026-03-09', times: ['19:00'] })]);
    const changed = await rows();
    const second = await undone(changeId);
    await undone(second.changeId);
    expect(await rows()).toEqual(changed);
  });

  it('is done once, also when two people do it at once', async () => {
    const id = await placed();
    const { changeId } = await done([changing(id, { from: '2026-03-09', times: ['19:00'] })]);
    const answers = await Promise.all([undo(changeId), undo(changeId), undo(changeId)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, body } of answers)
      if (status !== 200) expect(['already-undone', 'precondition-failed', 'changed-meanwhile']).toContain(body.code);
    expect((await undo(changeId)).body.code).toBe('already-undone');
  });

  it('is refused once the entry was changed again, naming who did', async () => {
    const id = await placed();
    const first = await done([changing(id, { from: '2026-03-09', times: ['19:00'] })]);
    const second = await done([changing(id, { from: '2026-03-09', times: ['20:00'] })]);
    const { status, body } = await undo(first.changeId);
    expect([status, body.code, body.entryId]).toEqual([409, 'changed-meanwhile', id]);
    expect(body.later).toMatchObject({ changeId: second.changeId, by: expect.any(String) });
  });

  it('goes back over several changes, the latest first', async () => {
    const id = await placed();
    const before = await rows();
    const skip: Wanted = { op: 'except', entryId: id, exception: { action: 'skip', from: '2026-03-05' } };
    const move: Wanted = {
      op: 'except',
      entryId: id,
      exception: { action: 'move', from: '2026-03-05', toTime: '19:30' },
    };
    const changes = [await done([changing(id, { from: '2026-03-09', times: ['19:00'] })]), await done([skip])];
    const last = await done([move]);
    const skipped = await undone(last.changeId);
    const [first, second] = changes.map(({ changeId }) => changeId);
    expect((await undo(first ?? '')).body.code).toBe('changed-meanwhile');
    await undone(second ?? '');
    await undone(first ?? '');
    expect(await rows()).toEqual(before);
    expect((await undo(skipped.changeId)).body.code).toBe('changed-meanwhile');
  });

  it('is refused after the day has begun with the first broadcast that it affects, and possible before', async () => {
    const id = await placed();
    const { changeId } = await done([changing(id, { from: '2026-03-02', times: ['18:00'] })]);
    const later = await done([changing(await placed({ times: ['19:00'] }), { from: '2026-03-09', times: ['19:30'] })]);
    service.clock.moveTo('2026-03-02T10:16:00Z');
    const late = await undo(changeId);
    expect([late.status, late.body.code, late.body.earliest]).toEqual([409, 'too-late-to-undo', '2026-03-03']);
    await undone(later.changeId);
  });

  it('is for who made it, and for whoever may schedule for its owner', async () => {
    const id = await placed();
    const { changeId } = await done([changing(id, { from: '2026-03-09', times: ['19:00'] })]);
    const operator = await personWith(service, 'operator', { kind: 'station', id: stationIds()[0] ?? '' });
    const stranger = await personWith(service, 'editor', { kind: 'centre', id: (await centreWith(service)).id });
    for (const by of [operator, stranger]) expect((await undo(changeId, by)).status).toBe(404);
    const colleague = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    await undone(changeId, colleague);
  });

  it('is not for who made it, once they may not schedule for its owner any more', async () => {
    const { changeId } = await done([placing()]);
    const elsewhere = (await centreWith(service)).id;
    await service.sql('UPDATE grants SET scope_id = $2 WHERE person_id = $1', [editor.id, elsewhere]);
    expect((await undo(changeId)).status).toBe(404);
  });

  it('says what cannot be planned again because the daypart is full by now', async () => {
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    const evening = { name: 'Chiều tối', days: [1, 2, 3, 4, 5, 6, 7], from: '17:00', to: '20:00', minutes: 8 };
    const periods = [{ from: null, until: null, minutesPerDay: null, dayparts: [evening] }];
    const path = `/centres/${centre.id}/airtime-rules/dayparts`;
    expect((await administrator.client.edit(path, { kind: 'dayparts', periods }, 'PUT')).status).toBe(200);
    const { changeId } = await done([{ op: 'withdraw', entryId: await placed(), because: 'Nhầm' }]);
    await placed({ times: ['18:00'] });
    const { consequences } = await undone(changeId);
    expect([consequences.totals, consequences.byReason]).toEqual([{ gap: 10 }, { 'daypart-full': 10 }]);
  });

  it('of a place that was taken meanwhile is refused with ways out that undo it', async () => {
    const id = await placed();
    const { changeId } = await done([{ op: 'withdraw', entryId: id, because: 'Nhầm' }]);
    await placed();
    const { status, body } = await undo(changeId);
    expect([status, body.code]).toEqual([409, 'airtime-clash']);
    const ways = body.clashes[0]?.waysOut ?? [];
    expect(ways.map(({ code }) => code)).toEqual(['replace-other']);
    expect((await make((ways[0]?.operations ?? []) as Wanted[])).status).toBe(200);
    expect(await entryOf(id)).toMatchObject({ withdrawnAt: null });
  });
});
