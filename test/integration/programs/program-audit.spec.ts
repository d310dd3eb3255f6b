import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from '../../../src/platform/http/page.js';
import type { ProgramAuditEntry } from '../../../src/programs/audit/program-audit.schemas.js';
import type { ProgramView } from '../../../src/programs/library/library.schemas.js';
import { formWith, wavOf } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { makeReady, versionOf } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { listenTo } from '../../support/listen-to.js';
import { startService, type TestService } from '../../support/service.js';

describe('the log of a program', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ settings: { ROLE: 'api' } });
  });
  afterAll(() => service.stop());

  const scopeOf = async () => ({ kind: 'centre', id: (await centreWith(service)).id }) as const;

  it('tells who did what and why, newest first, to everybody who may see the program, and to nobody else', async () => {
    const scope = await scopeOf();
    const [editor, approver] = [
      await personWith(service, 'editor', scope),
      await personWith(service, 'approver', scope),
    ];
    const about = { title: 'Lịch tiêm chủng', topic: 'procedures', genre: 'news', origin: 'centre' };
    const added = await editor.client.post<ProgramView>('/programs', { ...about, centreId: scope.id });
    expect([added.status, added.body]).toEqual([201, expect.anything()]);
    const { id } = added.body;
    expect((await editor.client.post(`/programs/${id}/audio`, formWith(wavOf({ seconds: 5 })))).status).toBe(201);
    await makeReady(service, { ...added.body, createdBy: editor.id });
    const version = await versionOf(service, id);
    const approval = `/programs/${id}/approval`;
    await approver.client.post(approval, { decision: 'sent-back', note: 'Đọc lại câu cuối', version });
    await listenTo(approver.client, id);
    expect((await approver.client.post(approval, { decision: 'approved', version })).status).toBe(201);
    expect((await approver.client.post(`${approval}/revoke`, { because: 'Sai ngày' })).status).toBe(200);
    await editor.client.post(`/programs/${id}/withdraw`, { because: 'Nội dung đã cũ' });

    const of = (person: TestPerson, query = '') =>
      person.client.get<Page<ProgramAuditEntry>>(`/programs/${id}/audit${query}`);
    const { body } = await of(approver);
    expect(body.items.map(({ did, because }) => [did, because])).toEqual([
      ['program.withdraw', 'Nội dung đã cũ'],
      ['program.revoke', 'Sai ngày'],
      ['program.approve', null],
      ['program.send-back', 'Đọc lại câu cuối'],
      ['program.audio', null],
      ['program.add', null],
    ]);
    const { name } = approver.actor;
    expect(body.items[1]).toMatchObject({ at: expect.any(String), by: { kind: 'person', name } });
    const first = (await of(editor, '?limit=4')).body;
    const rest = (await of(editor, `?limit=4&cursor=${first.next}`)).body;
    expect([[...first.items, ...rest.items], rest.next]).toEqual([body.items, null]);
    expect((await of(await personWith(service, 'editor', await scopeOf()))).status).toBe(404);
    expect((await of(await personWith(service, 'contributor', scope))).status).toBe(404);
  });
});
