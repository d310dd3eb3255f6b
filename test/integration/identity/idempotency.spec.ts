import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer, Client } from '../../../api-client/client.js';
import { IdempotencyTick } from '../../../src/identity/idempotency/idempotency.tick.js';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { uuidv7 } from '../../../src/platform/uuid.js';
import { personWith, type TestPerson } from '../../factories/person.factory.js';
import { centreWith, newUnit, type TestCentre } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

let service: TestService;
let centre: TestCentre;
let editor: TestPerson;
let administrator: TestPerson;
beforeAll(async () => {
  service = await startService({ settings: { IDEMPOTENCY_KEYS_PER_PERSON: '20' } });
  centre = await centreWith(service, { stations: 1 });
});
afterAll(() => service.stop());
beforeEach(async () => {
  editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  administrator = await personWith(service, 'administrator', { kind: 'centre', id: centre.id });
});

const bulletin = (title = `Bản tin ${uuidv7()}`) => ({
  title,
  topic: 'procedures',
  genre: 'news',
  origin: 'centre',
  centreId: centre.id,
});
const keyed = (key: string) => ({ 'idempotency-key': key });
const sendAgain = (client: Client, path: string, body: unknown, key: string) => client.post(path, body, keyed(key));
const programsOf = (person: TestPerson) =>
  service.sql<{ id: string; title: string }>('SELECT id, title FROM programs WHERE created_by = $1', [person.id]);
const replayed = ({ headers }: Answer<unknown>) => headers.get('idempotency-replayed');

describe('a request with an idempotency key', () => {
  it('that is sent again is answered as the first time, and does nothing', async () => {
    const [body, key] = [bulletin(), `"${uuidv7()}"`];
    const first = await sendAgain(editor.client, '/programs', body, key);
    expect([first.status, replayed(first)]).toEqual([201, null]);
    await editor.client.edit(`/programs/${String(first.body['id'])}`, { title: 'Đã sửa' });
    const again = await sendAgain(editor.client, '/programs', body, key.replaceAll('"', ''));
    expect([again.status, replayed(again), again.body]).toEqual([201, 'true', first.body]);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(await programsOf(editor)).toHaveLength(1);
  });

  it('that is sent several times at once has one effect', async () => {
    const [body, key] = [bulletin(), uuidv7()];
    const answers = await Promise.all([1, 2, 3, 4].map(() => sendAgain(editor.client, '/programs', body, key)));
    const [program] = await programsOf(editor);
    for (const answer of answers) {
      if (answer.status === 201) expect(answer.body).toMatchObject({ id: program?.id });
      else expect(answer).toMatchObject({ status: 409, body: { code: 'request-in-progress' } });
      if (answer.status === 409) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(answers.map(({ status }) => status)).toContain(201);
    expect(await programsOf(editor)).toHaveLength(1);
  });

  it.each<[what: string, path: string, body: () => object]>([
    ['another body', '/programs', () => bulletin('Khác')],
    ['another route', '/segments', () => ({ centreId: centre.id, name: 'Chuyên mục' })],
  ])('refuses %s with the same key', async (_, path, body) => {
    const key = uuidv7();
    await sendAgain(editor.client, '/programs', bulletin('Một'), key);
    const refused = await sendAgain(editor.client, path, body(), key);
    expect(refused).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(await programsOf(editor)).toHaveLength(1);
  });

  it('belongs to the person', async () => {
    const [body, key] = [bulletin(), uuidv7()];
    const colleague = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const answers = [
      await sendAgain(editor.client, '/programs', body, key),
      await sendAgain(colleague.client, '/programs', body, key),
    ];
    expect(answers.map((answer) => [answer.status, replayed(answer)])).toEqual([
      [201, null],
      [201, null],
    ]);
  });

  it('is forgotten after 24 hours', async () => {
    const [body, key] = [bulletin(), uuidv7()];
    await sendAgain(editor.client, '/programs', body, key);
    const kept = async () => (await service.sql('SELECT FROM idempotency_keys WHERE key = $1', [key])).length;
    await service.get(IdempotencyTick).forgetOldKeys();
    expect(await kept()).toBe(1);
    await service.sql(`UPDATE idempotency_keys SET first_sent_at = first_sent_at - interval '25 h' WHERE key = $1`, [
      key,
    ]);
    expect(replayed(await sendAgain(editor.client, '/programs', body, key))).toBeNull();
    expect(await programsOf(editor)).toHaveLength(2);
    await service.sql(`UPDATE idempotency_keys SET first_sent_at = first_sent_at - interval '25 h' WHERE key = $1`, [
      key,
    ]);
    await service.get(IdempotencyTick).forgetOldKeys();
    expect(await kept()).toBe(0);
  });

  it.each(['khoá', 'a b', 'a'.repeat(201), '""'])('is refused when it is %j', async (key) => {
    const refused = await editor.client.post('/programs', bulletin(), keyed(Buffer.from(key).toString('latin1')));
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/Idempotency-Key' }] } });
  });

  it('is one of a limited number', async () => {
    const path = '/programs';
    const first = [bulletin(), uuidv7()] as const;
    await sendAgain(editor.client, path, ...first);
    for (let count = 1; count < 20; count += 1) await sendAgain(editor.client, path, { title: 1 }, uuidv7());
    await service.sql(
      `INSERT INTO idempotency_keys (person_id, key, fingerprint, first_sent_at, attempt, began_at)
       SELECT $1, number::text, '', $2, $1, $2 FROM generate_series(1, 19) number`,
      [editor.id, service.clock.now()],
    );
    const refused = await sendAgain(editor.client, path, bulletin(), uuidv7());
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-idempotency-keys' } });
    expect(replayed(await sendAgain(editor.client, path, ...first))).toBe('true');
  });
});

describe('a refusal', () => {
  it('is repeated, although the request would be accepted by now', async () => {
    const [name, key] = [`Nhóm ${uuidv7()}`, uuidv7()];
    const path = `/centres/${centre.id}/groups`;
    const { body: taken } = await administrator.client.post(path, { name, stationIds: [] });
    const first = await sendAgain(administrator.client, path, { name, stationIds: [] }, key);
    expect(first).toMatchObject({ status: 409, body: { code: 'group-name-taken' } });
    await administrator.client.delete(`/groups/${String(taken['id'])}`);
    const again = await sendAgain(administrator.client, path, { name, stationIds: [] }, key);
    const { requestId: _first, ...refusal } = first.body;
    expect(again).toMatchObject({ status: 409, body: refusal });
    expect(replayed(again)).toBe('true');
    expect((await sendAgain(administrator.client, path, { name, stationIds: [] }, uuidv7())).status).toBe(201);
  });

  it('of the form of a request leaves the key free for the right form', async () => {
    const key = uuidv7();
    expect((await sendAgain(editor.client, '/programs', { ...bulletin(), topic: '' }, key)).status).toBe(400);
    expect((await sendAgain(editor.client, '/programs', bulletin(), key)).status).toBe(201);
  });

  it('for a fault of the service leaves the key free for another try', async () => {
    const [key, body] = [uuidv7(), bulletin()];
    await service.sql(
      `CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
       CREATE TRIGGER broken BEFORE INSERT ON programs FOR EACH ROW EXECUTE FUNCTION break()`,
    );
    expect((await sendAgain(editor.client, '/programs', body, key)).status).toBe(500);
    await service.sql('DROP FUNCTION break CASCADE');
    expect(await sendAgain(editor.client, '/programs', body, key)).toMatchObject({ status: 201 });
  });
});

describe('a service that is killed', () => {
  /** As a process leaves it that was killed between the effect and storing the answer, or before the effect. */
  const kill = (key: string, { done }: { done: boolean }) =>
    service.sql(
      `UPDATE idempotency_keys SET status = NULL, headers = NULL, body = NULL, attempt = $2,
         done_at = CASE WHEN $3 THEN done_at END, things = CASE WHEN $3 THEN things END
       WHERE key = $1`,
      [key, uuidv7(), done],
    );
  const later = () => service.clock.moveBy({ seconds: 61 });

  it('after the effect does not do it again, and shows what was done', async () => {
    const [body, key] = [bulletin(), uuidv7()];
    const first = await sendAgain(editor.client, '/programs', body, key);
    await kill(key, { done: true });
    const early = await sendAgain(editor.client, '/programs', body, key);
    expect(early).toMatchObject({ status: 409, body: { code: 'request-in-progress' } });
    later();
    for (const _ of ['made anew', 'stored then']) {
      const again = await sendAgain(editor.client, '/programs', body, key);
      expect([again.status, replayed(again), again.body]).toEqual([201, 'true', first.body]);
      expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    }
    expect(await programsOf(editor)).toHaveLength(1);
  });

  it('after the effect says that it was done, where that cannot be shown', async () => {
    const unit = await newUnit(service, {});
    const all = await personWith(service, 'administrator');
    const [body, key, path] = [{ code: '20999', from: '2025-07-01' }, uuidv7(), `/units/${unit}/codes`];
    expect((await sendAgain(all.client, path, body, key)).status).toBeLessThan(300);
    await kill(key, { done: true });
    later();
    const again = await sendAgain(all.client, path, body, key);
    expect(again).toMatchObject({ status: 409, body: { code: 'answer-lost', done: [{ kind: 'unit', id: unit }] } });
  });

  it.each([
    ['leaves the request to the next try', 61],
    ['leaves it so although the clock was put back by an hour', -3_600],
  ])('before the effect %s', async (_, seconds) => {
    const [body, key] = [bulletin(), uuidv7()];
    const { body: program } = await sendAgain(editor.client, '/programs', body, key);
    await kill(key, { done: false });
    await service.sql('DELETE FROM programs WHERE id = $1', [program['id']]);
    expect((await sendAgain(editor.client, '/programs', body, key)).status).toBe(409);
    service.clock.moveBy({ seconds });
    const again = await sendAgain(editor.client, '/programs', body, key);
    expect([again.status, replayed(again)]).toEqual([201, null]);
    service.clock.moveBy({ seconds: -seconds });
  });

  it('or hung for a minute has no effect any more, once another try has taken over', async () => {
    const [body, key] = [bulletin(), uuidv7()];
    const unitOfWork = service.get(UnitOfWork);
    const run = unitOfWork.run.bind(unitOfWork);
    let second: Promise<Answer<Record<string, unknown>>> | undefined;
    unitOfWork.run = (use) =>
      run(async (work) => {
        const open = await work.query('SELECT FROM idempotency_keys WHERE key = $1', [key]);
        if (open.length === 1 && !second) {
          later();
          second = sendAgain(editor.client, '/programs', body, key);
          await second;
        }
        return use(work);
      });
    const first = await sendAgain(editor.client, '/programs', body, key).finally(() => (unitOfWork.run = run));
    expect(first).toMatchObject({ status: 409, body: { code: 'request-in-progress' } });
    expect((await second)?.status).toBe(201);
    expect(await programsOf(editor)).toHaveLength(1);
  });
});

describe('a POST', () => {
  it('that accepts none refuses it, and does nothing', async () => {
    const all = await personWith(service, 'administrator');
    const path = `/stations/${centre.stations[0]?.id}/enrolment-codes`;
    const codes = () => service.sql('SELECT FROM enrolment_codes');
    const before = (await codes()).length;
    expect(await sendAgain(all.client, path, undefined, uuidv7())).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-not-accepted' },
    });
    expect(await sendAgain(all.client, '/sessions', { login: 'a', password: 'b' }, uuidv7())).toMatchObject({
      status: 400,
      body: { code: 'idempotency-key-not-accepted' },
    });
    expect((await codes()).length).toBe(before);
  });
});
