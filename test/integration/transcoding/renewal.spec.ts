import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MediaStore } from '../../../src/platform/storage/media-store.js';
import type {
  ApprovedRenewals,
  RenewalsToApprove,
  RenewalsView,
} from '../../../src/transcoding/renewal/renewals.schemas.js';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import type { OutcomeView } from '../../../src/playback/evidence/evidence.schemas.js';
import type { ProgramView } from '../../../src/programs/library/library.schemas.js';
import { broadcastWith } from '../../factories/broadcast.factory.js';
import { withAudio } from '../../factories/original.factory.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { aStationClient } from '../../factories/playable.factory.js';
import { approve, aProgram, type TestProgram } from '../../factories/program.factory.js';
import { centreWith, type TestStation } from '../../factories/station.factory.js';
import { jobsIdle } from '../../support/jobs-idle.js';
import { startService, type TestService } from '../../support/service.js';
import { babble, soundFile } from '../../support/sound.js';

describe('renewing what an older profile set encoded', () => {
  let service: TestService;
  let administrator: TestPerson;
  let approver: TestPerson;
  let uploader: TestPerson;
  let centreId: string;
  let station: TestStation;
  let program: TestProgram;
  let original: string;
  beforeAll(async () => {
    service = await startService({ settings: { SESSION_HOURS: '1000' } });
    const centre = await centreWith(service, { stations: 1 });
    centreId = centre.id;
    [station] = centre.stations as [TestStation];
    administrator = await personWith(service, 'administrator');
    approver = await personWith(service, 'approver', { kind: 'centre', id: centreId });
    uploader = await personWith(service, 'approver', { kind: 'centre', id: centreId });
  });
  afterAll(() => service.stop());

  /** A program on the air whose renditions an older profile set encoded. */
  beforeEach(async () => {
    program = await aProgram(service, { centreId });
    original = await withAudio(service, program, await soundFile(babble(2, -20 - Math.random()), 'a.wav'));
    await service.get(TranscodingsService).request(original);
    await jobsIdle(service, ['transcoding']);
    await service.sql(`UPDATE transcodings SET profile_set = 'older' WHERE original_sha256 = $1`, [original]);
    // Another file under the name of the profile, as another profile set would have left it.
    const older = 'a'.repeat(48) + Math.random().toString(16).slice(2, 10).padEnd(16, '0');
    await service.sql(`INSERT INTO audio (sha256, kind, bytes, stored_at) VALUES ($1, 'rendition', 100, now())`, [
      older,
    ]);
    await service.sql(`UPDATE renditions SET sha256 = $2 WHERE original_sha256 = $1 AND profile = 'speech'`, [
      original,
      older,
    ]);
    await service.sql(`UPDATE programs SET state = 'ready', seconds = 2 WHERE id = $1`, [program.id]);
    await approve(service, program.id, original);
  });

  const waiting = async (by: TestPerson) =>
    (await by.client.get<RenewalsToApprove>(`/transcodings/renewal/approvals?centreId=${centreId}`)).body;
  const confirm = (by: TestPerson, more: object = {}) =>
    by.client.post<ApprovedRenewals>('/transcodings/renewal/approvals', { centreId, ...more });
  const ask = () => administrator.client.post<RenewalsView>('/transcodings/renewal', { because: 'loa mới' });
  const progress = async () => (await administrator.client.get<RenewalsView>('/transcodings/renewal')).body;
  const speech = async () =>
    (
      await service.sql<{ sha256: string }>(
        `SELECT sha256 FROM renditions WHERE original_sha256 = $1 AND profile = 'speech' AND replaced_at IS NULL`,
        [original],
      )
    )[0]?.sha256;

  it('keeps the approved one on the air until somebody has approved the new one, and its plays count on', async () => {
    const startsAt = new Date(service.clock.now().getTime() + 3_600_000);
    const broadcast = await broadcastWith(service, { stationId: station.id, programId: program.id, startsAt });
    const device = await aStationClient(service, station);
    const pulled = async () => {
      service.clock.moveBy({ seconds: 120 });
      await device.pull();
      return device.playlist?.items.find(({ broadcastId }) => broadcastId === broadcast.id)?.audio.sha256;
    };
    const old = await speech();
    expect(await pulled()).toBe(old);
    const held = device.playlist?.items.find(({ broadcastId }) => broadcastId === broadcast.id);
    expect(await ask()).toMatchObject({ status: 202 });
    expect((await ask()).status).toBe(202);
    await jobsIdle(service, ['transcoding']);
    expect(await progress()).toMatchObject({ outdated: 0, waiting: 0, running: 0, failed: 0 });
    const { profileSet } = await progress();
    expect(await speech()).not.toBe(old);
    expect(await pulled()).toBe(old);

    await service.sql('UPDATE originals SET uploaded_by = $2 WHERE program_id = $1', [program.id, uploader.id]);
    expect(await waiting(uploader)).toMatchObject({ profileSets: [{ profileSet, programs: 1, ownWork: 1 }] });
    expect((await confirm(uploader, { profileSet })).body).toEqual({ approved: 0, ownWork: 1 });
    expect((await confirm(approver, { profileSet: 'older' })).body).toEqual({ approved: 0, ownWork: 0 });
    expect(await waiting(approver)).toMatchObject({
      profileSets: [{ profileSet, programs: 1, ownWork: 0 }],
      programs: [{ id: program.id, title: program.title }],
    });
    expect(await pulled()).toBe(old);
    expect((await confirm(approver, { profileSet, programIds: [program.id] })).body).toEqual({
      approved: 1,
      ownWork: 0,
    });
    expect(await pulled()).toBe(await speech());
    expect(await waiting(approver)).toEqual({ profileSets: [], programs: [] });
    const { body } = await approver.client.get<ProgramView>(`/programs/${program.id}`);
    expect(body).toMatchObject({ approval: { decision: 'approved', decidedBy: { id: approver.id } } });
    expect(body.inForce?.renditions['speech']).toBe(await speech());

    service.clock.moveTo(new Date(startsAt.getTime() + 3_600_000));
    if (!held || old === undefined) throw new Error('the old audio was not in the playlist');
    await device.sendPlays([device.playOf({ ...held, audio: { ...held.audio, sha256: old } })]);
    const { body: evidence } = await approver.client.get<OutcomeView>(`/broadcasts/${broadcast.id}/outcome`);
    expect(evidence).toMatchObject({ outcome: 'aired' });
  });

  it('leaves the old one in place when it fails', async () => {
    const old = await speech();
    const store = service.get(MediaStore);
    await store.discard(store.pathOf('original', original));
    await ask();
    await jobsIdle(service, ['transcoding']);
    expect(await speech()).toBe(old);
    expect(await progress()).toMatchObject({ failed: 1, outdated: 1 });
    expect(await service.sql('SELECT state FROM programs WHERE id = $1', [program.id])).toEqual([{ state: 'ready' }]);
    expect(await service.get(TranscodingsService).find(original)).toMatchObject({ state: 'ready', refusalCode: null });
  });
});
