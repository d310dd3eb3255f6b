import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, clientOf } from '../../../api-client/client.js';
import { ThrottleService } from '../../../src/identity/sign-in/throttle.service.js';
import { personWith, withPassword } from '../../factories/person.factory.js';
import { startService, type TestService } from '../../support/service.js';

interface Credentials {
  login: string;
  password: string;
  clientToken?: string;
}
type Begun = Answer<{ code?: string; clientToken?: string }>;

let service: TestService;
beforeAll(async () => {
  // Requests carry their address, so that a test has as many addresses as it likes.
  service = await startService({ settings: { TRUST_PROXY: '1', REQUESTS_PER_MINUTE: '100000' } });
});
afterAll(() => service.stop());

let addresses = 0;
const newAddress = () => `203.0.113.${(addresses += 1)}`;
const signIn = (credentials: Credentials, address: string, cookie?: string): Promise<Begun> =>
  clientOf(service.url).post('/sessions', credentials, {
    'x-forwarded-for': address,
    // A browser always says which page a sign-in comes from.
    ...(cookie ? { cookie, origin: service.url } : {}),
  });
const wrong = ({ login }: { login: string }) => ({ login, password: 'not this one' });
const newPerson = async () => withPassword(service, await personWith(service, 'operator'));
const times = <Thing>(count: number, make: (number: number) => Promise<Thing>) =>
  Promise.all(Array.from({ length: count }, (_, number) => make(number)));
const statuses = (answers: Begun[]) => answers.map(({ status }) => status);

/** Wrong passwords for a login, each from another address, until nothing more is tried. */
async function attack(credentials: Credentials): Promise<void> {
  const answers = await times(12, () => signIn(wrong(credentials), newAddress()));
  expect(statuses(answers)).toContain(429);
}

describe('an attack on one login', () => {
  it('is slowed down, whatever the number of addresses, and whether the login exists or not', async () => {
    for (const login of [(await newPerson()).login, 'nobody.at.all']) {
      const answers = await times(12, () => signIn(wrong({ login }), newAddress()));
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
      expect(answers.filter(({ body }) => body.code === 'too-many-sign-ins')).toHaveLength(7);
      const waits: number[] = [];
      for (let number = 0; number < 3; number += 1) {
        const refused = await signIn(wrong({ login }), newAddress());
        const wait = Number(refused.headers.get('retry-after'));
        waits.push(wait);
        service.clock.moveBy({ seconds: wait });
        expect((await signIn(wrong({ login }), newAddress())).status).toBe(401);
      }
      expect(waits).toEqual([2, 4, 8]);
    }
  });

  it('does not keep its person out: where they signed in before they sign in, at another browser or address', async () => {
    const credentials = await newPerson();
    const home = newAddress();
    const first = await signIn(credentials, home);
    const cookie = first.headers.getSetCookie().find((each) => each.startsWith('vang_client=')) ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    await attack(credentials);
    expect((await signIn(credentials, newAddress())).status).toBe(429);
    expect((await signIn(credentials, home)).status).toBe(201);
    expect((await signIn(credentials, newAddress(), cookie.split(';')[0])).status).toBe(201);
    const { clientToken = '' } = first.body;
    expect((await signIn({ ...credentials, clientToken }, newAddress())).status).toBe(201);
  });

  it('is not helped by the client or address of somebody else, or by one that was made up', async () => {
    const [victim, attacker] = [await newPerson(), await newPerson()];
    const address = newAddress();
    const { clientToken = '' } = (await signIn(attacker, address)).body;
    await attack(victim);
    for (const token of [clientToken, 'x'.repeat(43)]) {
      expect((await signIn({ ...victim, clientToken: token }, address)).status).toBe(429);
    }
  });

  it('from a known client ends when the client has failed too often', async () => {
    const credentials = await newPerson();
    const { clientToken = '' } = (await signIn(credentials, newAddress())).body;
    const stolen = () => signIn({ ...wrong(credentials), clientToken }, newAddress());
    const answers: number[] = [];
    for (let number = 0; number < 26; number += 1) answers.push((await stolen()).status);
    expect(answers.filter((status) => status === 401)).toHaveLength(25);
    expect(answers.at(-1)).toBe(429);
  });
});

describe('an office behind one address', () => {
  it('works on while one colleague forgot a password, also for somebody new', async () => {
    const office = newAddress();
    const [colleague, forgetful, newcomer] = [await newPerson(), await newPerson(), await newPerson()];
    expect((await signIn(colleague, office)).status).toBe(201);
    for (let day = 0; day < 12; day += 1) {
      for (let number = 0; number < 5; number += 1) await signIn(wrong(forgetful), office);
      service.clock.moveBy({ seconds: 900 });
    }
    expect((await signIn(colleague, office)).status).toBe(201);
    expect((await signIn(newcomer, office)).status).toBe(201);
  });

  it('cannot be used to try one password on many logins, and its own people still sign in', async () => {
    const office = newAddress();
    const [colleague, newcomer] = [await newPerson(), await newPerson()];
    await signIn(colleague, office);
    const tried = await times(40, (number) => signIn(wrong({ login: `somebody.${number}` }), office));
    expect(tried.filter(({ status }) => status === 401)).toHaveLength(30);
    expect((await signIn(newcomer, office)).status).toBe(429);
    expect((await signIn(colleague, office)).status).toBe(201);
  });
});

describe('right passwords', () => {
  it('never count: thirty at once all sign in, of one person and of thirty, known or not', async () => {
    const one = await newPerson();
    const office = newAddress();
    expect(new Set(statuses(await times(30, () => signIn(one, office))))).toEqual(new Set([201]));
    expect(new Set(statuses(await times(30, () => signIn(one, newAddress()))))).toEqual(new Set([201]));
    const people = await times(30, newPerson);
    const all = await Promise.all(people.map((person) => signIn(person, office)));
    expect(new Set(statuses(all))).toEqual(new Set([201]));
    const failures = await service.sql('SELECT id FROM sign_in_failures WHERE login = $1', [one.login]);
    expect(failures).toEqual([]);
  });

  it('leave a bounded number of clients and addresses of each person, as hashes, for a time', async () => {
    const person = await personWith(service, 'operator');
    const credentials = await withPassword(service, person);
    for (let number = 0; number < 25; number += 1) await signIn(credentials, newAddress());
    const stored = await service.sql<{ clients: string; addresses: string }>(
      `SELECT (SELECT count(*) FROM known_clients WHERE person_id = $1) AS clients,
         (SELECT count(*) FROM known_addresses WHERE person_id = $1) AS addresses`,
      [person.id],
    );
    expect(stored.map(({ clients, addresses }) => [Number(clients), Number(addresses)])).toEqual([[10, 20]]);
    service.clock.moveBy({ seconds: 200 * 86_400 });
    await service.get(ThrottleService).forgetOld();
    for (const table of ['known_clients', 'known_addresses', 'sign_in_failures']) {
      expect(await service.sql(`SELECT 1 FROM ${table}`)).toEqual([]);
    }
  });
});

describe('a sign-in in a new place', () => {
  it('is told to the person, the first one and those in known places are not', async () => {
    const person = await personWith(service, 'operator');
    const credentials = await withPassword(service, person);
    const home = newAddress();
    for (let number = 0; number < 2; number += 1) await signIn(credentials, home);
    const elsewhere = newAddress();
    await signIn(credentials, elsewhere);
    const { body } = await person.client.get<{ items: { code: string; vi: { text: string } }[] }>('/people/me/notices');
    expect(body.items).toMatchObject([{ code: 'sign-in-from-new-place' }]);
    expect(body.items[0]?.vi.text).toContain(elsewhere);
  });
});
