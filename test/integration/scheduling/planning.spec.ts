import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { ProgramListener } from '../../../src/scheduling/listeners/program.listener.js';
import { ProgramToPlan } from '../../../src/scheduling/listeners/program-to-plan.event.js';
import { ScheduleTick } from '../../../src/scheduling/planning/schedule.tick.js';
import type { PlacedEntry } from '../../../src/scheduling/entries/entries.schemas.js';
import type { GapView } from '../../../src/scheduling/timeline/gaps.schemas.js';
import { broadcastWith, withdrawBroadcast } from '../../factories/broadcast.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { anApprovedProgram, approve, makeReady, type ApprovedProgram } from '../../factories/program.factory.js';
import { centreWith, newGroup, newStation, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

// Monday, 08:00 in Vietnam.
const NOW = '2026-03-02T01:00:00Z';

interface Row {
  id: string;
  startsAt: Date;
  seconds: number;
  sha: string;
  withdrawn: boolean;
  reason: string | null;
}

describe('planning ahead', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  let program: ApprovedProgram;

  beforeAll(async () => {
    service = await startService({ at: NOW });
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    service.clock.moveTo(NOW);
    centre = await centreWith(service, { stations: 2 });
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    program = await anApprovedProgram(service, { centreId: centre.id, seconds: 60 });
  });

  const replan = () => service.get(ProgramListener).programToPlan(new ProgramToPlan(program.id));
  const revoke = () =>
    service.sql(
      `UPDATE approvals SET revoked_at = $2, revoked_by = decided_by, revoked_note = 'no', superseded_at = $2,
         in_force = in_force * tstzrange(NULL, $2) WHERE program_id = $1`,
      [program.id, service.clock.now()],
    );
  const tick = () => service.get(ScheduleTick).planEverything();
  const stationIds = () => centre.stations.map(({ id }) => id);
  const place = async (more: Record<string, unknown> = {}): Promise<PlacedEntry> => {
    const { status, body } = await editor.client.post<PlacedEntry>('/entries', {
      centreId: centre.id,
      programId: program.id,
      rule: 'FREQ=WEEKLY;BYDAY=TH',
      times: ['05:15'],
      startsOn: '2026-03-02',
      stationIds: stationIds(),
      ...more,
    });
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };
  const broadcasts = (entryId: string): Promise<Row[]> =>
    service.sql<Row>(
      `SELECT id, starts_at AS "startsAt", extract(epoch FROM ends_at - starts_at) AS seconds, original_sha256 AS sha,
              state <> 'planned' AS withdrawn, reason_code AS reason
       FROM broadcasts WHERE entry_id = $1 AND planned_at IS NOT NULL ORDER BY starts_at, station_id`,
      [entryId],
    );
  const gaps = (entryId: string) =>
    service.sql<{ code: string; startsAt: Date; stationId: string }>(
      `SELECT reason_code AS code, starts_at AS "startsAt", station_id AS "stationId" FROM broadcasts
       WHERE entry_id = $1 AND state = 'gap' ORDER BY starts_at, station_id`,
      [entryId],
    );
  const newAudio = async (seconds: number): Promise<string> => {
    const { originalSha256 } = await makeReady(service, program, seconds);
    return originalSha256;
  };

  it('adds the days that have come into sight, whichever process ticks', async () => {
    const { id } = await place();
    expect(await broadcasts(id)).toHaveLength(4);
    service.clock.moveBy({ seconds: 7 * 86_400 });
    await Promise.all([tick(), tick(), tick()]);
    expect(await broadcasts(id)).toHaveLength(6);
    await tick();
    expect(await broadcasts(id)).toHaveLength(6);
  });

  it('puts the broadcasts into the partitions of their months', async () => {
    service.clock.moveTo('2026-05-28T01:00:00Z');
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const { id } = await place({ startsOn: '2026-05-28' });
    const parts = await service.sql<{ part: string }>(
      'SELECT DISTINCT tableoid::regclass::text AS part FROM broadcasts WHERE entry_id = $1 ORDER BY 1',
      [id],
    );
    expect(parts.map(({ part }) => part)).toEqual(['broadcasts_2026_06']);
  });

  it('plans an entry that begins later once its first day is in sight', async () => {
    const { id, planned } = await place({ startsOn: '2026-03-20' });
    expect(planned).toBe(0);
    service.clock.moveTo('2026-03-15T01:00:00Z');
    await tick();
    expect(await broadcasts(id)).toHaveLength(2);
  });

  it('leaves the time to the older entry when two clash at a station that joins a group', async () => {
    const [joining = '', other = ''] = stationIds();
    const groupId = await newGroup(service, centre.id, [other]);
    const later = { startsOn: '2026-03-20' };
    const older = await place({ ...later, stationIds: [], groupIds: [groupId], times: ['06:00'] });
    const younger = await place({ ...later, stationIds: [joining], times: ['06:00', '07:00'] });
    await service.sql('INSERT INTO station_group_members VALUES ($1, $2)', [groupId, joining]);
    service.clock.moveTo('2026-03-15T01:00:00Z');
    await tick();
    expect(await broadcasts(older.id)).toHaveLength(2);
    expect((await broadcasts(younger.id)).map(({ startsAt }) => startsAt)).toEqual([new Date('2026-03-26T00:00:00Z')]);
    expect(await gaps(younger.id)).toMatchObject([
      { code: 'airtime-clash', startsAt: new Date('2026-03-25T23:00:00Z'), stationId: joining },
    ]);
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const { body } = await editor.client.get<{ items: GapView[] }>(`/gaps?entryId=${younger.id}`);
    expect(body.items).toMatchObject([
      { code: 'airtime-clash', clashesWith: { entryId: older.id, startsAt: '2026-03-25T23:00:00.000Z' } },
    ]);
  });

  it('fills a gap once the time is free', async () => {
    const [stationId = ''] = stationIds();
    const other = await broadcastWith(service, { stationId, programId: program.id, startsAt: '2026-03-18T22:15:00Z' });
    const { id } = await place();
    service.clock.moveBy({ seconds: 7 * 86_400 });
    await tick();
    expect(await gaps(id)).toMatchObject([{ code: 'airtime-clash', stationId }]);
    await withdrawBroadcast(service, other.id);
    await tick();
    expect(await gaps(id)).toEqual([]);
    expect(await broadcasts(id)).toHaveLength(6);
  });

  it('plans for a station that has joined a group', async () => {
    const groupId = await newGroup(service, centre.id, stationIds().slice(0, 1));
    const { id } = await place({ stationIds: [], groupIds: [groupId] });
    expect(await broadcasts(id)).toHaveLength(2);
    const { id: joining } = await newStation(service, { servedBy: centre.id });
    await service.sql('INSERT INTO station_group_members VALUES ($1, $2)', [groupId, joining]);
    await tick();
    expect(await broadcasts(id)).toHaveLength(4);
  });

  it('leaves a station that has left the group', async () => {
    const groupId = await newGroup(service, centre.id, stationIds());
    const { id } = await place({ stationIds: [], groupIds: [groupId] });
    await service.sql('DELETE FROM station_group_members WHERE station_id = $1', [stationIds()[0]]);
    await tick();
    expect((await broadcasts(id)).filter(({ withdrawn }) => !withdrawn)).toHaveLength(2);
  });

  it('does not air at a station from the day on which its centre ceases to serve it', async () => {
    const { id } = await place();
    await service.sql("UPDATE centre_stations SET served_until = '2026-03-10' WHERE station_id = $1", [
      stationIds()[0],
    ]);
    await tick();
    expect((await broadcasts(id)).map(({ reason }) => reason).toSorted()).toEqual(
      [null, null, null, 'station-not-served'].toSorted(),
    );
    expect(await gaps(id)).toMatchObject([{ code: 'station-not-served', stationId: stationIds()[0] }]);
    await service.sql('UPDATE centre_stations SET served_until = NULL WHERE station_id = $1', [stationIds()[0]]);
    await tick();
    expect((await broadcasts(id)).filter(({ withdrawn }) => !withdrawn)).toHaveLength(4);
  });

  it('does not air at a station from the day on which it is closed', async () => {
    const { id } = await place();
    await service.sql("UPDATE stations SET closed_on = '2026-03-10' WHERE id = $1", [stationIds()[0]]);
    await tick();
    expect((await broadcasts(id)).map(({ reason }) => reason)).toEqual([null, null, null]);
    expect(await gaps(id)).toEqual([]);
  });

  it('does not air a program after its last day, nor one that was withdrawn', async () => {
    const { id } = await place();
    await service.sql("UPDATE programs SET expires_on = '2026-03-10' WHERE id = $1", [program.id]);
    await tick();
    const reasons = async () => (await broadcasts(id)).map(({ reason }) => reason);
    expect(await reasons()).toEqual([null, null, 'program-expired', 'program-expired']);
    expect((await gaps(id)).map(({ code }) => code)).toEqual(Array(2).fill('program-expired'));
    await service.sql('UPDATE programs SET withdrawn_at = now() WHERE id = $1', [program.id]);
    await tick();
    expect(await reasons()).toEqual(Array(4).fill('program-withdrawn'));
    expect((await gaps(id)).map(({ code }) => code)).toEqual(Array(4).fill('program-withdrawn'));
  });

  it('withdraws what is ahead when the approval is revoked, and plans it again under the same ids when given', async () => {
    const { id } = await place();
    const before = await broadcasts(id);
    await revoke();
    await replan();
    expect((await broadcasts(id)).map(({ reason }) => reason)).toEqual(Array(4).fill('program-not-approved'));
    expect((await gaps(id)).map(({ code }) => code)).toEqual(Array(4).fill('program-not-approved'));
    const sha = await newAudio(90);
    await approve(service, program.id, sha);
    await replan();
    const after = await broadcasts(id);
    expect(after.map((row) => row.id)).toEqual(before.map((row) => row.id));
    expect(after.every((row) => row.sha === sha && row.seconds === 90 && !row.withdrawn)).toBe(true);
    expect(await gaps(id)).toEqual([]);
  });

  it('leaves a broadcast that is over as it was', async () => {
    const { id } = await place();
    service.clock.moveTo('2026-03-05T01:00:00Z');
    const [first] = await broadcasts(id);
    await approve(service, program.id, await newAudio(90));
    await replan();
    expect((await broadcasts(id))[0]).toEqual(first);
  });

  it('corrects in the next tick what lost events have left behind', async () => {
    const { id } = await place();
    await revoke();
    await tick();
    expect((await broadcasts(id)).every(({ withdrawn }) => withdrawn)).toBe(true);
    const sha = await newAudio(75);
    await approve(service, program.id, sha);
    await tick();
    expect((await broadcasts(id)).every((row) => row.sha === sha && row.seconds === 75 && !row.withdrawn)).toBe(true);
  });

  it('replans after an announced change of an approval', async () => {
    const { id } = await place();
    await revoke();
    await service.get(UnitOfWork).run(async (work) => work.announce(new ProgramToPlan(program.id)));
    await until('all are withdrawn', async () => (await broadcasts(id)).every(({ withdrawn }) => withdrawn));
  });
});
