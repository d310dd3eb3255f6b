import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { ApprovalsService } from '../../../src/programs/approval/approvals.service.js';
import { OwnWork } from '../../../src/programs/approval/approvals.problems.js';
import type { ProgramView } from '../../../src/programs/library/library.schemas.js';
import { formWith, sha256Of, wavOf } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { anApprovedProgram, aProgram, makeReady, versionOf, withOriginal } from '../../factories/program.factory.js';
import { type TestCentre, centreWith } from '../../factories/station.factory.js';
import { listenTo } from '../../support/listen-to.js';
import { startService, type TestService } from '../../support/service.js';

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

describe('a decision by somebody whose work it is', () => {
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

describe('a version that changed while the approver listened', () => {
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

describe('a changed description', () => {
  it('keeps the approved description in force while a changed one waits, and shows what has changed', async () => {
    const { id, title } = await anApprovedProgram(service, { centreId: centre.id });
    const answer = await editor.client.edit(`/programs/${id}`, { title: 'Đúng chính tả' });
    expect(answer.body).toMatchObject({
      title: 'Đúng chính tả',
      approval: null,
      inForce: { title },
      changedSinceApproval: { audio: false, fields: [{ field: 'title', before: title, after: 'Đúng chính tả' }] },
    });
    const waiting = await editor.client.get<{ items: { id: string }[] }>('/programs?approval=waiting');
    expect(waiting.body.items.map((program) => program.id)).toContain(id);
  });

  it('needs no decision when the approved description comes back, nor for urgency and last day', async () => {
    const { id, title } = await anApprovedProgram(service, { centreId: centre.id });
    await editor.client.edit(`/programs/${id}`, { title: 'Nhầm' });
    const answer = await editor.client.edit(`/programs/${id}`, {
      title,
      priority: 'priority',
      expiresOn: '2030-01-01',
    });
    expect(answer.body).toMatchObject({ approval: { decision: 'approved' }, changedSinceApproval: { fields: [] } });
  });

  it('is announced by dates that never overlap, also when the clock is set back', async () => {
    const { id } = await readyProgram();
    const approve = async () => {
      const answer = await decide(approver, id, { decision: 'approved', version: await versionOf(service, id) });
      expect(answer.status).toBe(201);
    };
    await approve();
    for (const [title, seconds] of [
      ['Một', 3_600],
      ['Hai', -7_200],
      ['Ba', 0],
      ['Bốn', 1],
    ] as const) {
      service.clock.moveBy({ seconds });
      expect((await editor.client.edit(`/programs/${id}`, { title })).status).toBe(200);
      await approve();
    }
    const [announced] = await service.sql<{ title: string; open: string; gaps: number }>(
      `SELECT max(title) FILTER (WHERE upper_inf(during)) AS title, count(*) FILTER (WHERE lower_inf(during)) AS open,
         range_agg(during) <> '{(,)}'::tstzmultirange AS gaps
       FROM program_descriptions WHERE program_id = $1`,
      [id],
    );
    expect(announced).toEqual({ title: 'Bốn', open: 1, gaps: false });
  });

  it('waits on when other renditions of the version in force are approved', async () => {
    const { id: programId, originalSha256, title } = await anApprovedProgram(service, { centreId: centre.id });
    await editor.client.edit(`/programs/${programId}`, { title: 'Tên khác' });
    const renewed = [{ programId, originalSha256, renditions: { speech: 'c'.repeat(64) } }];
    const approve = (versions: typeof renewed) =>
      service
        .get(UnitOfWork)
        .run((work) =>
          service.get(ApprovalsService).approveRenditions(work, versions, { note: null, by: approver.actor }),
        );
    expect(await approve([{ programId, originalSha256: 'd'.repeat(64), renditions: { speech: 'c'.repeat(64) } }])).toBe(
      0,
    );
    expect(await approve(renewed)).toBe(1);
    const { body } = await editor.client.get<ProgramView>(`/programs/${programId}`);
    expect(body).toMatchObject({ approval: null, inForce: { title, renditions: { speech: 'c'.repeat(64) } } });
    expect(await approve(renewed)).toBe(1);
  });

  it('can be scheduled meanwhile, and is found for that', async () => {
    const { id } = await anApprovedProgram(service, { centreId: centre.id });
    await editor.client.edit(`/programs/${id}`, { title: 'Tên khác' });
    const found = async (filter: string) =>
      (await editor.client.get<{ items: { id: string }[] }>(`/programs?${filter}`)).body.items.map((one) => one.id);
    expect(await found('inForce=true')).toContain(id);
    expect(await found('inForce=false')).not.toContain(id);
  });
});
