import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, clientOf } from '../../../api-client/client.js';
import { personWith, type TestPerson, withPassword } from '../../factories/person.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { Authenticator } from '../../support/authenticator.js';
import { startService, type TestService } from '../../support/service.js';

interface Setup {
  secret: string;
  otpauthUri: string;
  qrSvg: string;
}
interface Codes {
  recoveryCodes: string[];
}
interface Notices {
  items: { code: string; data: Record<string, unknown> }[];
}

const FACTOR = '/people/me/second-factor';

describe('a second factor', () => {
  let service: TestService;
  let anybody: Client;
  beforeAll(async () => {
    service = await startService({ settings: { SIGN_IN_PERSON_FREE_FAILURES: '1000', FRESH_SIGN_IN_MINUTES: '10' } });
    // A code is accepted once, so time passes only between two of them.
    service.clock.stop();
    anybody = clientOf(service.url);
  });
  afterAll(() => service.stop());

  const aStepLater = () => service.clock.moveBy({ seconds: 30 });
  const noticesOf = async ({ client }: { client: Client }) =>
    (await client.get<Notices>('/people/me/notices')).body.items.map(({ code }) => code);

  async function begin(client: Client, body: object = {}): Promise<Authenticator> {
    const begun = await client.post<Setup>(FACTOR, body);
    expect(begun.status).toBe(201);
    return new Authenticator(begun.body.secret, service.clock);
  }

  /** Somebody with a password and a second factor, whose app shows a new code. */
  async function somebody(person?: TestPerson) {
    const { client, ...rest } = person ?? (await personWith(service, 'operator'));
    const credentials = await withPassword(service, rest);
    const app = await begin(client);
    const { body } = await client.post<Codes>(`${FACTOR}/confirmation`, { otp: app.code() });
    aStepLater();
    const signIn = (otp?: string) =>
      anybody.post<{ token: string; code?: string }>('/sessions', { ...credentials, ...(otp ? { otp } : {}) });
    return { ...rest, client, credentials, app, recoveryCodes: body.recoveryCodes, signIn };
  }

  it('is begun with a secret for an app, and in force after its first code', async () => {
    const { id, client, token } = await personWith(service, 'operator');
    const elsewhere = await anybody.post<{ token: string }>('/sessions', await withPassword(service, { id }));
    const { body: setup } = await client.post<Setup>(FACTOR, {});
    expect(new URL(setup.otpauthUri).searchParams.get('secret')).toBe(setup.secret);
    expect(setup.qrSvg).toMatch(/^<svg [^]*<\/svg>\s*$/);
    const app = new Authenticator(setup.secret, service.clock);
    const wrong = await client.post(`${FACTOR}/confirmation`, { otp: app.wrongCode() });
    expect(wrong).toMatchObject({ status: 403, body: { code: 'wrong-otp' } });
    expect((await client.get(FACTOR)).body).toEqual({ on: false, required: false, since: null, recoveryCodesLeft: 0 });

    const confirmed = await client.post<Codes>(`${FACTOR}/confirmation`, { otp: app.code() });
    expect(new Set(confirmed.body.recoveryCodes).size).toBe(10);
    expect((await client.get(FACTOR)).body).toMatchObject({ on: true, recoveryCodesLeft: 10 });
    expect((await clientOf(service.url, elsewhere.body.token).get('/me')).status).toBe(401);
    expect((await clientOf(service.url, token).get('/me')).status).toBe(200);
    expect(await noticesOf({ client })).toContain('second-factor-on');
    expect((await client.post(`${FACTOR}/confirmation`, { otp: app.code(1) })).body).toMatchObject({
      code: 'second-factor-not-begun',
    });
  });

  it('is asked for at sign-in only after the right password', async () => {
    const { app, signIn, credentials } = await somebody();
    const wrong = await anybody.post('/sessions', { ...credentials, password: 'not this one', otp: app.code() });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect(await signIn()).toMatchObject({ status: 401, body: { code: 'otp-needed' } });
    expect(await signIn(app.wrongCode())).toMatchObject({ status: 401, body: { code: 'wrong-otp' } });
    expect((await signIn(`${app.code().slice(0, 3)} ${app.code().slice(3)}`)).status).toBe(201);
  });

  it('accepts each code once, also when it is sent twice at once', async () => {
    const { app, signIn } = await somebody();
    const statuses = (await Promise.all([signIn(app.code()), signIn(app.code())])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 401]);
    expect((await signIn(app.code())).body.code).toBe('wrong-otp');
    // A clock that is a step ahead is fine; then the code of the present step is an older one.
    expect((await signIn(app.code(1))).status).toBe(201);
    aStepLater();
    expect((await signIn(app.code())).body.code).toBe('wrong-otp');
    aStepLater();
    expect((await signIn(app.code())).status).toBe(201);
  });

  it('cannot be guessed by somebody who knows the password, also not by many tries at once', async () => {
    const { app, signIn, client, recoveryCodes } = await somebody();
    const wrong = app.wrongCode();
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn(wrong)));
    expect(answers.map(({ body }) => body.code).sort()).toEqual([
      ...Array<string>(7).fill('too-many-codes'),
      ...Array<string>(5).fill('wrong-otp'),
    ]);
    const refused = await signIn(app.code());
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-codes' } });
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await noticesOf({ client })).toContain('wrong-codes');
    // Nor can they lock the person out.
    expect((await signIn(recoveryCodes[0])).status).toBe(201);
    expect((await signIn(app.code())).status).toBe(201);
  });

  it('lets in again when the delay has passed, and delays longer after the next wrong code', async () => {
    const { app, signIn } = await somebody();
    for (let number = 1; number <= 5; number += 1) await signIn(app.wrongCode());
    service.clock.moveBy({ seconds: 60 });
    expect((await signIn(app.wrongCode())).body.code).toBe('wrong-otp');
    expect((await signIn(app.code())).headers.get('retry-after')).toBe('120');
    service.clock.moveBy({ seconds: 120 });
    expect((await signIn(app.code())).status).toBe(201);
    aStepLater();
    expect((await signIn(app.wrongCode())).status).toBe(401);
    expect((await signIn(app.code())).status).toBe(201);
  });

  it('is replaced by recovery codes, each once, however they are typed', async () => {
    const { id, app, signIn, client, recoveryCodes } = await somebody();
    const [first = '', second = ''] = recoveryCodes;
    expect((await signIn(first)).status).toBe(201);
    expect((await signIn(first)).body.code).toBe('wrong-otp');
    expect((await signIn(` ${second.toUpperCase().replace('-', ' ')} `)).status).toBe(201);
    expect((await client.get(FACTOR)).body).toMatchObject({ recoveryCodesLeft: 8 });
    expect(await noticesOf({ client })).toContain('recovery-code-used');
    const used = await service.sql(`SELECT FROM audit_entries WHERE actor_id = $1 AND did = 'recovery-code.use'`, [id]);
    expect(used).toHaveLength(2);

    const anew = await client.post<Codes>(`${FACTOR}/recovery-codes`, { otp: app.code() });
    expect(anew.body.recoveryCodes).toHaveLength(10);
    expect((await signIn(recoveryCodes[2])).body.code).toBe('wrong-otp');
    expect((await signIn(anew.body.recoveryCodes[0])).status).toBe(201);
  });

  it('moves to another phone with a code of the old one, which works until then', async () => {
    const { app, signIn, client } = await somebody();
    expect(await client.post(FACTOR, {})).toMatchObject({ status: 403, body: { code: 'otp-needed' } });
    const other = await begin(client, { otp: app.code() });
    aStepLater();
    expect((await signIn(other.code())).body.code).toBe('wrong-otp');
    expect((await signIn(app.code())).status).toBe(201);
    await client.post(`${FACTOR}/confirmation`, { otp: other.code() });
    aStepLater();
    expect((await signIn(app.code())).body.code).toBe('wrong-otp');
    expect((await signIn(other.code())).status).toBe(201);
  });

  it('must be confirmed within a quarter of an hour', async () => {
    const { client } = await personWith(service, 'operator');
    const app = await begin(client);
    service.clock.moveBy({ seconds: 15 * 60 });
    const late = await client.post(`${FACTOR}/confirmation`, { otp: app.code() });
    expect(late).toMatchObject({ status: 409, body: { code: 'second-factor-not-begun' } });
  });

  it('is taken off with a code', async () => {
    const { app, signIn, client } = await somebody();
    expect((await client.post(`${FACTOR}/end`, { otp: app.wrongCode() })).body).toMatchObject({ code: 'wrong-otp' });
    expect((await client.post(`${FACTOR}/end`, { otp: app.code() })).status).toBe(204);
    expect((await signIn()).status).toBe(201);
    expect(await noticesOf({ client })).toContain('second-factor-off');
    const again = await client.post(`${FACTOR}/end`, { otp: '123456' });
    expect(again).toMatchObject({ status: 409, body: { code: 'no-second-factor' } });
  });

  it('is changed only after a fresh sign-in, which needs a code as well', async () => {
    const { app, client, credentials } = await somebody();
    service.clock.moveBy({ seconds: 11 * 60 });
    for (const path of ['', '/recovery-codes', '/end']) {
      const stale = await client.post(`${FACTOR}${path}`, { otp: app.code() });
      expect(stale).toMatchObject({ status: 403, body: { code: 'sign-in-again-needed' } });
    }
    const again = (body: object) => client.post('/sessions/current/reauthentication', body);
    const { password } = credentials;
    expect(await again({ password })).toMatchObject({ status: 403, body: { code: 'otp-needed' } });
    expect(await again({ password, otp: app.wrongCode() })).toMatchObject({ status: 403, body: { code: 'wrong-otp' } });
    expect((await again({ password, otp: app.code() })).status).toBe(204);
    aStepLater();
    expect((await client.post(`${FACTOR}/end`, { otp: app.code() })).status).toBe(204);
  });

  it('is reset by an administrator of the whole person, who is not the person', async () => {
    const [ours, theirs] = [await centreWith(service, { stations: 1 }), await centreWith(service)];
    const scope = { kind: 'station', id: ours.stations[0]?.id ?? '' } as const;
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id: ours.id });
    const stranger = await personWith(service, 'administrator', { kind: 'centre', id: theirs.id });
    const person = await somebody(await personWith(service, 'operator', scope));
    const reset = ({ client }: TestPerson, id: string) =>
      client.post(`/people/${id}/second-factor/end`, { because: 'mất điện thoại' });
    expect((await reset(stranger, person.id)).status).toBe(404);
    expect((await reset(administrator, administrator.id)).body).toMatchObject({ code: 'own-second-factor' });
    const seen = await administrator.client.get(`/people/${person.id}`);
    expect(seen.body).toMatchObject({ hasSecondFactor: true });

    expect((await reset(administrator, person.id)).status).toBe(204);
    expect((await person.client.get('/me')).status).toBe(401);
    const { body } = await person.signIn();
    expect(await noticesOf({ client: clientOf(service.url, body.token) })).toContain('second-factor-off');
    expect((await reset(administrator, person.id)).body).toMatchObject({ code: 'no-second-factor' });
    const [entry] = await service.sql(`SELECT actor_id, because FROM audit_entries WHERE did = 'second-factor.end'`);
    expect(entry).toEqual({ actor_id: administrator.id, because: 'mất điện thoại' });
  });

  it('keeps neither secret nor recovery codes readable in the database', async () => {
    const { id, client } = await personWith(service, 'operator');
    const { body: setup } = await client.post<Setup>(FACTOR, {});
    const app = new Authenticator(setup.secret, service.clock);
    const { body } = await client.post<Codes>(`${FACTOR}/confirmation`, { otp: app.code() });
    const stored = await service.sql<{ all: string }>(
      `SELECT concat((SELECT json_agg(f) FROM second_factors f), (SELECT json_agg(r) FROM recovery_codes r),
         (SELECT json_agg(s) FROM second_factor_setups s), (SELECT json_agg(a) FROM audit_entries a)) AS all`,
    );
    const text = stored[0]?.all ?? '';
    expect(text).toContain(id);
    const secret = [...setup.secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter));
    const bits = secret.map((value) => value.toString(2).padStart(5, '0')).join('');
    const hex = (bits.match(/.{4}/g) ?? []).map((four) => parseInt(four, 2).toString(16)).join('');
    for (const readable of [setup.secret, hex, ...body.recoveryCodes, body.recoveryCodes[0]?.replace('-', '') ?? '']) {
      expect(text).not.toContain(readable);
    }
  });
});
