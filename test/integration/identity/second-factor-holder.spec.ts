import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../../../api-client/client.js';
import { personWith, withPassword } from '../../factories/person.factory.js';
import { Authenticator } from '../../support/authenticator.js';
import { startService, type TestService } from '../../support/service.js';
import { until } from '../../support/until.js';

const FACTOR = '/people/me/second-factor';

describe('somebody with a second factor', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ settings: { FRESH_SIGN_IN_MINUTES: '10' } });
    // A code is accepted once, so time passes only between two of them.
    service.clock.stop();
  });
  afterAll(() => service.stop());

  async function begin(client: Client, body: object = {}): Promise<Authenticator> {
    const { body: begun } = await client.post<{ secret: string }>(FACTOR, body);
    return new Authenticator(begun.secret, service.clock);
  }

  /** Somebody whose app shows a new code. */
  async function somebody() {
    const person = await personWith(service, 'operator');
    const app = await begin(person.client);
    expect((await person.client.post(`${FACTOR}/confirmation`, { otp: app.code() })).status).toBe(200);
    service.clock.moveBy({ seconds: 30 });
    return { ...person, app };
  }

  it('needs a code for a fresh sign-in, also after a change of the password', async () => {
    const { app, client, id } = await somebody();
    const { password: currentPassword } = await withPassword(service, { id });
    service.clock.moveBy({ seconds: 11 * 60 });
    const newPassword = 'ba câu thơ trên vách đá';
    expect((await client.put('/people/me/password', { currentPassword, newPassword })).status).toBe(204);
    const token = { name: 'Bảng tin', permissions: ['schedule:read'] };
    expect((await client.post('/api-tokens', token)).body).toMatchObject({ code: 'sign-in-again-needed' });
    const again = { password: newPassword, otp: app.code() };
    expect((await client.post('/sessions/current/reauthentication', again)).status).toBe(204);
    expect((await client.post('/api-tokens', token)).status).toBe(201);
  });

  it('is told that a code is wrong, whatever characters it has', async () => {
    const { client } = await somebody();
    for (const otp of ['１２３４５６', 'đđđđđđ']) {
      const answer = await client.post(`${FACTOR}/recovery-codes`, { otp });
      expect(answer).toMatchObject({ status: 403, body: { code: 'wrong-otp' } });
    }
  });

  it('loses it to an administrator also while they make recovery codes or move to another phone', async () => {
    const administrator = await personWith(service, 'administrator');
    const reset = (id: string) =>
      administrator.client.post(`/people/${id}/second-factor/end`, { because: 'mất điện thoại' });
    const [making, moving] = [await somebody(), await somebody()];
    const next = await begin(moving.client, { otp: moving.app.code() });
    const answers = await Promise.all([
      making.client.post(`${FACTOR}/recovery-codes`, { otp: making.app.code() }),
      moving.client.post(`${FACTOR}/confirmation`, { otp: next.code() }),
      reset(making.id),
      reset(moving.id),
    ]);
    expect(answers.slice(2).map(({ status }) => status)).toEqual([204, 204]);
    for (const { status } of answers) expect(status).toBeLessThan(500);
  });

  it('waits in turn with many codes sent at once, and not with connections that others need', async () => {
    const { client, id } = await somebody();
    const { password } = await withPassword(service, { id });
    const otp = '00000-00000';
    const answered: unknown[] = [];
    const flood = Array.from({ length: 20 }, async (_, number) => {
      // Of passwords, no more than a session may try at once.
      const { body } = await (number % 5
        ? client.post(`${FACTOR}/recovery-codes`, { otp })
        : client.post('/sessions/current/reauthentication', { password, otp }));
      answered.push(body);
    });
    let mostWaiting = 0;
    await until('all are answered', async () => {
      const sql = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~ 'people|second_factors'
                   AND datname = current_database()`;
      mostWaiting = Math.max(mostWaiting, (await service.sql(sql)).length);
      return answered.length === 20;
    });
    await Promise.all(flood);
    for (const body of answered) expect(body).toMatchObject({ code: 'wrong-otp' });
    expect(mostWaiting).toBe(0);
  });
});

it('lets nobody see or end sessions of others before a required second factor is set up', async () => {
  const service = await startService({ settings: { SECOND_FACTOR: 'required' } });
  try {
    const [administrator, other] = [await personWith(service, 'administrator'), await personWith(service, 'operator')];
    type Sessions = { items: { id: string }[] };
    const sessionOf = async ({ client }: { client: Client }) =>
      (await client.get<Sessions>('/sessions')).body.items[0]?.id ?? '';
    const theirs = await sessionOf(other);
    const { client } = administrator;
    for (const answer of [
      await client.get(`/sessions?personId=${other.id}`),
      await client.delete(`/sessions/${theirs}`),
    ]) {
      expect(answer).toMatchObject({ status: 403, body: { code: 'second-factor-needed' } });
    }
    expect((await other.client.get('/me')).status).toBe(200);
    expect((await client.delete(`/sessions/${await sessionOf(administrator)}`)).status).toBe(204);
  } finally {
    await service.stop();
  }
});
