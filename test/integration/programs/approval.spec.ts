import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { OwnWork } from '../../../src/programs/approval/approvals.problems.js';
import type { ProgramView } from '../../../src/programs/library/library.schemas.js';
import { ApprovalVoided } from '../../../src/programs/program.event.js';
import { formWith, sha256Of, wavOf } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram, makeReady, versionOf, withOriginal } from '../../factories/program.factory.js';
import { type TestCentre, centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

describe('deciding about a program', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  let approver: TestPerson;
  const events: object[] = [];
  beforeAll(async () => {
    service = await startService({ settings: { ROLE: 'api' } });
    centre = await centreWith(service);
    const scope = { kind: 'centre', id: centre.id } as const;
    editor = await personWith(service, 'editor', scope);
    approver = await personWith(service, 'approver', scope);
    service.get(EventEmitter2).on(ApprovalVoided.name, (event: object) => void events.push(event));
  });
  afterAll(() => service.stop());

  const another = () => personWith(service, 'approver', { kind: 'centre', id: centre.id });
  const readyProgram = async (createdBy = editor.id) => {
    const program = await aProgram(service, { centreId: centre.id, createdBy });
    await makeReady(service, program);
    return { ...program, version: await versionOf(service, program.id) };
  };
  const decide = (person: TestPerson, id: string, decision: object) =>
    person.client.post<ProgramView>(`/programs/${id}/approval`, decision);
  const revoke = (person: TestPerson, id: string, because = 'Sai số điện thoại') =>
    person.client.post<ProgramView>(`/programs/${id}/approval/revoke`, { because });
  const sentBack = { decision: 'sent-back', note: 'Đọc lại\ncâu cuối' };
  const eventsOf = (id: string) => events.filter((event) => 'programId' in event && event.programId === id);
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
    const { id, version } = await readyProgram();
    expect(await revoke(approver, id)).toMatchObject({ status: 409, body: { code: 'nothing-in-force' } });
    await decide(approver, id, { decision: 'approved', version });
    expect((await revoke(approver, id, ' ')).status).toBe(400);
    expect((await revoke(editor, id)).status).toBe(403);
    expect(await revoke(approver, id)).toMatchObject({ status: 200, body: { approval: null, inForce: null } });
    expect(eventsOf(id)).toEqual([new ApprovalVoided(id)]);
    expect(await audited(id)).toEqual(['program.approve', 'program.revoke']);
    expect((await decide(await another(), id, { decision: 'approved', version })).status).toBe(201);
  });

  it('keeps the approved version in force when a newer one is sent back', async () => {
    const program = await readyProgram();
    const { id, version } = program;
    await decide(approver, id, { decision: 'approved', version });
    await makeReady(service, program, 90);
    await service.sql('UPDATE approvals SET superseded_at = now() WHERE program_id = $1', [id]);
    const newer = await versionOf(service, id);
    expect((await decide(approver, id, { ...sentBack, version: newer })).body).toMatchObject({
      approval: { decision: 'sent-back' },
      inForce: { originalSha256: version.originalSha256, seconds: 60 },
      changedSinceApproval: { audio: true },
    });
    expect(eventsOf(id)).toEqual([]);
  });

  describe('by somebody whose work it is', () => {
    const own = { status: 403, body: { code: 'own-work' } };

    it('is refused: who made the program, or handed in the audio', async () => {
      const everything = await another();
      const made = await readyProgram(everything.id);
      expect(await decide(everything, made.id, { decision: 'approved', version: made.version })).toMatchObject(own);
      const handedIn = await readyProgram();
      await service.sql('UPDATE originals SET uploaded_by = $2 WHERE program_id = $1', [handedIn.id, everything.id]);
      const { id, version } = handedIn;
      expect(await decide(everything, id, { decision: 'approved', version })).toMatchObject(own);
    });

    it.each([
      ['uploaded the same bytes for another program', 'uploader', false],
      ['entered another program with the same bytes', 'author', false],
      ['uploaded the bytes that these were trimmed from, for another program', 'uploader', true],
    ] as const)('is refused: who %s', async (_, who, trimmed) => {
      const [{ id, version }, everything] = [await readyProgram(), await another()];
      const elsewhere = await aProgram(service, {
        centreId: centre.id,
        createdBy: who === 'author' ? everything.id : editor.id,
      });
      const sha256 = trimmed ? await withOriginal(service, await aProgram(service, { centreId: centre.id })) : null;
      if (sha256) await service.sql('UPDATE originals SET made_of = $2 WHERE program_id = $1', [id, sha256]);
      await service.sql(
        `INSERT INTO originals (id, program_id, sha256, file_name, uploaded_by, uploaded_at)
         VALUES ($1, $2, $3, 'a.mp3', $4, now())`,
        [uuidv7(), elsewhere.id, sha256 ?? version.originalSha256, who === 'uploader' ? everything.id : editor.id],
      );
      expect(await decide(everything, id, { decision: 'approved', version })).toMatchObject(own);
      expect((await decide(approver, id, { decision: 'approved', version })).status).toBe(201);
    });

    it('is refused: who changed the description since its last approval', async () => {
      const { id } = await readyProgram();
      const both = await another();
      await service.sql('UPDATE programs SET described_by = ARRAY[$2::uuid] WHERE id = $1', [id, both.id]);
      const approved = { decision: 'approved', version: await versionOf(service, id) };
      expect(await decide(both, id, approved)).toMatchObject(own);
      await decide(approver, id, approved);
      expect(await service.sql('SELECT described_by AS by FROM programs WHERE id = $1', [id])).toEqual([{ by: [] }]);
    });

    it('is refused by the database when the check is bypassed by a race', async () => {
      const { id } = await readyProgram();
      const insert = service.get(UnitOfWork).run((work) =>
        work.query(
          `INSERT INTO approvals (id, program_id, original_sha256, seconds, description, renditions, decision, decided_by,
             decided_at, in_force)
           SELECT $2, id, original_sha256, seconds, description_of(p), '{}', 'approved', $3, $4, tstzrange($4, NULL)
           FROM programs p WHERE id = $1`,
          [id, uuidv7(), editor.id, service.clock.now()],
        ),
      );
      await expect(insert).rejects.toBeInstanceOf(OwnWork);
    });
  });

  describe('that changed while the approver listened', () => {
    it('is refused when other audio was handed in', async () => {
      const { id, version } = await readyProgram();
      const heard = { ...version, originalSha256: 'a'.repeat(64) };
      expect(await decide(approver, id, { decision: 'approved', version: heard })).toMatchObject({
        status: 409,
        body: { code: 'audio-has-changed', originalSha256: version.originalSha256 },
      });
    });

    it.each([
      { title: 'Tên khác' },
      { topic: 'other' },
      { origin: 'relay' },
      { legalTexts: ['Nghị định 1'] },
      { sourceOffice: 'Văn phòng' },
    ])('is refused when the description was changed: %j', async (change) => {
      const { id, version } = await readyProgram();
      expect((await editor.client.edit(`/programs/${id}`, change)).status).toBe(200);
      for (const path of ['approval', 'approval/dry-run']) {
        const body = path === 'approval' ? { decision: 'approved', version } : { version };
        expect(await approver.client.post(`/programs/${id}/${path}`, body)).toMatchObject({
          status: 409,
          body: { code: 'description-has-changed' },
        });
      }
    });

    it('is refused when its audio was encoded again', async () => {
      const { id, version } = await readyProgram();
      await service.sql(`UPDATE renditions SET profile = 'lean' WHERE original_sha256 = $1`, [version.originalSha256]);
      const answer = await decide(approver, id, { decision: 'approved', version });
      expect(answer).toMatchObject({ status: 409, body: { code: 'renditions-have-changed' } });
    });

    it('is never approved when the audio arrives concurrently', async () => {
      for (let round = 0; round < 5; round += 1) {
        const { id, version } = await readyProgram();
        const wav = wavOf({ hertz: 500 + round });
        const [decision] = await Promise.all([
          decide(approver, id, { decision: 'approved', version }),
          editor.client.post(`/programs/${id}/audio`, formWith(wav)),
        ]);
        expect([201, 409]).toContain(decision.status);
        const { body } = await editor.client.get<ProgramView>(`/programs/${id}`);
        expect(body).toMatchObject({ approval: null, original: { sha256: sha256Of(wav) } });
        expect(body.inForce?.originalSha256).toBe(decision.status === 201 ? version.originalSha256 : undefined);
      }
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
    expect(eventsOf(id)).toEqual([new ApprovalVoided(id)]);
  });

  it('is for approvers within their reach', async () => {
    const { id, version } = await readyProgram();
    const stranger = await personWith(service, 'approver', { kind: 'centre', id: (await centreWith(service)).id });
    const approved = { decision: 'approved', version };
    expect((await decide(editor, id, approved)).status).toBe(403);
    expect((await decide(stranger, id, approved)).status).toBe(404);
  });
});
