import { ApiPerson } from '../../api-client/person.js';
import { clientOf } from '../../api-client/client.js';
import { StationClient } from '../../station-client/station-client.js';
import { formWith, wavOf } from '../factories/audio.factory.js';
import { INVITATION_CODE } from '../support/process.js';
import { until } from '../support/until.js';
import { Caller, type OddAnswers } from './caller.js';
import type { World } from './world.js';

/** Who works in a world: an editor, a station with its device, and a program that may air. */
export interface Cast {
  editor: Caller;
  centreId: string;
  stationId: string;
  device: StationClient;
  programId: string;
}

export interface ProgramSeen {
  state: string;
  original: { sha256: string } | null;
  /** What an approval is of. */
  version: unknown;
}

/** What every program of the rounds is about. */
export const about = (centreId: string, title: string) => ({
  centreId,
  title,
  topic: 'procedures',
  genre: 'article',
  origin: 'centre',
});

/** Length of the program that is approved. */
const SECONDS = 2;

/** Sets the scene before anything is killed. */
export async function castOf(world: World, odd: OddAnswers): Promise<Cast> {
  const code = await world.printed(INVITATION_CODE);
  const administrator = await ApiPerson.accept(world.url, code, 'quan.tri', 'Quản trị');
  const { id: centreId } = await administrator.post<{ id: string }>('/centres', { name: 'Trung tâm' });
  const csv = 'name,kind,code_2022,successor_2025\nBình Chương,xã,21100,\n';
  await administrator.postText(`/centres/${centreId}/stations/import`, csv, 'text/csv');
  const { items } = await administrator.get<{ items: { id: string }[] }>('/stations');
  const stationId = items[0]?.id ?? '';
  const at = { kind: 'centre', id: centreId };
  const editor = await administrator.invite('bien.tap', 'Biên Tập', 'editor', at);
  const approver = await administrator.invite('duyet.bai', 'Duyệt Bài', 'approver', at);
  const enrolment = await administrator.post<{ code: string }>(`/stations/${stationId}/enrolment-codes`);
  const device = await StationClient.enrol(world.url, enrolment.code, 'Máy phát');
  const programId = await readyProgram(editor, centreId);
  const { version, original } = await approver.get<ProgramSeen>(`/programs/${programId}`);
  const heard = [{ from: 0, until: SECONDS }];
  await approver.post(`/programs/${programId}/listening`, { originalSha256: original?.sha256, heard });
  await approver.post(`/programs/${programId}/approval`, { decision: 'approved', version });
  return { editor: new Caller(world.url, await tokenOf(world, editor), odd), centreId, stationId, device, programId };
}

async function readyProgram(editor: ApiPerson, centreId: string): Promise<string> {
  const { id } = await editor.post<{ id: string }>('/programs', about(centreId, 'Bài phát'));
  await editor.post(`/programs/${id}/audio`, formWith(wavOf({ seconds: SECONDS })));
  await until('it is ready', async () => (await editor.get<ProgramSeen>(`/programs/${id}`)).state === 'ready');
  return id;
}

async function tokenOf({ url }: World, { login, password }: ApiPerson): Promise<string> {
  const { body } = await clientOf(url).post<{ token: string }>('/sessions', { login, password });
  return body.token;
}
