import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import type {
  DecidedProgram,
  RevokedProgram,
  ScheduleChangesView,
} from '../../../src/programs/approval/approvals.schemas.js';
import { lockSchedulesAt } from '../../../src/scheduling/planning/locks.queries.js';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import type { StationClient } from '../../../station-client/station-client.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aPlayableProgram, aStationClient } from '../../factories/playable.factory.js';
import {
  anApprovedProgram,
  type ApprovedProgram,
  approve as approveRows,
  makeReady,
  versionOf,
} from '../../factories/program.factory.js';
import { minutesOf } from '../../factories/rules.factory.js';
import { centreWith, type TestCentre, type TestStation } from '../../factories/station.factory.js';
import { listenTo } from '../../support/listen-to.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

// Monday, 08:00 in Vietnam.
const NOW = '2026-03-02T01:00:00Z';

interface Row {
  id: string;
  sha: string;
  seconds: number;
  reason: string | null;
}

describe('a newer version of a program on the schedule', () => {
  let service: TestService;
  let centre: TestCentre;
  let here: TestStation;
  let editor: TestPerson;
  let approver: TestPerson;
  let program: ApprovedProgram;
  let entryId: string;

  beforeAll(async () => {
    service = await startService({ at: NOW });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo(NOW);
    centre = await centreWith(service, { stations: 2 });
    [here] = centre.stations as [TestStation];
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    approver = await personWith(service, 'approver', { kind: 'centre', id: centre.id });
    program = await aPlayableProgram(service, { centreId: centre.id, seconds: 60 });
    entryId = await place({ programId: program.id });
  });

  async function place(more: Record<string, unknown>): Promise<string> {
    const when = { rule: 'FREQ=WEEKLY;BYDAY=TH', times: ['05:15'], startsOn: '2026-03-02' };
    const stationIds = centre.stations.map(({ id }) => id);
    const body = { centreId: centre.id, ...when, stationIds, ...more };
    const placed = await editor.client.post<PlacedEntry>('/entries', body);
    expect([placed.status, placed.body]).toEqual([201, expect.anything()]);
    return placed.body.id;
  }
  const rows = () =>
    service.sql<Row>(
      `SELECT id, original_sha256 AS sha, extract(epoch FROM ends_at - starts_at) AS seconds, reason_code AS reason
       FROM broadcasts WHERE entry_id = $1 ORDER BY starts_at, station_id`,
      [entryId],
    );
  const tryApproval = async () =>
    approver.client.post<ScheduleChangesView>(`/programs/${program.id}/approval/dry-run`, {
      version: await versionOf(service, program.id),
    });
  const approve = async () => {
    await listenTo(approver.client, program.id);
    const version = await versionOf(service, program.id);
    return approver.client.post<DecidedProgram>(`/programs/${program.id}/approval`, { decision: 'approved', version });
  };
  /** What was tried first, and then done. */
  async function approved(): Promise<ScheduleChangesView | null> {
    const before = await rows();
    const tried = await tryApproval();
    expect(tried.status).toBe(200);
    expect(await rows()).toEqual(before);
    const done = await approve();
    expect([done.status, done.body.scheduleChanges]).toEqual([201, tried.body]);
    return done.body.scheduleChanges;
  }
  const newAudio = async (seconds: number) => (await makeReady(service, program, seconds)).originalSha256;
  async function pulled(device: StationClient) {
    await device.pull();
    return device.playlist?.items.map(({ audio: { sha256 } }) => sha256);
  }

  it('changes nothing while it waits, also at the next pull', async () => {
    const device = await aStationClient(service, here);
    const before = [await pulled(device), await rows()];
    expect(before[0]).toEqual([program.rendition.sha256]);
    await newAudio(90);
    service.clock.moveBy({ seconds: 120 });
    expect([await pulled(device), await rows()]).toEqual(before);
  });

  it('airs from its approval on, in broadcasts of the same ids, and says how many there are', async () => {
    const before = await rows();
    const sha = await newAudio(90);
    expect(await approved()).toEqual({ planned: 4, changed: 4, lostTotal: 0, lost: [] });
    expect(await rows()).toEqual(before.map(({ id }) => ({ id, sha, seconds: 90, reason: null })));
  });

  it('falls out where it would overlap its neighbour, and the approver reads where, before and after', async () => {
    const neighbour = await anApprovedProgram(service, { centreId: centre.id });
    await place({ programId: neighbour.id, times: ['05:16'], stationIds: [here.id] });
    await newAudio(120);
    const lost = { stationId: here.id, stationName: here.name, reason: 'airtime-clash' };
    expect(await approved()).toEqual({
      planned: 2,
      changed: 2,
      lostTotal: 2,
      lost: ['2026-03-05 05:15', '2026-03-12 05:15'].map((localTime) => ({
        ...lost,
        localTime,
        broadcastId: expect.anything(),
      })),
    });
    expect((await rows()).map(({ reason }) => reason).toSorted()).toEqual([
      'airtime-clash',
      'airtime-clash',
      null,
      null,
    ]);
  });

  it('falls out where it would end after the allowed hours, and returns once it is shorter', async () => {
    entryId = await place({
      programId: program.id,
      times: ['20:59'],
      rule: 'FREQ=WEEKLY;BYDAY=FR',
      stationIds: [here.id],
    });
    await newAudio(90);
    expect(await approved()).toMatchObject({
      planned: 4,
      lostTotal: 2,
      lost: [{ reason: 'outside-allowed-hours' }, {}],
    });
    await newAudio(45);
    expect(await approved()).toMatchObject({ planned: 6, changed: 6, lostTotal: 0 });
  });

  it('falls out where its daypart has no minutes left for the longer audio', async () => {
    const { client } = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
    const rules = { kind: 'dayparts', periods: minutesOf('Buổi sáng', '05:00', '07:00', 2) };
    expect((await client.edit(`/stations/${here.id}/airtime-rules/dayparts`, rules, 'PUT')).status).toBe(200);
    await newAudio(121);
    expect(await approved()).toMatchObject({ planned: 2, lostTotal: 2, lost: [{ reason: 'daypart-full' }, {}] });
    const notes = 'SELECT DISTINCT note FROM broadcasts WHERE entry_id = $1 AND station_id = $2';
    expect(await service.sql(notes, [entryId, here.id])).toEqual([{ note: 'Buổi sáng' }]);
  });

  it('lets what has begun go on with the audio that it began with', async () => {
    const device = await aStationClient(service, here);
    service.clock.moveTo('2026-03-04T22:15:20Z');
    approver = await personWith(service, 'approver', { kind: 'centre', id: centre.id });
    const { rendition, originalSha256 } = await makeReady(service, program, 90);
    await approved();
    expect(await pulled(device)).toEqual([program.rendition.sha256]);
    expect((await rows()).map(({ sha }) => sha === originalSha256)).toEqual([false, false, true, true, true, true]);
    service.clock.moveTo('2026-03-05T23:00:00Z');
    expect(await pulled(device)).toContain(rendition.sha256);
  });

  it('is what an entry airs that was checked before its approval and is placed after it', async () => {
    const sha = await newAudio(90);
    let unlock = () => {};
    const locked = new Promise<void>((resolve) => (unlock = resolve));
    const holding = service.get(UnitOfWork).run(async (work) => {
      await lockSchedulesAt(
        work,
        centre.stations.map(({ id }) => id),
        '2026-03-01',
      );
      await locked;
    });
    const placing = place({ programId: program.id, times: ['06:15'] });
    await until('the entry waits for the schedules', async () => {
      const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      return (await service.sql(waiting)).length > 0;
    });
    await approveRows(service, program.id, sha);
    unlock();
    [entryId] = await Promise.all([placing, holding]);
    expect((await rows()).map((row) => [row.sha, row.seconds])).toEqual(Array.from({ length: 4 }, () => [sha, 90]));
  });

  it('can be revoked, also what has begun; the one before does not return by itself', async () => {
    await newAudio(90);
    await approve();
    service.clock.moveTo('2026-03-04T22:15:20Z');
    approver = await personWith(service, 'approver', { kind: 'centre', id: centre.id });
    const revoked = await approver.client.post(`/programs/${program.id}/approval/revoke`, { because: 'Sai số' });
    expect(revoked.status).toBe(200);
    // With a day that has come into sight meanwhile.
    expect((await rows()).map(({ reason }) => reason)).toEqual(Array(6).fill('program-not-approved'));
    expect(await pulled(await aStationClient(service, here))).toEqual([]);
  });

  it('tells beforehand what revoking takes off the air, which returns once it is approved again', async () => {
    const revoke = (dryRun: boolean) =>
      approver.client.post<RevokedProgram>(`/programs/${program.id}/approval/revoke`, { because: 'Sai số', dryRun });
    const before = await rows();
    const tried = await revoke(true);
    expect(tried).toMatchObject({
      status: 200,
      body: { dryRun: true, inForce: { seconds: 60 }, consequences: { totals: { gap: 4 }, stations: 2 } },
    });
    expect(await rows()).toEqual(before);
    expect(
      await service.sql(`SELECT FROM audit_entries WHERE did = 'program.revoke' AND thing_id = $1`, [program.id]),
    ).toEqual([]);

    const done = await revoke(false);
    expect(done.body).toMatchObject({ dryRun: false, inForce: null });
    expect(done.body.consequences).toEqual(tried.body.consequences);
    expect((await approve()).status).toBe(201);
    expect(await rows()).toEqual(before);
  });
});
