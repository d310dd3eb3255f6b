import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiPerson } from '../../../api-client/person.js';
import { clientOf } from '../../../api-client/client.js';
import { StationClient } from '../../../station-client/station-client.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { freePort } from '../../support/free-port.js';
import { INVITATION_CODE, type ServiceProcess, startProcess } from '../../support/process.js';
import { until } from '../../support/until.js';

const LOGIN = 'quan.tri.nhat.ky';
const NOBODY = '0190a0a0-0000-7000-8000-000000000000';

describe('the log of a service, read by its operator', () => {
  let database: TestDatabase;
  let service: ServiceProcess;
  let administrator: ApiPerson;
  beforeAll(async () => {
    database = await freshDatabase();
    const settings = { PORT: String(await freePort()), ROLE: 'api', DATABASE_URL: database.url, MEDIA_ROOT: '/tmp' };
    service = await startProcess({ ...settings, DATA_DIR: '/tmp', LOG_LEVEL: 'info' });
    administrator = await ApiPerson.accept(service.url, await service.printed(INVITATION_CODE), LOGIN, 'Lan');
    await administrator.get('/me');
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  const lines = (): Record<string, unknown>[] =>
    service
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{"level"'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const withMember = (name: string, value: unknown) => lines().filter((line) => line[name] === value);
  const person = () => withMember('msg', 'POST /api/v1/sessions 201')[0]?.['person'];
  const isTold = (what: string) => until(`the log has ${what}`, () => service.output().includes(what));

  it('finds all that a person did by one id, from the sign-in on, and no login', async () => {
    await isTold('"msg":"POST /api/v1/sessions 201"');
    const did = withMember('person', person()).map(({ msg }) => String(msg).replace(/ [0-9a-f-]{36}$/, ''));
    const begun = ['invitation.accept person', 'POST /api/v1/invitations/accept 200'];
    expect(did).toEqual(expect.arrayContaining([...begun, 'session.begin session', 'POST /api/v1/sessions 201']));
    expect(service.output()).not.toContain(LOGIN);
  });

  it('says what was wrong with a request, and what there is none of', async () => {
    await administrator.try('post', '/centres', { nam: 'x', 'Trần Thị Lan': 1 });
    await administrator.try('get', `/stations/${NOBODY}`);
    await isTold('"missing":"station"');
    const [refused] = withMember('problem', 'invalid-request');
    expect(refused?.['at']).toEqual(expect.arrayContaining(['/name', '/nam', '…']));
    expect(service.output()).not.toContain('Lan');
  });

  it('warns once of passwords that are guessed, and gives each failure the id of its request', async () => {
    const guess = (password: string) => clientOf(service.url).post('/sessions', { login: LOGIN, password });
    for (let number = 0; number < 7; number += 1) await guess(`guess ${number}`);
    await until('all are in the log', () => withMember('msg', 'POST /api/v1/sessions 401').length === 7);
    const failed = withMember('msg', 'sign-in failed');
    expect(failed).toHaveLength(7);
    for (const { reqId } of failed) expect(withMember('reqId', reqId)).toHaveLength(2);
    expect(withMember('level', 'warn')).toMatchObject([{ context: 'sign-in', person: person() }]);
  });

  it('tells what a device did, and not that it found nothing new', async () => {
    const centre = await administrator.post<{ id: string }>('/centres', { name: 'Trung tâm' });
    const csv = await readFile('seed/stations.csv', 'utf8');
    await administrator.postText(`/centres/${centre.id}/stations/import`, csv, 'text/csv');
    const { items } = await administrator.get<{ items: { id: string }[] }>(`/stations?centreId=${centre.id}&limit=1`);
    const { code } = await administrator.post<{ code: string }>(`/stations/${items[0]?.id}/enrolment-codes`);
    const device = await StationClient.enrol(service.url, code, 'Máy 1');
    expect([await device.pull(), await device.pull()]).toEqual(['new', 'unchanged']);
    await device.report();
    await clientOf(service.url, device.identity.token).post('/station/plays', { events: [{}] });
    await isTold('"msg":"POST /api/v1/station/plays 200"');
    const [plays] = withMember('msg', 'POST /api/v1/station/plays 200');
    expect(plays?.['plays']).toEqual({ accepted: 0, duplicates: 0, refused: 1 });
    expect(
      withMember('device', plays?.['device']).map(({ msg }) => String(msg).split(' ').slice(0, 3).join(' ')),
    ).toEqual([
      `device.enrol device ${String(plays?.['device'])}`,
      'POST /api/v1/station/enrol 201',
      'GET /api/v1/station/playlist 200',
      'POST /api/v1/station/plays 200',
    ]);
  });
});
