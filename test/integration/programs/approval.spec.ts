import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DecisionView } from '../../../src/programs/approval/approvals.schemas.js';
import type { ProgramView } from '../../../src/programs/library/library.schemas.js';
import type { Page } from '../../../src/platform/http/page.js';
import { formWith, wavOf } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram, makeReady, versionOf, withOriginal } from '../../factories/program.factory.js';
import { type TestCentre, centreWith } from '../../factories/station.factory.js';
import { listenTo } from '../../support/listen-to.js';
import { startService, type TestService } from '../../support/service.js';

describe('deciding about a program', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  let approver: TestPerson;
  beforeAll(async () => {
    service = await startService({ settings: { ROLE: 'api' } });
    centre = await centreWith(service);
    const scope = { kind: 'centre', id: centre.id } as const;
    editor = await personWith(service, 'editor', scope);
    approver = await personWith(service, 'approver', scope);
  });
  afterAll(() => service.stop());

  const another = () => personWith(service, 'approver', { kind: 'centre', id: centre.id });
  const readyProgram = async (createdBy = editor.id) => {
    const program = await aProgram(service, { centreId: centre.id, createdBy });
    await makeReady(service, program);
    return { ...program, version: await versionOf(service, program.id) };
  };
  const decide = async (person: TestPerson, id: string, decision: object) => {
    await listenTo(person.client, id);
    return person.client.post<ProgramView>(`/programs/${id}/approval`, decision);
  };
  const revoke = (person: TestPerson, id: string, because = 'Sai số điện thoại') =>
    person.client.post<ProgramView>(`/programs/${id}/approval/revoke`, { because });
  const sentBack = { decision: 'sent-back', note: 'Đọc lại\ncâu cuối' };
  const audited = async (id: string) =>
    (await service.sql<{ did: string }>(`SELECT did FROM audit_entries WHERE thing_id = $1 ORDER BY id`, [id])).map(
      ({ did }) => did,
    );

  it('lets an approver approve what was listened to and read, and stores what that was', async () => {
    const { id, title, version } = await readyProgram();
    const shown = await approver.client.get<ProgramView>(`/programs/${id}`);
    expect(shown.body).toMatchObject({ version, approval: null, inForce: null, changedSinceApproval: null });
    expect(await decide(approver, id, { decision: 'approved', version })).toMatchObject({
      status: 201,
      body: {
        approval: { decision: 'approved', decidedBy: { id: approver.id } },
        inForce: { title, originalSha256: version.originalSha256, seconds: 60, approvedBy: { id: approver.id } },
        changedSinceApproval: { audio: false, fields: [] },
        scheduleChanges: { planned: 0, lostTotal: 0, lost: [] },
      },
    });
    const [stored] = await service.sql(
      'SELECT original_sha256 AS sha, description, renditions FROM approvals WHERE program_id = $1',
      [id],
    );
    const [rendition] = await service.sql<{ sha256: string }>(
      'SELECT sha256 FROM renditions WHERE original_sha256 = $1',
      [version.originalSha256],
    );
    expect(stored).toMatchObject({
      sha: version.originalSha256,
      description: { title, topic: 'procedures', legalTexts: [] },
      renditions: { speech: rendition?.sha256 },
    });
  });

  it('makes one decision of two at once, and tells the other person of it', async () => {
    const [{ id, version }, other] = [await readyProgram(), await another()];
    const answers = await Promise.all([
      decide(approver, id, { decision: 'approved', version }),
      decide(other, id, { ...sentBack, version }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const [made, refused] = answers.toSorted((one, two) => one.status - two.status);
    const { decision, decidedBy } = made?.body.approval ?? {};
    expect(refused?.body).toMatchObject({ code: 'already-decided', decision: { decision, decidedBy } });
  });

  it('changes nothing when the same person repeats the decision, and is recorded once', async () => {
    const { id, version } = await readyProgram();
    const approved = { decision: 'approved', version };
    const first = await decide(approver, id, approved);
    const again = await Promise.all([decide(approver, id, approved), decide(approver, id, approved)]);
    for (const { status, body } of again) {
      expect({ status, body }).toEqual({ status: 201, body: { ...first.body, scheduleChanges: null } });
    }
    expect(await service.sql('SELECT id FROM approvals WHERE program_id = $1', [id])).toHaveLength(1);
    expect(await audited(id)).toEqual(['program.approve']);
  });

  it('sends a version back with a note; who did may approve it after all, nobody else', async () => {
    const [{ id, version }, other] = [await readyProgram(), await another()];
    expect((await decide(approver, id, { ...sentBack, note: undefined, version })).body).toMatchObject({
      errors: [{ pointer: '/note' }],
    });
    const answer = await decide(approver, id, { ...sentBack, version });
    expect(answer.body).toMatchObject({ approval: sentBack, inForce: null });
    expect((await decide(other, id, { decision: 'approved', version })).status).toBe(409);
    expect((await decide(approver, id, { decision: 'approved', version })).status).toBe(201);
    expect(await decide(approver, id, { ...sentBack, version })).toMatchObject({ body: { code: 'already-decided' } });
    expect(await audited(id)).toEqual(['program.send-back', 'program.approve']);
  });

  it('asks anew about audio that was sent back and is handed in again', async () => {
    const program = await aProgram(service, { centreId: centre.id, createdBy: editor.id });
    const wav = wavOf({ hertz: 610 });
    await editor.client.post(`/programs/${program.id}/audio`, formWith(wav));
    await service.sql(`UPDATE programs SET state = 'ready', seconds = 1 WHERE id = $1`, [program.id]);
    const version = await versionOf(service, program.id);
    await decide(approver, program.id, { ...sentBack, version });
    await editor.client.post(`/programs/${program.id}/audio`, formWith(wav));
    const { body } = await editor.client.get<ProgramView>(`/programs/${program.id}`);
    expect(body).toMatchObject({ state: 'ready', approval: null, version });
  });

  it('takes the approved version off the air by an act of its own, with a reason', async () => {
    const { id, title, version } = await readyProgram();
    expect(await revoke(approver, id)).toMatchObject({ status: 409, body: { code: 'nothing-in-force' } });
    await decide(approver, id, { decision: 'approved', version });
    expect((await revoke(approver, id, ' ')).status).toBe(400);
    expect((await revoke(editor, id)).status).toBe(403);
    const consequences = { totals: {}, stations: 0 };
    const revoked = { approval: null, inForce: null, consequences };
    expect(await revoke(approver, id)).toMatchObject({ status: 200, body: revoked });
    expect(await audited(id)).toEqual(['program.approve', 'program.revoke']);
    const { originalSha256 } = version;
    const approved = { decision: 'approved', originalSha256, description: { title }, seconds: 60 };
    expect((await editor.client.get(`/programs/${id}/approval`)).body).toMatchObject({
      items: [{ ...approved, revoked: { by: { id: approver.id }, because: 'Sai số điện thoại' } }],
      next: null,
    });
    expect((await decide(await another(), id, { decision: 'approved', version })).status).toBe(201);
  });

  it('keeps the approved version in force when a newer one is sent back', async () => {
    const program = await readyProgram();
    const { id, version } = program;
    await decide(approver, id, { decision: 'approved', version });
    await makeReady(service, program, 90);
    const newer = await versionOf(service, id);
    expect((await decide(approver, id, { ...sentBack, version: newer })).body).toMatchObject({
      approval: { decision: 'sent-back' },
      inForce: { originalSha256: version.originalSha256, seconds: 60 },
      changedSinceApproval: { audio: true },
    });
    const read = (query: string) => approver.client.get<Page<DecisionView>>(`/programs/${id}/approval?limit=1${query}`);
    const first = (await read('')).body;
    expect(first.items).toMatchObject([{ decision: 'sent-back', seconds: 90, inForceFrom: null, revoked: null }]);
    const { body: second } = await read(`&cursor=${first.next}`);
    expect(second).toMatchObject({
      items: [{ decision: 'approved', seconds: 60, inForceFrom: expect.any(String), inForceUntil: null }],
      next: null,
    });
  });

  it('decides about no program that is not ready', async () => {
    const program = await aProgram(service, { centreId: centre.id });
    const version = await versionOf(service, (await readyProgram()).id);
    const early = await decide(approver, program.id, { decision: 'approved', version });
    expect(early).toMatchObject({ status: 409, body: { code: 'program-not-ready' } });
    const originalSha256 = await withOriginal(service, program);
    const still = await decide(approver, program.id, { decision: 'approved', version: { ...version, originalSha256 } });
    expect(still).toMatchObject({ status: 409, body: { code: 'program-not-ready', state: 'transcoding' } });
  });

  it('decides about no program that was withdrawn', async () => {
    const { id, version } = await readyProgram();
    await editor.client.post(`/programs/${id}/withdraw`, { because: 'Sai nội dung' });
    for (const decision of [{ decision: 'approved' }, sentBack]) {
      const answer = await decide(approver, id, { ...decision, version });
      expect(answer).toMatchObject({ status: 409, body: { code: 'program-withdrawn' } });
    }
  });

  it('is for approvers within their reach', async () => {
    const { id, version } = await readyProgram();
    const stranger = await personWith(service, 'approver', { kind: 'centre', id: (await centreWith(service)).id });
    const approved = { decision: 'approved', version };
    expect((await decide(editor, id, approved)).status).toBe(403);
    expect((await decide(stranger, id, approved)).status).toBe(404);
  });

  it('is possible once the beginning, the middle and the end were played, by whoever decides', async () => {
    const { id, version } = await readyProgram();
    const { originalSha256 } = version;
    const approve = () => approver.client.post(`/programs/${id}/approval`, { decision: 'approved', version });
    const hears = (person: TestPerson, ...heard: object[]) =>
      person.client.post<Listening>(`/programs/${id}/listening`, { originalSha256, heard });
    await listenTo((await another()).client, id);
    expect(await approve()).toMatchObject({
      status: 409,
      body: { code: 'not-listened', left: ['beginning', 'middle', 'end'], heard: [] },
    });
    const first = await hears(approver, { from: 0, until: 12.5 }, { from: 25, until: 26 });
    expect(first).toMatchObject({ status: 200, body: { left: ['middle', 'end'] } });
    const again = await hears(approver, { from: 5, until: 12.5 }, { from: 26, until: 35.1 });
    expect(again.body).toEqual({
      heard: [
        { from: 0, until: 12.5 },
        { from: 25, until: 35.1 },
      ],
      parts: [
        { part: 'beginning', from: 0, until: 20, heardSeconds: 12.5, neededSeconds: 10 },
        { part: 'middle', from: 20, until: 40, heardSeconds: 10.1, neededSeconds: 10 },
        { part: 'end', from: 40, until: 60, heardSeconds: 0, neededSeconds: 10 },
      ],
      left: ['end'],
    });
    expect((await approve()).body).toMatchObject({ code: 'not-listened', detail: expect.stringMatching(/: end\.$/) });
    expect((await approver.client.get(`/programs/${id}`)).body).toMatchObject({ listening: { left: ['end'] } });
    expect((await editor.client.get(`/programs/${id}`)).body).toMatchObject({ listening: null });
    expect((await hears(approver, { from: 50, until: 900 })).body).toMatchObject({ left: [] });
    expect((await approve()).status).toBe(201);
  });

  it('needs no listening to send it back, and what was heard of other audio does not count', async () => {
    const program = await readyProgram();
    const { id, version } = program;
    await listenTo(approver.client, id);
    await makeReady(service, program);
    const { originalSha256 } = version;
    const late = await approver.client.post(`/programs/${id}/listening`, { originalSha256, heard: [] });
    expect(late).toMatchObject({ status: 409, body: { code: 'audio-has-changed' } });
    const newest = { version: await versionOf(service, id) };
    const path = `/programs/${id}/approval`;
    const approval = await approver.client.post(path, { decision: 'approved', ...newest });
    expect(approval).toMatchObject({ status: 409, body: { code: 'not-listened' } });
    expect((await approver.client.post(path, { ...sentBack, ...newest })).status).toBe(201);
  });

  it.each([
    [{ from: 10, until: 5 }, '/heard/0/until'],
    [{ from: -1, until: 5 }, '/heard/0/from'],
    [{ from: 0, until: 1e9 }, '/heard/0/until'],
  ])('cannot be prepared by playing %j', async (stretch, pointer) => {
    const { id, version } = await readyProgram();
    const { originalSha256 } = version;
    const answer = await approver.client.post(`/programs/${id}/listening`, { originalSha256, heard: [stretch] });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });
});

interface Listening {
  left: string[];
}
