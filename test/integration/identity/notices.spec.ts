import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personWith } from '../../factories/person.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface Notices {
  items: {
    id: string;
    code: string;
    vi: { title: string; text: string };
    en: { text: string };
    readAt: string | null;
  }[];
  next: string | null;
}

describe('notices of one’s account', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.stop());

  it('tell of roles given and taken, in Vietnamese and English, until they are read', async () => {
    const [person, administrator] = [await personWith(service, 'operator'), await personWith(service, 'administrator')];
    const path = `/people/${person.id}/grants`;
    const grant = { role: 'leader', scope: { kind: 'everywhere', id: null } };
    const { body } = await administrator.client.post<{ id: string }>(path, grant);
    await administrator.client.delete(`${path}/${body.id}`);
    const first = await person.client.get<Notices>('/people/me/notices?limit=1');
    expect(first.body.items).toMatchObject([{ code: 'role-taken', readAt: null }]);
    const second = await person.client.get<Notices>(`/people/me/notices?limit=1&cursor=${first.body.next}`);
    expect(second.body).toMatchObject({ items: [{ code: 'role-given' }], next: null });
    expect(second.body.items[0]?.vi.text).toContain(`${administrator.actor.name} giao cho bạn vai trò lãnh đạo`);
    expect(second.body.items[0]?.en.text).toContain('gave you the role of leader everywhere');
    const unread = async () => (await person.client.get('/me')).body['unreadNotices'];
    expect(await unread()).toBe(2);
    await person.client.post('/people/me/notices/read', { upTo: second.body.items[0]?.id });
    expect(await unread()).toBe(1);
    const left = await person.client.get('/people/me/notices?unread=true&total=true');
    expect(left.body).toMatchObject({ items: [{ code: 'role-taken' }], total: 1 });
    expect((await administrator.client.get<Notices>('/people/me/notices')).body.items).toEqual([]);
  });

  it('tell of a code that an administrator issued for a new password, and not of the invitation', async () => {
    const administrator = await personWith(service, 'administrator');
    const person = await personWith(service, 'operator');
    const codes = async () =>
      (await person.client.get<Notices>('/people/me/notices')).body.items.map(({ code }) => code);
    await administrator.client.post(`/people/${person.id}/invitation`);
    expect(await codes()).toEqual([]);
    await service.sql(`UPDATE people SET password_hash = 'x' WHERE id = $1`, [person.id]);
    await administrator.client.post(`/people/${person.id}/invitation`);
    expect(await codes()).toEqual(['reset-code-issued']);
  });
});
