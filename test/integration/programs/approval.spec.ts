import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { OwnWork } from '../../../src/programs/approval/approvals.problems.js';
import { ApprovalsService } from '../../../src/programs/approval/approvals.service.js';
import { ApprovalVoided, ProgramApproved } from '../../../src/programs/program.event.js';
import { formWith, sha256Of, wavOf } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram, makeReady, withOriginal } from '../../factories/program.factory.js';
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
    for (const { name } of [ProgramApproved, ApprovalVoided]) {
      service.get(EventEmitter2).on(name, (event: object) => void events.push(event));
    }
  });
  afterAll(() => service.stop());

  const readyProgram = async (createdBy = editor.id) => {
    const program = await aProgram(service, { centreId: centre.id, createdBy });
    return { id: program.id, ...(await makeReady(service, program)) };
  };
  const decide = (person: TestPerson, id: string, decision: object) =>
    person.client.post(`/programs/${id}/approval`, decision);
  const eventsOf = (id: string) => events.filter((event) => 'programId' in event && event.programId === id);

  it('lets an approver approve the audio that was listened to', async () => {
    const { id, originalSha256 } = await readyProgram();
    const answer = await decide(approver, id, { decision: 'approved', originalSha256 });
    expect(answer).toMatchObject({
      status: 201,
      body: { approval: { decision: 'approved', originalSha256, decidedBy: { id: approver.id } } },
    });
    expect((await service.get(ApprovalsService).approvedAudio([id])).get(id)).toBe(originalSha256);
    expect(eventsOf(id)).toEqual([new ProgramApproved(id)]);
  });

  it('changes nothing when the same person repeats the decision, and is recorded once', async () => {
    const { id, originalSha256 } = await readyProgram();
    const approved = { decision: 'approved', originalSha256 };
    const first = await decide(approver, id, approved);
    const again = await Promise.all([decide(approver, id, approved), decide(approver, id, approved)]);
    for (const { status, body } of again) expect({ status, body }).toEqual({ status: 201, body: first.body });
    expect(await service.sql('SELECT id FROM approvals WHERE program_id = $1', [id])).toHaveLength(1);
    expect(eventsOf(id)).toEqual([new ProgramApproved(id)]);
    const noted = await decide(approver, id, { ...approved, note: 'Nghe lại lần hai' });
    expect(noted.body).toMatchObject({ approval: { note: 'Nghe lại lần hai' } });
  });

  it('sends audio back with a note, which also revokes an approval', async () => {
    const { id, originalSha256 } = await readyProgram();
    const sentBack = { decision: 'sent-back', originalSha256, note: 'Đọc lại\ncâu cuối' };
    expect((await decide(approver, id, { ...sentBack, note: undefined })).body).toMatchObject({
      errors: [{ pointer: '/note' }],
    });
    await decide(approver, id, { decision: 'approved', originalSha256 });
    const answer = await decide(approver, id, sentBack);
    expect(answer.body).toMatchObject({ approval: { decision: 'sent-back', note: 'Đọc lại\ncâu cuối' } });
    expect((await service.get(ApprovalsService).approvedAudio([id])).size).toBe(0);
    expect(eventsOf(id)).toEqual([new ProgramApproved(id), new ApprovalVoided(id)]);
    const audit = await service.sql(`SELECT did FROM audit_entries WHERE thing_id = $1 ORDER BY id`, [id]);
    expect(audit).toEqual([{ did: 'program.approve' }, { did: 'program.send-back' }]);
  });

  it('accepts no decision from the person who made the program or handed in the audio', async () => {
    const everything = await personWith(service, 'approver', { kind: 'centre', id: centre.id });
    const made = await readyProgram(everything.id);
    const approved = { decision: 'approved', originalSha256: made.originalSha256 };
    expect(await decide(everything, made.id, approved)).toMatchObject({ status: 403, body: { code: 'own-work' } });
    const handedIn = await readyProgram();
    await service.sql('UPDATE originals SET uploaded_by = $2 WHERE program_id = $1', [handedIn.id, everything.id]);
    const answer = await decide(everything, handedIn.id, { ...approved, originalSha256: handedIn.originalSha256 });
    expect(answer).toMatchObject({ status: 403, body: { code: 'own-work' } });
  });

  it('gets the same refusal from the database when the check is bypassed by a race', async () => {
    const { id, originalSha256 } = await readyProgram();
    const approval = [uuidv7(), id, originalSha256, editor.id, service.clock.now()];
    const insert = service.get(UnitOfWork).run((work) =>
      work.manager.query(
        `INSERT INTO approvals (id, program_id, original_sha256, decision, decided_by, decided_at)
         VALUES ($1, $2, $3, 'approved', $4, $5)`,
        approval,
      ),
    );
    await expect(insert).rejects.toBeInstanceOf(OwnWork);
  });

  it('decides only about the audio in force', async () => {
    const { id, originalSha256 } = await readyProgram();
    const answer = await decide(approver, id, { decision: 'approved', originalSha256: 'a'.repeat(64) });
    expect(answer).toMatchObject({ status: 409, body: { code: 'audio-has-changed', originalSha256 } });
  });

  it('decides about no program that is not ready', async () => {
    const program = await aProgram(service, { centreId: centre.id });
    const early = await decide(approver, program.id, { decision: 'approved', originalSha256: 'a'.repeat(64) });
    expect(early).toMatchObject({ status: 409, body: { code: 'program-not-ready' } });
    const originalSha256 = await withOriginal(service, program);
    const still = await decide(approver, program.id, { decision: 'approved', originalSha256 });
    expect(still).toMatchObject({ status: 409, body: { code: 'program-not-ready', state: 'transcoding' } });
  });

  it('decides about no program that was withdrawn', async () => {
    const { id, originalSha256 } = await readyProgram();
    await editor.client.post(`/programs/${id}/withdraw`, { because: 'Sai nội dung' });
    const answer = await decide(approver, id, { decision: 'approved', originalSha256 });
    expect(answer).toMatchObject({ status: 409, body: { code: 'program-withdrawn' } });
    expect(eventsOf(id)).toEqual([new ApprovalVoided(id)]);
  });

  it('never approves audio that arrives concurrently', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, originalSha256 } = await readyProgram();
      const wav = wavOf({ hertz: 500 + round });
      const [decision] = await Promise.all([
        decide(approver, id, { decision: 'approved', originalSha256 }),
        editor.client.post(`/programs/${id}/audio`, formWith(wav)),
      ]);
      expect([201, 409]).toContain(decision.status);
      const shown = await editor.client.get(`/programs/${id}`);
      expect(shown.body).toMatchObject({ approval: null, original: { sha256: sha256Of(wav) } });
      expect((await service.get(ApprovalsService).approvedAudio([id])).size).toBe(0);
    }
  });

  it('is for approvers within their reach', async () => {
    const { id, originalSha256 } = await readyProgram();
    const stranger = await personWith(service, 'approver', { kind: 'centre', id: (await centreWith(service)).id });
    const approved = { decision: 'approved', originalSha256 };
    expect((await decide(editor, id, approved)).status).toBe(403);
    expect((await decide(stranger, id, approved)).status).toBe(404);
  });
});
