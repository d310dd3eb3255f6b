import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiPerson } from '../../api-client/person.js';
import { discardEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { until } from '../support/until.js';
import { StationClient } from '../../station-client/station-client.js';
import { formWith, wavOf } from '../factories/audio.factory.js';
import { freePort } from '../support/free-port.js';
import { QUICK_WORKERS } from '../support/quick-workers.js';
import { INVITATION_CODE, type ServiceProcess, startProcess } from '../support/process.js';

/** A real process on the embedded PostgreSQL, killed as a power cut would, and started again at the same place. */
describe('a service that is killed', () => {
  let folder: string;
  let settings: Record<string, string> & { PORT: string };
  let service: ServiceProcess;
  let administrator: ApiPerson;
  let editor: ApiPerson;
  let stationId: string;
  let centreId: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vang-kill-'));
    settings = {
      PORT: String(await freePort()),
      DATA_DIR: folder,
      MEDIA_ROOT: join(folder, 'media'),
      ...QUICK_WORKERS,
    };
    service = await startProcess(settings);
    const code = await service.printed(INVITATION_CODE);
    administrator = await ApiPerson.accept(service.url, code, 'quan.tri', 'Quản trị');
    centreId = (await administrator.post<{ id: string }>('/centres', { name: 'Trung tâm' })).id;
    const csv = 'name,kind,code_2022,successor_2025\nBình Chương,xã,21100,\n';
    await administrator.postText(`/centres/${centreId}/stations/import`, csv, 'text/csv');
    const { items } = await administrator.get<{ items: { id: string }[] }>('/stations');
    stationId = items[0]?.id ?? '';
    editor = await administrator.invite('bien.tap', 'Biên Tập', 'editor', { kind: 'centre', id: centreId });
  });

  afterAll(async () => {
    await service.stop();
    await discardEmbeddedPostgres(folder);
    await rm(folder, { recursive: true, force: true });
  });

  const restart = async () => {
    await service.kill9();
    service = await startProcess(settings);
  };

  it('makes the program ready that it was transcoding', async () => {
    const programId = await upload(editor, centreId);
    await untilIs('running', () => stateOf(editor, programId));
    await restart();
    await untilIs('ready', () => stateOf(editor, programId));
  });

  it('neither loses nor doubles a play that it had answered with 200', async () => {
    const { code } = await administrator.post<{ code: string }>(`/stations/${stationId}/enrolment-codes`);
    const device = await StationClient.enrol(service.url, code, 'Máy phát');
    const item = { broadcastId: '', startsAt: new Date(Date.now() - 3_600_000).toISOString(), endsAt: '' };
    const audio = { sha256: 'a'.repeat(64), bytes: 1, seconds: 30, type: 'audio/mpeg', url: '' };
    const rest = { title: '', topic: 'procedures', priority: 'normal', startWithin: 120, audio };
    const events = Array.from({ length: 100 }, () => {
      const { broadcastId: _, ...event } = device.playOf({ ...item, ...rest });
      return event;
    });
    expect(await device.sendPlays(events)).toMatchObject({ accepted: 100, duplicates: 0 });
    await restart();
    expect(await device.sendPlays(events)).toMatchObject({ accepted: 0, duplicates: 100, refused: [] });
  });
});

const stateOf = async (person: ApiPerson, programId: string): Promise<string> =>
  (await person.get<{ state: string }>(`/programs/${programId}/transcoding`)).state;

/** Nearly three minutes of sound, so that transcoding takes long enough to be killed in the middle. */
async function upload(by: ApiPerson, centreId: string): Promise<string> {
  const about = { centreId, title: 'Bài dài', topic: 'procedures', genre: 'article', origin: 'centre' };
  const { id } = await by.post<{ id: string }>('/programs', about);
  await by.post(`/programs/${id}/audio`, formWith(wavOf({ seconds: 170 })));
  return id;
}

const untilIs = (wanted: string, stateNow: () => Promise<string>): Promise<void> =>
  until(`the state is ${wanted}`, async () => (await stateNow()) === wanted);
