import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client } from '../../api-client/client.js';
import type { StationClient } from '../../station-client/station-client.js';
import { formWith, wavOf } from '../factories/audio.factory.js';
import { personWith, type TestPerson } from '../factories/person.factory.js';
import { aStationClient } from '../factories/playable.factory.js';
import { centreWith, type TestStation } from '../factories/station.factory.js';
import { listenTo } from '../support/listen-to.js';
import { startService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';

/** Each at 05:15 in Vietnam. */
const [FRIDAY, SATURDAY, SUNDAY] = ['2026-11-19T22:15:00Z', '2026-11-20T22:15:00Z', '2026-11-21T22:15:00Z'];
const FIRST = { title: 'Bản tin', topic: 'procedures', origin: 'centre' };
const SECOND = { title: 'Bản tin (đính chính)', topic: 'direction', origin: 'centre' };

interface Program {
  state: string;
  version: object;
  inForce: { title: string } | null;
  changedSinceApproval: { audio: boolean; fields: { field: string }[] } | null;
}

let service: TestService;
let station: TestStation;
let centreId: string;
let editor: TestPerson;
let approver: TestPerson;
let second: TestPerson;
let leader: TestPerson;
let device: StationClient;
beforeAll(async () => {
  service = await startService({ at: '2026-11-19T01:00:00Z', settings: { SESSION_HOURS: '1000', PLAYLIST_DAYS: '4' } });
  const centre = await centreWith(service, { stations: 1 });
  [station] = centre.stations as [TestStation];
  centreId = centre.id;
  const at = { kind: 'centre', id: centreId } as const;
  editor = await personWith(service, 'editor', at);
  approver = await personWith(service, 'approver', at);
  second = await personWith(service, 'approver', at);
  leader = await personWith(service, 'leader', at);
  device = await aStationClient(service, station);
});
afterAll(() => service.stop());

async function handIn(by: Client, id: string, hertz: number): Promise<void> {
  const answer = await by.post(`/programs/${id}/audio`, formWith(wavOf({ seconds: 2, hertz })));
  expect(answer.status).toBe(201);
}
const read = async (by: TestPerson, id: string) => (await by.client.get<Program>(`/programs/${id}`)).body;
async function ready(id: string): Promise<Program> {
  await until('it is ready', async () => (await read(approver, id)).state === 'ready');
  return read(approver, id);
}
const decide = async (by: TestPerson, id: string, decision: object) => {
  const { version } = await ready(id);
  await listenTo(by.client, id);
  return by.client.post(`/programs/${id}/approval`, { version, ...decision });
};
/** What the device is to play from now on, and what it plays of it now. */
async function pulled(): Promise<{ title: string; topic: string; sha256: string }[]> {
  service.clock.moveBy({ seconds: 1 });
  await device.pull();
  await device.fetchMissingAudio();
  const items = device.playlist?.items ?? [];
  return items.map(({ title, topic, audio: { sha256 } }) => ({ title, topic, sha256 }));
}
const today = async (day: string) => {
  const { body } = await leader.client.get<{ items: { title: string }[] }>(`/stations/${station.id}/today?day=${day}`);
  return body.items.map(({ title }) => title);
};
async function plays(startsAt: string): Promise<void> {
  const item = device.playlist?.items.find((one) => new Date(one.startsAt).getTime() === new Date(startsAt).getTime());
  if (!item) throw new Error(`nothing is planned at ${startsAt}`);
  service.clock.moveTo(new Date(new Date(startsAt).getTime() + 60_000));
  expect(await device.sendPlays([device.playOf(item)])).toMatchObject({ accepted: 1 });
}
/** A worker made another rendition of the same audio; its content is that of an older one, so that it can be fetched. */
async function encodedAgain(sha256: string, made: string): Promise<void> {
  const which = 'SELECT original_sha256 AS original FROM renditions WHERE sha256 = $1';
  const [old] = await service.sql<{ original: string }>(which, [sha256]);
  await service.sql('UPDATE renditions SET replaced_at = now() WHERE sha256 = $1', [sha256]);
  await service.sql(
    `INSERT INTO renditions (original_sha256, profile, sha256, bytes, seconds, media_type, made_at)
     SELECT $1, profile, sha256, bytes, seconds, media_type, now() FROM renditions WHERE sha256 = $2`,
    [old?.original, made],
  );
  await service.sql(`UPDATE transcodings SET profile_set = 'newer' WHERE original_sha256 = $1`, [old?.original]);
}
const provedByTopic = async () => {
  const days = `centreId=${centreId}&from=2026-11-20&until=2026-11-22&by=topic`;
  const { body } = await leader.client.get<{ rows: { id: string; provedCount: number }[] }>(`/reports/airtime?${days}`);
  return Object.fromEntries(body.rows.map(({ id, provedCount }) => [id, provedCount]));
};

it('a correction airs once it is approved, and until then what was approved goes on', async () => {
  const { id } = (await editor.client.post<{ id: string }>('/programs', { centreId, genre: 'news', ...FIRST })).body;
  await handIn(editor.client, id, 440);
  expect((await decide(approver, id, { decision: 'approved' })).status).toBe(201);
  const when = {
    rule: 'FREQ=WEEKLY;BYDAY=FR,SA,SU',
    times: ['05:15'],
    startsOn: '2026-11-20',
    until: '2026-11-22',
  };
  const entry = { centreId, programId: id, groupIds: [], stationIds: [station.id], priority: 'normal', ...when };
  expect(await editor.client.post('/entries', entry)).toMatchObject({ status: 201, body: { planned: 3 } });
  const [first] = await pulled();
  expect(first).toMatchObject({ title: FIRST.title, topic: FIRST.topic });
  expect(await pulled()).toEqual([first, first, first]);

  // It is on the air when the correction comes in.
  service.clock.moveTo(new Date(new Date(FRIDAY).getTime() + 1_000));
  await handIn(editor.client, id, 523);
  await editor.client.edit(`/programs/${id}`, SECOND);
  expect(await pulled()).toEqual([first, first, first]);
  expect(device.playlist?.stop).toEqual([]);
  await plays(FRIDAY);
  expect(await ready(id)).toMatchObject({
    inForce: { title: FIRST.title },
    changedSinceApproval: { audio: true, fields: [{ field: 'title' }, { field: 'topic' }] },
  });
  await plays(SATURDAY);
  expect(await today('2026-11-20')).toEqual([FIRST.title]);

  // Somebody who gave in the same sound elsewhere does not decide about it.
  const detour = { centreId, genre: 'news', ...FIRST, title: 'Bài khác' };
  const other = (await editor.client.post<{ id: string }>('/programs', detour)).body.id;
  await handIn(editor.client, other, 523);
  await service.sql('UPDATE originals SET uploaded_by = $2 WHERE program_id = $1', [other, second.id]);
  expect(await decide(second, id, { decision: 'approved' })).toMatchObject({ status: 403, body: { code: 'own-work' } });
  await service.sql('UPDATE originals SET uploaded_by = $2 WHERE program_id = $1', [other, editor.id]);

  // Two approvers at once.
  const both = await Promise.all([approver, second].map((by) => decide(by, id, { decision: 'approved' })));
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
    code: 'already-decided',
    decision: { decision: 'approved' },
  });

  const [over, next] = await pulled();
  expect(over).toEqual(first);
  expect(next).toMatchObject({ title: SECOND.title, topic: SECOND.topic });
  expect(next?.sha256).not.toBe(first?.sha256);

  // Another profile has encoded the audio again.
  await encodedAgain(next?.sha256 ?? '', first?.sha256 ?? '');
  service.clock.moveBy({ seconds: 61 });
  expect(await pulled()).toEqual([over, next]);
  const renewal = '/transcodings/renewal/approvals';
  expect((await approver.client.get(renewal)).body).toMatchObject({
    profileSets: [{ profileSet: 'newer', programs: 1 }],
  });
  const all = await approver.client.post(renewal, { centreId, profileSet: 'newer' });
  expect(all).toMatchObject({ status: 201, body: { approved: 1, ownWork: 0 } });
  service.clock.moveBy({ seconds: 61 });
  expect(await pulled()).toEqual([over, { ...next, sha256: first?.sha256 }]);

  await plays(SUNDAY);
  expect([await today('2026-11-20'), await today('2026-11-21'), await today('2026-11-22')]).toEqual([
    [FIRST.title],
    [FIRST.title],
    [SECOND.title],
  ]);
  expect(await provedByTopic()).toMatchObject({ [FIRST.topic]: 2, [SECOND.topic]: 1 });
});
