import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  MadeChange,
  ScheduleChangeDetails,
  ScheduleChangePage,
} from '../../../src/scheduling/changes/changes.schemas.js';
import type { ClashView } from '../../../src/scheduling/clashes/clashes.schemas.js';
import type { EntryDetails } from '../../../src/scheduling/entries/entries.schemas.js';
import type { Operation } from '../../../src/scheduling/operations/operations.schemas.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

// Monday, 08:00 in Vietnam; planned are the days until 16 March.
const NOW = '2026-03-02T01:00:00Z';

type Answer = MadeChange & {
  code: string;
  clashes: ClashView[];
  earliest: string;
  later: { changeId: string; by: string };
};
type Wanted = { op: Operation['op'] } & Record<string, unknown>;

let service: TestService;
let centre: TestCentre;
let editor: TestPerson;
let programId: string;

beforeAll(async () => {
  service = await startService({ at: NOW });
});
afterAll(() => service.stop());
beforeEach(async () => {
  service.clock.moveTo(NOW);
  centre = await centreWith(service, { stations: 3 });
  editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  programId = (await anApprovedProgram(service, { centreId: centre.id, seconds: 300, title: 'Bản tin' })).id;
});

const stationIds = () => centre.stations.map(({ id }) => id);
const entry = (more: Record<string, unknown> = {}) => ({
  centreId: centre.id,
  programId,
  rule: 'FREQ=WEEKLY;BYDAY=MO,TH',
  times: ['05:15'],
  startsOn: '2026-03-02',
  stationIds: stationIds(),
  ...more,
});
const make = (
  operations: readonly (Wanted | Operation)[],
  { by = editor, ...more }: { by?: TestPerson; dryRun?: boolean; revisions?: object } = {},
) => by.client.post<Answer>('/schedule/changes', { operations, ...more });
const done = async (operations: readonly (Wanted | Operation)[]) => {
  const { status, body } = await make(operations);
  expect([status, body]).toEqual([200, expect.objectContaining({ changeId: expect.any(String) })]);
  return body;
};
const place = async (more: Record<string, unknown> = {}) =>
  (await done([{ op: 'place', entry: entry(more) }])).entryIds[0] ?? '';
const rows = () =>
  service.sql(
    `SELECT id, entry_id AS entry, station_id AS station, starts_at AS at, state, reason_code AS reason, program_id AS program
     FROM broadcasts WHERE station_id = ANY ($1) ORDER BY id`,
    [stationIds()],
  );
const planned = async () =>
  (
    await service.sql<{ local: string }>(
      `SELECT DISTINCT to_char(starts_at AT TIME ZONE time_zone, 'MM-DD HH24:MI') AS local FROM broadcasts
   WHERE station_id = ANY ($1) AND state = 'planned' ORDER BY 1`,
      [stationIds()],
    )
  ).map(({ local }) => local);

describe('a change of the schedule', () => {
  it('of several owners is read by those who see the schedules of all of them', async () => {
    const other = await centreWith(service, { stations: 1 });
    const colleague = await personWith(service, 'editor', { kind: 'centre', id: other.id });
    const both = await personWith(service, 'editor');
    const own = { centreId: other.id, stationIds: other.stations.map(({ id }) => id) };
    const { id: otherProgram } = await anApprovedProgram(service, { centreId: other.id, seconds: 60 });
    const operations = [
      { op: 'place' as const, entry: entry() },
      { op: 'place' as const, entry: entry({ ...own, programId: otherProgram }) },
    ];
    const { status, body } = await make(operations, { by: both });
    expect(status).toBe(200);
    const read = (by: TestPerson) => by.client.get(`/schedule/changes/${body.changeId}`);
    expect([(await read(both)).status, (await read(colleague)).status, (await read(editor)).status]).toEqual([
      200, 404, 404,
    ]);
  });

  it('knows an id also when it is written in capitals', async () => {
    const [entryId, other] = [crypto.randomUUID(), crypto.randomUUID()];
    const upper = entryId.toUpperCase();
    const twice = await make([
      { op: 'place', entry: entry({ stationIds: stationIds().flatMap((id) => [id, id.toUpperCase()]) }) },
    ]);
    expect(twice.status).toBe(400);
    await done([
      {
        op: 'place',
        entryId: upper,
        entry: entry({ programId: programId.toUpperCase(), centreId: centre.id.toUpperCase() }),
      },
      { op: 'place', entryId: other, entry: entry({ times: ['09:00'] }) },
    ]);
    const changed = [
      { op: 'change' as const, entryId, changes: { from: '2026-03-09', times: ['06:00'] } },
      { op: 'change' as const, entryId: upper, changes: { from: '2026-03-12', times: ['07:00'] } },
    ];
    expect((await make(changed, { revisions: { [upper]: 'another' } })).status).toBe(412);
    await done([...changed, { op: 'withdraw', entryId: other.toUpperCase(), because: 'Nhầm' }]);
    expect(await planned()).toEqual(['03-05 05:15', '03-09 06:00', '03-12 07:00', '03-16 07:00']);
  });

  it('does several things at once, and a dry run tells the same without doing them', async () => {
    const id = await place();
    const operations = [
      { op: 'change' as const, entryId: id, changes: { from: '2026-03-09', times: ['06:00'] } },
      {
        op: 'except' as const,
        entryId: id,
        exception: { action: 'skip', from: '2026-03-12', stationId: stationIds()[0] },
      },
      { op: 'place' as const, entryId: uuidv7(), entry: entry({ times: ['05:15'], startsOn: '2026-03-09' }) },
    ];
    const before = await rows();
    const tried = await make(operations, { dryRun: true });
    expect([tried.status, tried.body.changeId, await rows()]).toEqual([200, null, before]);
    const { consequences, dryRun } = await done(operations);
    expect(tried.body.consequences).toEqual(consequences);
    expect([dryRun, consequences.totals]).toEqual([false, { new: 9, moved: 8, gone: 1 }]);
    expect(await planned()).toEqual([
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
    const before = await rows();
    const answer = await make([
      { op: 'place', entry: entry() },
      { op: 'place', entry: entry({ times: ['07:00'] }) },
    ]);
    expect([answer.status, answer.body.code, await rows()]).toEqual([409, 'airtime-clash', before]);
  });

  it('lets two entries exchange their times in one request', async () => {
    const [one, other] = [await place(), await place({ times: ['06:00'] })];
    const at = (entryId: string, time: string) => ({
      op: 'change' as const,
      entryId,
      changes: { from: '2026-03-05', times: [time] },
    });
    expect((await make([at(one, '06:00')])).body.code).toBe('airtime-clash');
    const { consequences } = await done([at(one, '06:00'), at(other, '05:15')]);
    expect(consequences.totals).toEqual({ moved: 2 * 3 * 4 });
  });

  it('is refused when an entry is another than was seen, or may not be changed by them', async () => {
    const id = await place();
    const change = { op: 'change' as const, entryId: id, changes: { from: '2026-03-05', times: ['06:00'] } };
    expect((await make([change], { revisions: { [id]: 'another' } })).status).toBe(412);
    const operator = await personWith(service, 'operator', { kind: 'station', id: stationIds()[0] ?? '' });
    expect((await make([change], { by: operator })).status).toBe(404);
    const { revision } = (await editor.client.get<EntryDetails>(`/entries/${id}`)).body;
    expect((await make([change], { revisions: { [id]: revision } })).status).toBe(200);
    const again = { op: 'place' as const, entryId: id, entry: entry({ times: ['09:00'] }) };
    expect((await make([again])).body.code).toBe('entry-exists');
  });

  it('is listed and shown, with what it did', async () => {
    const id = await place();
    const { changeId } = await done([{ op: 'withdraw', entryId: id, because: 'Nhầm giờ' }]);
    const list = await editor.client.get<ScheduleChangePage>(`/schedule/changes?entryId=${id}`);
    expect(list.body.items).toMatchObject([
      { id: changeId, operations: ['withdraw'], state: 'applied', by: { id: editor.id }, centreId: centre.id },
      { operations: ['place'], undoneBy: null },
    ]);
    const shown = await editor.client.get<ScheduleChangeDetails>(`/schedule/changes/${changeId}`);
    expect(shown.body).toMatchObject({
      operations: [{ op: 'withdraw', entryId: id, because: 'Nhầm giờ' }],
      consequences: { totals: { gone: 4 * 3 }, byReason: { 'entry-withdrawn': 4 * 3 } },
    });
    const stranger = await personWith(service, 'editor', { kind: 'centre', id: (await centreWith(service)).id });
    expect((await stranger.client.get(`/schedule/changes/${changeId}`)).status).toBe(404);
    expect((await stranger.client.get<ScheduleChangePage>('/schedule/changes')).body.items).toEqual([]);
  });

  it('copies a week: days are added to the entries of that week', async () => {
    await place({ rule: null, startsOn: '2026-03-04', times: ['05:15', '17:15'] });
    const { consequences } = await done([
      { op: 'copy-week', centreId: centre.id, from: '2026-03-02', to: '2026-03-09' },
    ]);
    expect(consequences.totals).toEqual({ new: 2 * 3 });
    expect(await planned()).toEqual(['03-04 05:15', '03-04 17:15', '03-11 05:15', '03-11 17:15']);
    const again = await make([{ op: 'copy-week', centreId: centre.id, from: '2026-03-02', to: '2026-03-09' }]);
    expect([again.status, again.body.changeId, again.body.entryIds]).toEqual([200, null, []]);
    const wrong = await make([{ op: 'copy-week', centreId: centre.id, from: '2026-03-03', to: '2026-03-09' }]);
    expect(wrong.status).toBe(400);
  });
});
