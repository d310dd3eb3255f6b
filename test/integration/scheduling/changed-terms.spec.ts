import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { EntryDetails } from '../../../src/scheduling/entries/entries.schemas.js';
import { except } from '../../factories/entry.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { newGroup } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { aSchedule, MONDAY, type Schedule, STAY_SIGNED_IN } from './schedule-scene.js';

interface Row {
  id: string;
  local: string;
  stationId: string;
  withdrawn: string | null;
}

let service: TestService;
let schedule: Schedule;

beforeAll(async () => {
  service = await startService({ at: MONDAY, settings: STAY_SIGNED_IN });
});
afterAll(() => service.stop());

describe('changing an entry from a day on', () => {
  beforeEach(async () => {
    schedule = await aSchedule(service, { usual: { rule: 'FREQ=WEEKLY;BYDAY=MO,TH', times: ['05:15'] } });
  });

  const change = (id: string, changes: Record<string, unknown>) =>
    schedule.editor.client.edit<EntryDetails & { code: string; earliest: string }>(`/entries/${id}`, changes);
  const rows = (entryId: string) =>
    service.sql<Row>(
      `SELECT id, to_char(starts_at AT TIME ZONE time_zone, 'MM-DD HH24:MI') AS local, station_id AS "stationId",
              reason_code AS withdrawn
       FROM broadcasts WHERE entry_id = $1 AND planned_at IS NOT NULL ORDER BY starts_at, station_id`,
      [entryId],
    );

  it('moves what is ahead of that day to the new time, under the same ids, and leaves what is before', async () => {
    const { id } = await schedule.place();
    const before = await rows(id);
    const answer = await change(id, { from: '2026-03-06', times: ['06:00'] });
    expect(answer.status).toBe(200);
    expect(answer.body.terms).toMatchObject([
      { from: '2026-03-02', until: '2026-03-05', times: ['05:15'] },
      { from: '2026-03-06', until: null, times: ['06:00'], startsOn: '2026-03-02' },
    ]);
    expect(await schedule.airs(id)).toEqual(['03-05 05:15', '03-09 06:00', '03-12 06:00', '03-16 06:00']);
    expect((await rows(id)).map((row) => row.id)).toEqual(before.map((row) => row.id));
    expect((await schedule.editor.client.get<EntryDetails>(`/entries/${id}`)).body.revision).toBe(answer.body.revision);
  });

  it('takes away days that no longer occur, and adds those that do', async () => {
    const { id } = await schedule.place();
    await change(id, { from: '2026-03-09', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', startsOn: '2026-03-09' });
    expect(await rows(id)).toHaveLength(2 * 2);
    expect(await schedule.airs(id)).toEqual(['03-05 05:15', '03-09 05:15']);
    await change(id, { from: '2026-03-09', rule: null, extraDays: ['2026-03-11'] });
    expect(await schedule.airs(id)).toEqual(['03-05 05:15', '03-09 05:15', '03-11 05:15']);
  });

  it('ends it, takes another program, and other stations', async () => {
    const { id } = await schedule.place();
    const another = await schedule.anotherProgram(90);
    const [first = '', second = ''] = schedule.stationIds;
    await change(id, { from: '2026-03-09', programId: another, until: '2026-03-12', stationIds: [second] });
    expect(await schedule.airs(id, first)).toEqual(['03-05 05:15']);
    expect(await schedule.airs(id, second)).toEqual(['03-05 05:15', '03-09 05:15', '03-12 05:15']);
    const programs = await service.sql(
      `SELECT program_id AS program, extract(epoch FROM ends_at - starts_at)::int AS seconds FROM broadcasts
       WHERE entry_id = $1 AND station_id = $2 ORDER BY starts_at`,
      [id, second],
    );
    const other = { program: another, seconds: 90 };
    expect(programs).toEqual([{ program: schedule.programId, seconds: 60 }, other, other]);
  });

  it('can be ended also when its program has lost its approval', async () => {
    const { id } = await schedule.place();
    await service.sql(
      `UPDATE approvals SET revoked_at = $2, revoked_by = decided_by, revoked_note = 'no', superseded_at = $2,
         in_force = in_force * tstzrange(NULL, $2) WHERE program_id = $1`,
      [schedule.programId, service.clock.now()],
    );
    expect((await change(id, { from: '2026-03-06', times: ['06:00'] })).body.code).toBe('program-not-approved');
    const { status, body } = await change(id, { from: '2026-03-06', until: '2026-03-09' });
    expect([status, body.terms.at(-1)?.until]).toEqual([200, '2026-03-09']);
    expect(await rows(id)).toHaveLength(2 * 2);
  });

  it('never touches the past, nor a day of which something has begun or is about to: it is frozen', async () => {
    const { id } = await schedule.place({ rule: 'FREQ=DAILY', times: ['08:09', '17:15'] });
    for (const from of ['2026-03-01', '2026-03-02']) {
      const { status, body } = await change(id, { from, times: ['18:00'] });
      expect([status, body.code]).toEqual([409, 'frozen']);
    }
    expect((await change(id, { from: '2026-03-02', times: ['18:00'] })).body.earliest).toBe('2026-03-03');
    expect((await change(id, { from: '2026-03-03', times: ['18:00'] })).status).toBe(200);
    const later = await schedule.place({ rule: 'FREQ=DAILY', times: ['10:15'] });
    expect((await change(later.id, { from: '2026-03-02', times: ['10:30'] })).status).toBe(200);
    expect((await schedule.airs(later.id))[0]).toBe('03-02 10:30');
  });

  it('takes all stations in place of some, and some in place of all', async () => {
    const [first = ''] = schedule.stationIds;
    const { id } = await schedule.place();
    const terms = async (places: object) => (await change(id, { from: '2026-03-05', ...places })).body.terms.at(-1);
    expect(await terms({ everywhere: true })).toMatchObject({ everywhere: true, stationIds: [] });
    expect(await terms({ stationIds: [first] })).toMatchObject({ everywhere: false, stationIds: [first] });
  });

  it('says that the entry has ended before the day of the change', async () => {
    const { id } = await schedule.place({ until: '2026-03-09' });
    const { status, body } = await change(id, { from: '2026-03-12', times: ['06:00'] });
    expect([status, body]).toMatchObject([
      409,
      { code: 'no-occurrence', detail: expect.stringContaining('The last day of the entry is 2026-03-09') },
    ]);
  });

  it('is refused with nothing changed when the new terms would clash, also far ahead', async () => {
    await schedule.place({ times: ['06:00'] });
    await schedule.place({ times: ['07:00'], startsOn: '2026-08-03' });
    const { id, revision } = await schedule.place();
    const before = await rows(id);
    for (const times of [['06:00'], ['07:00']]) {
      const { status, body } = await change(id, { from: '2026-03-06', times });
      expect([status, body.code]).toEqual([409, 'airtime-clash']);
    }
    expect(await rows(id)).toEqual(before);
    expect((await schedule.editor.client.get<EntryDetails>(`/entries/${id}`)).body.revision).toBe(revision);
  });

  /** An entry whose place at a station that joined its group is taken by a younger one. */
  const oneWaiting = async () => {
    const [joining = '', member = ''] = schedule.stationIds;
    const groupId = await newGroup(service, schedule.centre.id, [member]);
    const { id: waiting } = await schedule.place({ stationIds: [], groupIds: [groupId] });
    const { id: there } = await schedule.place({ stationIds: [joining] });
    await service.sql('INSERT INTO station_group_members VALUES ($1, $2)', [groupId, joining]);
    await service.get(ScheduleTick).planEverything();
    expect(await schedule.airs(waiting, joining)).toEqual([]);
    return { waiting, there, joining };
  };

  it('frees its former time, and what waited for it is planned at once', async () => {
    const { waiting, there, joining } = await oneWaiting();
    expect((await change(there, { from: '2026-03-09', times: ['06:00'] })).status).toBe(200);
    expect(await schedule.airs(waiting, joining)).toEqual(['03-09 05:15', '03-12 05:15', '03-16 05:15']);
    await except(schedule.editor.client, there, { action: 'skip', from: '2026-03-05' });
    expect(await schedule.airs(waiting, joining)).toContain('03-05 05:15');
  });

  it('as withdrawing it, fills the gap of what waited', async () => {
    const { waiting, there, joining } = await oneWaiting();
    await schedule.editor.client.post(`/entries/${there}/withdraw`, { because: 'Nhầm' });
    expect(await schedule.airs(waiting, joining)).toHaveLength(4);
    expect(await service.sql("SELECT FROM broadcasts WHERE entry_id = $1 AND state = 'gap'", [waiting])).toEqual([]);
  });

  it('needs the revision that was read, and the permission of its owner', async () => {
    const { id, revision } = await schedule.place();
    const stale = { 'if-match': `"${revision}"` };
    const changes = { from: '2026-03-06', times: ['06:00'] };
    expect((await schedule.editor.client.patch(`/entries/${id}`, changes)).status).toBe(428);
    expect((await schedule.editor.client.patch(`/entries/${id}`, changes, stale)).status).toBe(200);
    const late = await schedule.editor.client.patch<{ current: EntryDetails }>(`/entries/${id}`, changes, stale);
    expect([late.status, late.body.current.terms.length]).toEqual([412, 2]);
    const operator = await personWith(service, 'operator', { kind: 'station', id: schedule.stationIds[0] ?? '' });
    expect((await operator.client.edit(`/entries/${id}`, changes)).status).toBe(404);
    await schedule.editor.client.post(`/entries/${id}/withdraw`, { because: 'Nhầm' });
    expect((await change(id, { from: '2026-03-09', times: ['06:30'] })).body.code).toBe('entry-withdrawn');
  });

  it('lets exactly one of several win that are sent at once', async () => {
    const { id, revision } = await schedule.place();
    const seen = { 'if-match': `"${revision}"` };
    const answers = await Promise.all(
      ['06:00', '06:10', '06:20'].map((time) =>
        schedule.editor.client.patch(`/entries/${id}`, { from: '2026-03-06', times: [time] }, seen),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
  });
});
