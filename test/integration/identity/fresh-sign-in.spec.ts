import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../api-client/client.js';
import { personWith, type TestPerson, withPassword } from '../../factories/person.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

const REAUTHENTICATE = '/sessions/current/reauthentication';

interface Route {
  'x-needs-fresh-sign-in'?: boolean;
}

let service: TestService;
beforeAll(async () => {
  const settings = { FRESH_SIGN_IN_MINUTES: '10', SESSION_IDLE_MINUTES: '120', SESSION_HOURS: '12' };
  service = await startService({ settings });
});
afterAll(() => service.stop());

const statusOf = async ({ client }: TestPerson) => (await client.get('/me')).status;
const minutesLater = (minutes: number) => service.clock.moveBy({ seconds: minutes * 60 });

describe('a fresh sign-in', () => {
  it('is needed for roles, codes, ends of accounts, enrolment codes and revocations', async () => {
    const { paths } = (await (await fetch(`${service.url}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, Route>>;
    };
    const fresh = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, route]) => route['x-needs-fresh-sign-in'])
        .map(([method]) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    );
    expect(fresh).toEqual(
      expect.arrayContaining([
        'POST /people',
        'POST /people/{id}/grants',
        'DELETE /people/{id}/grants/{grantId}',
        'POST /people/{id}/invitation',
        'POST /people/{id}/end',
        'POST /stations/{id}/enrolment-codes',
        'POST /devices/{id}/end',
      ]),
    );
  });

  it('is given by the password, without losing the session', async () => {
    const administrator = await personWith(service, 'administrator');
    const { password } = await withPassword(service, administrator);
    const operator = await personWith(service, 'operator');
    const invite = () => administrator.client.post(`/people/${operator.id}/invitation`);
    minutesLater(9);
    expect((await invite()).status).toBe(201);
    minutesLater(2);
    expect(await invite()).toMatchObject({ status: 403, body: { code: 'sign-in-again-needed', freshMinutes: 10 } });
    expect(await administrator.client.post(REAUTHENTICATE, { password: 'not this one' })).toMatchObject({
      status: 403,
      body: { code: 'wrong-password' },
    });
    expect((await administrator.client.post(REAUTHENTICATE, { password })).status).toBe(204);
    expect((await invite()).status).toBe(201);
  });

  it('is not asked of somebody who may not use the route anyway', async () => {
    const editor = await personWith(service, 'editor');
    minutesLater(11);
    expect((await editor.client.get('/people')).body).toMatchObject({ code: 'not-allowed' });
    const answer = await editor.client.post(`/people/${editor.id}/invitation`);
    expect(answer.body).toMatchObject({ code: 'not-allowed' });
  });

  it('cannot be guessed: the sixth wrong password in a row ends the session, also when all come at once', async () => {
    const editor = await personWith(service, 'editor');
    const { password } = await withPassword(service, editor);
    const wrong = () => editor.client.post(REAUTHENTICATE, { password: 'not this one' });
    for (let number = 1; number <= 4; number += 1) await wrong();
    expect((await editor.client.post(REAUTHENTICATE, { password })).status).toBe(204);
    const answers = await Promise.all(Array.from({ length: 9 }, wrong));
    expect(answers.filter(({ status }) => status === 403).length).toBeLessThanOrEqual(5);
    expect(await statusOf(editor)).toBe(401);
    expect((await editor.client.post(REAUTHENTICATE, { password })).status).toBe(401);
  });
});

describe('an idle session', () => {
  it('ends two hours after the last request at the centre, and a week after it on an operator’s phone', async () => {
    const centre = await centreWith(service, { stations: 1 });
    const stationId = centre.stations[0]?.id ?? '';
    const editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const operator = await personWith(service, 'operator', { kind: 'station', id: stationId });
    for (let hour = 1; hour <= 3; hour += 1) {
      minutesLater(119);
      expect(await statusOf(editor)).toBe(200);
    }
    minutesLater(121);
    expect(await statusOf(editor)).toBe(401);
    for (let day = 1; day <= 4; day += 1) {
      minutesLater(6 * 24 * 60);
      expect(await statusOf(operator)).toBe(200);
    }
    minutesLater(7 * 24 * 60);
    expect(await statusOf(operator)).toBe(401);
  });

  it('has the limits of an office as soon as its person gets such a role', async () => {
    const centre = await centreWith(service, { stations: 1 });
    const stationId = centre.stations[0]?.id ?? '';
    const operator = await personWith(service, 'operator', { kind: 'station', id: stationId });
    const administrator = await personWith(service, 'administrator');
    minutesLater(5);
    const grant = { role: 'editor', scope: { kind: 'station', id: stationId } };
    expect((await administrator.client.post(`/people/${operator.id}/grants`, grant)).status).toBe(201);
    expect(await statusOf(operator)).toBe(200);
    minutesLater(121);
    expect(await statusOf(operator)).toBe(401);
  });

  it('is written to at most once a minute', async () => {
    const { client } = await personWith(service, 'editor');
    const seen = async () => {
      const { items } = (await client.get<{ items: { current: boolean; lastSeenAt: string }[] }>('/sessions')).body;
      return items.find(({ current }) => current)?.lastSeenAt;
    };
    const first = await seen();
    service.clock.moveBy({ seconds: 30 });
    expect(await seen()).toBe(first);
    service.clock.moveBy({ seconds: 40 });
    await client.get('/me');
    expect(await seen()).not.toBe(first);
  });
});

it('lets nobody without a session try a password', async () => {
  const answer = await clientOf(service.url, 'made-up').post(REAUTHENTICATE, { password: 'x' });
  expect(answer).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
});
