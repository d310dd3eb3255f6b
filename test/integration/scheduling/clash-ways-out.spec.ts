import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MadeChange } from '../../../src/scheduling/changes/changes.schemas.js';
import type { ClashView } from '../../../src/scheduling/clashes/clashes.schemas.js';
import type { ProposedTimelineView } from '../../../src/scheduling/timeline/proposed-timeline.schemas.js';
import { except } from '../../factories/entry.factory.js';
import { aHandover, personOf } from '../../factories/handover.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

// Monday, 08:00 in Vietnam; planned are the days until 16 March.
const NOW = '2026-03-02T01:00:00Z';

interface Refusal extends MadeChange {
  id: string;
  code: string;
  detail: string;
  total: number;
  unseen: number;
  clashes: ClashView[];
}

let service: TestService;
let centre: TestCentre;
let editor: TestPerson;
let programId: string;

beforeAll(async () => {
  service = await startService({ at: NOW, settings: { ALLOWED_FROM: '00:00', ALLOWED_UNTIL: '21:00' } });
});
afterAll(() => service.stop());
beforeEach(async () => {
  centre = await centreWith(service, { stations: 3 });
  editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  programId = (await anApprovedProgram(service, { centreId: centre.id, seconds: 270, title: 'Bản tin sáng' })).id;
});

const stationIds = () => centre.stations.map(({ id }) => id);
const entry = (more: Record<string, unknown> = {}) => ({
  centreId: centre.id,
  programId,
  rule: 'FREQ=DAILY',
  times: ['05:15'],
  startsOn: '2026-03-03',
  stationIds: stationIds(),
  ...more,
});
const place = (more: Record<string, unknown> = {}, by = editor) => by.client.post<Refusal>('/entries', entry(more));
const placed = async (more: Record<string, unknown> = {}) => {
  const { status, body } = await place(more);
  expect([status, body.code]).toEqual([201, undefined]);
  return body.id;
};
const atOne = () => ({ stationIds: stationIds().slice(0, 1) });
const waysOf = ({ body }: { body: Refusal }) => body.clashes[0]?.waysOut ?? [];
const codesOf = (refused: { body: Refusal }) => waysOf(refused).map(({ code }) => code);
const airing = (entryIds: readonly string[]) =>
  service.sql<{ entry: string; local: string; stations: number }>(
    `SELECT entry_id AS entry, to_char(starts_at AT TIME ZONE time_zone, 'HH24:MI') AS local, count(DISTINCT station_id)::int AS stations
     FROM broadcasts WHERE entry_id = ANY ($1) AND state = 'planned' GROUP BY 1, 2 ORDER BY 2`,
    [entryIds],
  );

/** Posts each way out as it is: all of them as trials, and one in earnest. */
async function solve(refused: { body: Refusal }, code: string) {
  for (const way of waysOf(refused)) {
    const { status, body } = await editor.client.post<Refusal>('/schedule/changes', {
      ...way,
      code: undefined,
      detail: undefined,
      dryRun: true,
    });
    expect([way.code, status, body.code]).toEqual([way.code, 200, undefined]);
  }
  const { operations } = waysOf(refused).find((way) => way.code === code) ?? { operations: [] };
  const { status, body } = await editor.client.post<Refusal>('/schedule/changes', { operations });
  expect([code, status]).toEqual([code, 200]);
  return body;
}

describe('the ways out of a clash', () => {
  it.each([
    ['replace-other', [['05:16', 3]], []],
    ['after-it', [['05:20', 3]], [['05:15', 1]]],
    ['shift', [['05:10', 3]], [['05:15', 1]]],
    ['skip-stations', [['05:16', 2]], [['05:15', 1]]],
  ])('are done as they are: %s', async (code, mine, theirs) => {
    const other = await placed(atOne());
    const refused = await place({ times: ['05:16'], priority: 'normal' });
    expect([refused.status, codesOf(refused)]).toEqual([409, ['replace-other', 'after-it', 'shift', 'skip-stations']]);
    expect(refused.body.clashes[0]).toMatchObject({ minutes: 4, planned: { entryId: other, title: 'Bản tin sáng' } });
    const { entryIds } = await solve(refused, code);
    const wanted = entryIds.filter((id) => id !== other);
    const pairs = async (ids: readonly string[]) => (await airing(ids)).map(({ local, stations }) => [local, stations]);
    expect([await pairs(wanted), await pairs([other])]).toEqual([mine, theirs]);
  });

  it('go past a third item, and stay within the hours', async () => {
    await placed({ times: ['20:50'] });
    await placed({ times: ['20:45'], stationIds: stationIds().slice(1, 2) });
    const refused = await place({ times: ['20:52'] });
    expect(codesOf(refused)).toEqual(['replace-other', 'after-it', 'shift']);
    expect(waysOf(refused)[1]?.operations).toMatchObject([{ op: 'place', entry: { times: ['20:55'] } }]);
    expect(waysOf(refused)[2]?.operations).toMatchObject([{ op: 'place', entry: { times: ['20:40'] } }]);
    const late = await place({ times: ['20:46'], stationIds: stationIds().slice(1, 2) });
    expect(codesOf(late)).not.toContain('after-it');
    await solve(late, 'shift');
  });

  it('move the one occurrence that meets an item for one day, also months ahead', async () => {
    for (const startsOn of ['2026-03-05', '2026-07-01']) await placed({ rule: null, startsOn, ...atOne() });
    const refused = await place({ rule: 'FREQ=WEEKLY;BYDAY=TH', times: ['05:17'] });
    expect(codesOf(refused)).toEqual(['replace-other', 'after-it', 'shift', 'skip-stations', 'only-this-occurrence']);
    const { entryIds } = await solve(refused, 'only-this-occurrence');
    expect(await airing(entryIds)).toMatchObject([
      { local: '05:17', stations: 3 },
      { local: '05:20', stations: 1 },
    ]);
    // On Wednesdays it meets the other one.
    const later = await place({ rule: 'FREQ=WEEKLY;BYDAY=WE', times: ['05:16'] });
    expect(later.body.clashes[0]?.localTime).toBe('2026-07-01 05:16');
    await solve(later, 'only-this-occurrence');
  });

  it('let the other one air before, after and at its other times, however far ahead they meet', async () => {
    const other = await placed({ times: ['05:15', '17:15'], startsOn: '2026-03-02' });
    const [stationId = ''] = stationIds();
    const inJuly = await place({ times: ['05:16'], startsOn: '2026-07-01', until: '2026-07-31', ...atOne() });
    const taken = waysOf(inJuly).find(({ code }) => code === 'replace-other')?.operations ?? [];
    expect(taken).toMatchObject([
      { op: 'except', exception: { action: 'skip', from: '2026-07-01', until: '2026-07-31', slot: 0, stationId } },
      { op: 'place' },
    ]);
    const proposed = await editor.client.post<ProposedTimelineView>('/schedule/timeline', {
      stationId,
      operations: taken,
      from: '2026-07-31',
      until: '2026-08-01',
    });
    const heard = proposed.body.after.map(({ items }) =>
      items.filter(({ entryId }) => entryId === other).map(({ time, state }) => `${time} ${state}`),
    );
    expect(heard).toEqual([['17:15 expected'], ['05:15 expected', '17:15 expected']]);
    const consequences = await solve(inJuly, 'replace-other');
    expect(consequences.consequences.totals).toEqual({});
    const fromAugust = await place({ times: ['05:16', '17:16'], startsOn: '2026-08-01' });
    const { operations } = waysOf(fromAugust).find(({ code }) => code === 'replace-other') ?? {};
    expect(operations).toMatchObject([{ op: 'change', changes: { from: '2026-03-02', until: '2026-07-31' } }, {}]);
    await solve(fromAugust, 'replace-other');
    expect(await airing([other])).toMatchObject([{ local: '05:15' }, { local: '17:15' }]);
  });

  it('solve a change of an entry, and an exception', async () => {
    await placed(atOne());
    const id = await placed({ times: ['06:00'] });
    const changed = await editor.client.edit<Refusal>(`/entries/${id}`, { from: '2026-03-05', times: ['05:16'] });
    expect(codesOf(changed)).toEqual(['replace-other', 'after-it', 'shift', 'skip-stations']);
    const moved = await except<Refusal>(editor.client, id, {
      action: 'move',
      from: '2026-03-09',
      slot: 0,
      toTime: '05:16',
    });
    expect([moved.status, codesOf(moved)]).toEqual([409, ['replace-other', 'after-it', 'shift']]);
    await solve(moved, 'after-it');
    await solve(changed, 'skip-stations');
  });

  it('take nothing away that the reader may not schedule', async () => {
    const other = await placed();
    const [stationId = ''] = stationIds();
    const operator = await personWith(service, 'operator', { kind: 'station', id: stationId });
    const { id: notice } = await anApprovedProgram(service, { stationId, seconds: 60, title: 'Thông báo' });
    const own = { centreId: undefined, stationId, stationIds: [], programId: notice, times: ['05:16'] };
    const refused = await place(own, operator);
    expect([refused.status, codesOf(refused)]).toEqual([409, ['after-it', 'shift']]);
    expect(refused.body.clashes[0]?.planned).toMatchObject({ entryId: other, title: 'Bản tin sáng' });
    expect(refused.body.detail).toContain('Bản tin sáng');
  });

  it('say nothing of an item of another centre’s day', async () => {
    const { centreC, centreD, station } = await aHandover(service);
    const [byC, byD] = [await personOf(service, 'editor', centreC), await personOf(service, 'editor', centreD)];
    const always = { windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }] };
    for (const { id } of [centreC, centreD]) {
      const { client } = await personWith(service, 'administrator');
      expect(
        (await client.edit(`/centres/${id}/airtime-rules/hours`, { kind: 'hours', periods: [always] }, 'PUT')).status,
      ).toBe(200);
    }
    const at = async ({ id: centreId }: TestCentre, startsOn: string, time: string) => ({
      ...entry({ centreId, rule: null, startsOn, times: [time], stationIds: [station.id] }),
      programId: (await anApprovedProgram(service, { centreId, seconds: 270, title: 'Của trung tâm cũ' })).id,
    });
    expect((await byC.client.post('/entries', await at(centreC, '2026-03-02', '23:58'))).status).toBe(201);
    const { status, body } = await byD.client.post<Refusal>('/entries', await at(centreD, '2026-03-03', '00:01'));
    expect([status, body.code, body.unseen]).toEqual([409, 'airtime-clash', 0]);
    const nothing = { entryId: null, broadcastId: null, programId: null, title: null };
    expect(body.clashes[0]).toMatchObject({
      minutes: 2,
      planned: { ...nothing, startsAt: '2026-03-02T16:58:00.000Z' },
    });
    expect(body.clashes[0]?.waysOut.map(({ code }) => code)).not.toContain('replace-other');
  });
});
