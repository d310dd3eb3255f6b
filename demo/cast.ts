import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiPerson } from '../api-client/person.js';
import { projectRoot } from '../src/platform/version.js';
import { personName } from './person-names.js';
import type { Stage } from './stage.js';

export interface DemoStation {
  id: string;
  name: string;
}

/** The centre of the story with the stations that it serves. */
export interface Centre {
  centreId: string;
  stations: DemoStation[];
}

/** The people of the story. Author and approver differ, as the service requires. */
export interface People {
  administrator: ApiPerson;
  editor: ApiPerson;
  approver: ApiPerson;
  leader: ApiPerson;
  contributor: ApiPerson;
  /** One for each station, by the station's id. */
  operators: Map<string, ApiPerson>;
  /** Leads the commune of the story and approves the programs of its station. */
  communeLeader: ApiPerson;
  homeStationId: string;
}

/** The commune with a notice of its own. */
export const OWN_NOTICE_STATION = 'Bình Chương';

interface Id {
  id: string;
}

/** The first administrator uses the printed code and imports the stations of the plan into one centre. */
export async function importStations({ url, narrator, firstLines }: Stage) {
  narrator.step('Stations: the 22 of the plan under one centre, with their dated codes');
  const code = firstLines.join('\n').match(/"code":\s*"([^"]+)"/)?.[1] ?? '';
  const administrator = await ApiPerson.accept(url, code, 'quan.tri', 'Quản trị hệ thống');
  narrator.say(`first administrator: quan.tri / ${administrator.password}`);
  const centre = await administrator.post<Id>('/centres', {
    name: 'Trung tâm Truyền thông – Văn hóa – Thể thao Bình Sơn',
  });
  const csv = await readFile(join(projectRoot(), 'seed', 'stations.csv'), 'utf8');
  await administrator.postText(`/centres/${centre.id}/stations/import`, csv, 'text/csv');
  const { items: stations } = await administrator.get<{ items: DemoStation[] }>(
    `/stations?centreId=${centre.id}&limit=100`,
  );
  narrator.say(`${stations.length} stations: ${stations.map(({ name }) => name).join(', ')}`);
  return { administrator, centre: { centreId: centre.id, stations } };
}

/** Invites a person for each role; each chooses a password. */
export async function castPeople(
  { narrator }: Stage,
  administrator: ApiPerson,
  { centreId, stations }: Centre,
): Promise<People> {
  narrator.step('People: one for each role, with random passwords');
  const centre = { kind: 'centre', id: centreId };
  const home = stations.find(({ name }) => name.includes(OWN_NOTICE_STATION)) ?? stations[0];
  if (!home) throw new Error('no station was imported');
  const people: People = {
    administrator,
    editor: await administrator.invite('bien.tap', 'Nguyễn Thị Biên Tập', 'editor', centre),
    approver: await administrator.invite('duyet', 'Trần Văn Duyệt', 'approver', centre),
    leader: await administrator.invite('lanh.dao', 'Lê Thị Lãnh Đạo', 'leader', centre),
    contributor: await administrator.invite('cong.tac', 'Phạm Văn Cộng Tác', 'contributor', centre),
    communeLeader: await administrator.invite('chu.tich.xa', 'Võ Thị Chủ Tịch', 'approver', {
      kind: 'station',
      id: home.id,
    }),
    operators: new Map(await inviteOperators(administrator, stations)),
    homeStationId: home.id,
  };
  showPasswords(narrator, people, stations);
  return people;
}

/** One for each station, by the station's id. */
function inviteOperators(administrator: ApiPerson, stations: DemoStation[]): Promise<[string, ApiPerson][]> {
  return Promise.all(
    stations.map(async ({ id }, index): Promise<[string, ApiPerson]> => {
      const login = `dai.${String(index + 1).padStart(2, '0')}`;
      return [id, await administrator.invite(login, personName(index), 'operator', { kind: 'station', id })];
    }),
  );
}

function showPasswords(narrator: Stage['narrator'], people: People, stations: DemoStation[]): void {
  const home = stations.find(({ id }) => id === people.homeStationId);
  narrator.table([
    ['editor', people.editor.login, people.editor.password],
    ['approver', people.approver.login, people.approver.password],
    ['leader', people.leader.login, people.leader.password],
    ['contributor', people.contributor.login, people.contributor.password],
    [`approver of ${home?.name}`, people.communeLeader.login, people.communeLeader.password],
    ...stations.map((station) => {
      const operator = people.operators.get(station.id);
      return [`operator of ${station.name}`, operator?.login ?? '', operator?.password ?? ''];
    }),
  ]);
}

/** Where to look, whom to sign in as, and what their page is about. */
export function inviteIn(narrator: Stage['narrator'], url: string, people: People): void {
  narrator.step(`Open ${url} in a browser: it is the middle of the week`);
  const [operator] = homeOperator(people);
  narrator.table([
    ['Cán bộ đài: hôm nay phát gì', operator.login, operator.password],
    ['Biên tập viên: lịch phát', people.editor.login, people.editor.password],
    ['Người duyệt: chờ duyệt', people.approver.login, people.approver.password],
    ['Quản trị viên: các đài', people.administrator.login, people.administrator.password],
    ['Lãnh đạo: báo cáo', people.leader.login, people.leader.password],
  ]);
  narrator.say(`The service stays up (API page: ${url}/api/docs), and its devices go on playing; Ctrl-C ends it.`);
  narrator.say('The second factor is off in the demo; elsewhere the people of a centre need one: docs/operations.md.');
}

/** The operator of the commune with its own notice, and the id of its station. */
export function homeOperator(people: People): [ApiPerson, string] {
  const stationId = people.homeStationId;
  const operator = people.operators.get(stationId);
  if (!operator) throw new Error('the commune of the notice has no operator');
  return [operator, stationId];
}
