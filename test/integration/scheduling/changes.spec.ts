import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { EntryDetails, PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import { except } from '../../factories/entry.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newGroup, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

// Monday, 08:00 in Vietnam.
const NOW = '2026-03-02T01:00:00Z';

interface Row {
  id: string;
  local: string;
  stationId: string;
  withdrawn: string | null;
}

describe('changing an entry from a day on', () => {
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
    programId = (await anApprovedProgram(service, { centreId: centre.id, seconds: 60 })).id;
  });

  const stationIds = () => centre.stations.map(({ id }) => id);
  const tryToPlace = (more: Record<string, unknown> = {}) =>
    editor.client.post<PlacedEntry & { code: string }>('/entries', {
      centreId: centre.id,
      programId,
      rule: 'FREQ=WEEKLY;BYDAY=MO,TH',
      times: ['05:15'],
      startsOn: '2026-03-02',
      stationIds: stationIds(),
      ...more,
    });
  const place = async (more: Record<string, unknown> = {}) => {
    const { status, body } = await tryToPlace(more);
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };
  const change = (id: string, changes: Record<string, unknown>) =>
    editor.client.edit<EntryDetails & { code: string; earliest: string }>(`/entries/${id}`, changes);
  const rows = (entryId: string) =>
    service.sql<Row>(
      `SELECT id, to_char(starts_at AT TIME ZONE time_zone, 'MM-DD HH24:MI') AS local, station_id AS "stationId",
              reason_code AS withdrawn
       FROM broadcasts WHERE entry_id = $1 AND planned_at IS NOT NULL ORDER BY starts_at, station_id`,
      [entryId],
    );
  const airs = async (entryId: string, stationId = stationIds()[0]) =>
    (await rows(entryId)).filter((row) => row.stationId === stationId && !row.withdrawn).map(({ local }) => local);

  it('moves what is ahead of that day to the new time, under the same ids, and leaves what is before', async () => {
    const { id } = await place();
    const before = await rows(id);
    const answer = await change(id, { from: '2026-03-06', times: ['06:00'] });
    expect(answer.status).toBe(200);
    expect(answer.body.terms).toMatchObject([
      { from: '2026-03-02', until: '2026-03-05', times: ['05:15'] },
      { from: '2026-03-06', until: null, times: ['06:00'], startsOn: '2026-03-02' },
    ]);
    expect(await airs(id)).toEqual(['03-05 05:15', '03-09 06:00', '03-12 06:00', '03-16 06:00']);
    expect((await rows(id)).map((row) => row.id)).toEqual(before.map((row) => row.id));
    expect((await editor.client.get<EntryDetails>(`/entries/${id}`)).body.revision).toBe(answer.body.revision);
  });

  it('takes away days that no longer occur, and adds those that do', async () => {
    const { id } = await place();
    await change(id, { from: '2026-03-09', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', startsOn: '2026-03-09' });
    expect(await rows(id)).toHaveLength(2 * 2);
    expect(await airs(id)).toEqual(['03-05 05:15', '03-09 05:15']);
    await change(id, { from: '2026-03-09', rule: null, extraDays: ['2026-03-11'] });
    expect(await airs(id)).toEqual(['03-05 05:15', '03-09 05:15', '03-11 05:15']);
  });

  it('ends it, takes another program, and other stations', async () => {
    const { id } = await place();
    const { id: another } = await anApprovedProgram(service, { centreId: centre.id, seconds: 90 });
    const [first = '', second = ''] = stationIds();
    await change(id, { from: '2026-03-09', programId: another, until: '2026-03-12', stationIds: [second] });
    expect(await airs(id, first)).toEqual(['03-05 05:15']);
    expect(await airs(id, second)).toEqual(['03-05 05:15', '03-09 05:15', '03-12 05:15']);
    const programs = await service.sql(
      `SELECT program_id AS program, extract(epoch FROM ends_at - starts_at)::int AS seconds FROM broadcasts
       WHERE entry_id = $1 AND station_id = $2 ORDER BY starts_at`,
      [id, second],
    );
    const other = { program: another, seconds: 90 };
    expect(programs).toEqual([{ program: programId, seconds: 60 }, other, other]);
  });

  it('can be ended also when its program has lost its approval', async () => {
    const { id } = await place();
    await service.sql(
      `UPDATE approvals SET revoked_at = $2, revoked_by = decided_by, revoked_note = 'no', superseded_at = $2,
         in_force = in_force * tstzrange(NULL, $2) WHERE program_id = $1`,
      [programId, service.clock.now()],
    );
    expect((await change(id, { from: '2026-03-06', times: ['06:00'] })).body.code).toBe('program-not-approved');
    const { status, body } = await change(id, { from: '2026-03-06', until: '2026-03-09' });
    expect([status, body.terms.at(-1)?.until]).toEqual([200, '2026-03-09']);
    expect(await rows(id)).toHaveLength(2 * 2);
  });

  it('never touches the past, nor a day of which something has begun or is about to: it is frozen', async () => {
    const { id } = await place({ rule: 'FREQ=DAILY', times: ['08:09', '17:15'] });
    for (const from of ['2026-03-01', '2026-03-02']) {
      const { status, body } = await change(id, { from, times: ['18:00'] });
      expect([status, body.code]).toEqual([409, 'frozen']);
    }
    expect((await change(id, { from: '2026-03-02', times: ['18:00'] })).body.earliest).toBe('2026-03-03');
    expect((await change(id, { from: '2026-03-03', times: ['18:00'] })).status).toBe(200);
    const later = await place({ rule: 'FREQ=DAILY', times: ['10:15'] });
    expect((await change(later.id, { from: '2026-03-02', times: ['10:30'] })).status).toBe(200);
    expect((await airs(later.id))[0]).toBe('03-02 10:30');
  });

  it('is refused with nothing changed when the new terms would clash, also far ahead', async () => {
    await place({ times: ['06:00'] });
    await place({ times: ['07:00'], startsOn: '2026-08-03' });
    const { id, revision } = await place();
    const before = await rows(id);
    for (const times of [['06:00'], ['07:00']]) {
      const { status, body } = await change(id, { from: '2026-03-06', times });
      expect([status, body.code]).toEqual([409, 'airtime-clash']);
    }
    expect(await rows(id)).toEqual(before);
    expect((await editor.client.get<EntryDetails>(`/entries/${id}`)).body.revision).toBe(revision);
  });

  /** An entry whose place at a station that joined its group is taken by a younger one. */
  const oneWaiting = async () => {
    const [joining = '', member = ''] = stationIds();
    const groupId = await newGroup(service, centre.id, [member]);
    const { id: waiting } = await place({ stationIds: [], groupIds: [groupId] });
    const { id: there } = await place({ stationIds: [joining] });
    await service.sql('INSERT INTO station_group_members VALUES ($1, $2)', [groupId, joining]);
    await service.get(ScheduleTick).planEverything();
    expect(await airs(waiting, joining)).toEqual([]);
    return { waiting, there, joining };
  };

  it('frees its former time, and what waited for it is planned at once', async () => {
    const { waiting, there, joining } = await oneWaiting();
    expect((await change(there, { from: '2026-03-09', times: ['06:00'] })).status).toBe(200);
    expect(await airs(waiting, joining)).toEqual(['03-09 05:15', '03-12 05:15', '03-16 05:15']);
    await except(editor.client, there, { action: 'skip', from: '2026-03-05' });
    expect(await airs(waiting, joining)).toContain('03-05 05:15');
  });

  it('as withdrawing it, fills the gap of what waited', async () => {
    const { waiting, there, joining } = await oneWaiting();
    await editor.client.post(`/entries/${there}/withdraw`, { because: 'Nhầm' });
    expect(await airs(waiting, joining)).toHaveLength(4);
    expect(await service.sql("SELECT FROM broadcasts WHERE entry_id = $1 AND state = 'gap'", [waiting])).toEqual([]);
  });

  it('needs the revision that was read, and the permission of its owner', async () => {
    const { id, revision } = await place();
    const stale = { 'if-match': `"${revision}"` };
    const changes = { from: '2026-03-06', times: ['06:00'] };
    expect((await editor.client.patch(`/entries/${id}`, changes)).status).toBe(428);
    expect((await editor.client.patch(`/entries/${id}`, changes, stale)).status).toBe(200);
    const late = await editor.client.patch<{ current: EntryDetails }>(`/entries/${id}`, changes, stale);
    expect([late.status, late.body.current.terms.length]).toEqual([412, 2]);
    const operator = await personWith(service, 'operator', { kind: 'station', id: stationIds()[0] ?? '' });
    expect((await operator.client.edit(`/entries/${id}`, changes)).status).toBe(404);
    await editor.client.post(`/entries/${id}/withdraw`, { because: 'Nhầm' });
    expect((await change(id, { from: '2026-03-09', times: ['06:30'] })).body.code).toBe('entry-withdrawn');
  });

  it('lets exactly one of several win that are sent at once', async () => {
    const { id, revision } = await place();
    const seen = { 'if-match': `"${revision}"` };
    const answers = await Promise.all(
      ['06:00', '06:10', '06:20'].map((time) =>
        editor.client.patch(`/entries/${id}`, { from: '2026-03-06', times: [time] }, seen),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
  });
});
