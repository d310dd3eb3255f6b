import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiPerson } from '../../api-client/person.js';
import { discardEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { StationClient } from '../../station-client/station-client.js';
import { formWith, sha256Of, wavOf } from '../factories/audio.factory.js';
import { freePort } from '../support/free-port.js';
import { INVITATION_CODE, type ServiceProcess, startProcess } from '../support/process.js';

const run = promisify(execFile);

/** The built commands, as `npm run backup` and `npm run restore` start them. */
const command = async (name: 'backup' | 'restore', settings: Record<string, string>, ...words: string[]) => {
  const env = { PATH: process.env['PATH'], ...settings };
  const file = fileURLToPath(new URL(`../../src/${name}.js`, import.meta.url));
  return run(process.execPath, [file, ...words], { env, cwd: settings['DATA_DIR'] }).then(
    ({ stdout }) => ({ code: 0, told: stdout }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, told: stdout + stderr }),
  );
};

describe('a service with the embedded database that is backed up', () => {
  const audio = wavOf({ seconds: 2, hertz: 330 });
  let folder: string;
  let backups: string;
  let settings: Record<string, string> & { PORT: string };
  let service: ServiceProcess;
  let administrator: ApiPerson;
  let editor: ApiPerson;
  let device: StationClient;
  let centreId: string;
  let programId: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vang-backup-'));
    backups = join(folder, 'backups');
    const home = join(folder, 'home');
    await mkdir(home);
    settings = {
      PORT: String(await freePort()),
      DATA_DIR: home,
      MEDIA_ROOT: join(home, 'media'),
      // One device stands for many.
      DEVICE_REQUESTS_PER_MINUTE: '1000000',
      DEVICE_PLAYS_PER_MINUTE: '1000000',
    };
    service = await startProcess(settings);
    const code = await service.printed(INVITATION_CODE);
    administrator = await ApiPerson.accept(service.url, code, 'quan.tri', 'Quản trị');
    centreId = (await administrator.post<{ id: string }>('/centres', { name: 'Trung tâm' })).id;
    const csv = 'name,kind,code_2022,successor_2025\nBình Chương,xã,21100,\n';
    await administrator.postText(`/centres/${centreId}/stations/import`, csv, 'text/csv');
    const { items } = await administrator.get<{ items: { id: string }[] }>('/stations');
    const enrolment = await administrator.post<{ code: string }>(`/stations/${items[0]?.id}/enrolment-codes`);
    device = await StationClient.enrol(service.url, enrolment.code, 'Máy phát');
    editor = await administrator.invite('bien.tap', 'Biên Tập', 'editor', { kind: 'centre', id: centreId });
    const about = { centreId, title: 'Bài còn lại', topic: 'procedures', genre: 'article', origin: 'centre' };
    programId = (await editor.post<{ id: string }>('/programs', about)).id;
    await editor.post(`/programs/${programId}/audio`, formWith(audio));
  });

  afterAll(async () => {
    await service.stop();
    await discardEmbeddedPostgres(settings['DATA_DIR'] ?? '');
    await rm(folder, { recursive: true, force: true });
  });

  const plays = (count: number) =>
    Array.from({ length: count }, () => {
      const item = { broadcastId: '', startsAt: new Date(Date.now() - 3_600_000).toISOString(), endsAt: '' };
      const sound = { sha256: 'a'.repeat(64), bytes: 1, seconds: 30, type: 'audio/mpeg', url: '' };
      const rest = { title: '', topic: 'procedures', priority: 'normal', startWithin: 120, audio: sound };
      const { broadcastId: _, ...event } = device.playOf({ ...item, ...rest });
      return event;
    });

  const destroy = async () => {
    await discardEmbeddedPostgres(settings['DATA_DIR'] ?? '');
    await rm(settings['DATA_DIR'] ?? '', { recursive: true });
    await mkdir(settings['DATA_DIR'] ?? '');
  };

  const stationsSoundUntil = (to: string) =>
    administrator.put(`/centres/${centreId}/airtime-rules/hours`, {
      kind: 'hours',
      periods: [{ windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '05:00', to }] }],
    });

  const inBackup = (bytes: Buffer) => join(backups, 'media', 'originals', sha256Of(bytes).slice(0, 2), sha256Of(bytes));

  const hasTheProgram = async () => {
    expect(await editor.get(`/programs/${programId}`)).toMatchObject({ title: 'Bài còn lại' });
    const kept = await readdir(settings['MEDIA_ROOT'] ?? '', { recursive: true });
    expect(kept.some((path) => path.endsWith(sha256Of(audio)))).toBe(true);
  };

  it('has all that was acknowledged before, when it was backed up at work and then lost everything', async () => {
    const acknowledged = plays(100);
    expect(await device.sendPlays(acknowledged)).toMatchObject({ accepted: 100 });
    // Stations go on reporting while the copy is made.
    const reported = new AbortController();
    const reporting = (async () => {
      while (!reported.signal.aborted) await device.sendPlays(plays(50));
    })();
    const made = await command('backup', settings, backups);
    reported.abort();
    await reporting;
    expect(made).toMatchObject({ code: 0, told: expect.stringContaining('files copied') });
    expect(await administrator.get('/system')).toMatchObject({ lastBackup: { damagedFiles: 0 }, workers: 1 });

    await stationsSoundUntil('20:00');
    expect(await device.pull()).toBe('new');
    await service.kill9();
    await destroy();
    const restored = await command('restore', settings, backups);
    expect(restored).toMatchObject({ code: 0, told: expect.stringContaining('Start the service now.') });
    service = await startProcess(settings);

    await hasTheProgram();
    expect(await device.sendPlays(acknowledged)).toMatchObject({ accepted: 0, duplicates: 100, refused: [] });
    // The device refuses a playlist that is older than the one it holds, which the backup knows nothing of.
    await stationsSoundUntil('19:00');
    expect(await device.pull()).toBe('new');
    expect(device.playlist?.hours[0]?.until).toContain('T12:00:00');
  });

  it('can be backed up while it is stopped, and comes back by name, but never over another database', async () => {
    expect(await service.stop()).toBe(0);
    const again = await command('backup', settings, backups);
    expect(again).toMatchObject({ code: 0, told: expect.stringContaining('Audio: 0 files copied') });
    const names = (await readdir(join(backups, 'databases'))).sort();
    expect(names).toHaveLength(2);

    await destroy();
    expect(await command('restore', settings, backups, names[1] ?? '')).toMatchObject({ code: 0 });
    const { code, told } = await command('restore', settings, backups);
    expect(code).toBe(1);
    expect(told).toContain('already; stop the service and move it away first.');
    service = await startProcess(settings);
    await hasTheProgram();
  });

  it('has a file copied again that is cut short in the backup', async () => {
    await truncate(inBackup(audio), 100);
    const again = await command('backup', settings, backups);
    expect(again).toMatchObject({ code: 0, told: expect.stringContaining('Audio: 1 files copied') });
    expect(await readFile(inBackup(audio))).toEqual(audio);
  });

  it('is not brought back from a file that has changed in the backup', async () => {
    const elsewhere = { DATA_DIR: join(folder, 'spare'), MEDIA_ROOT: join(folder, 'spare', 'media') };
    await mkdir(elsewhere.DATA_DIR);
    await appendFile(inBackup(audio), 'x');
    const { code, told } = await command('restore', elsewhere, backups);
    expect(code).toBe(1);
    expect(told).toContain('DAMAGED, not copied');
    expect(told).toContain('MISSING');
    await discardEmbeddedPostgres(elsewhere.DATA_DIR);
  });

  it('is not brought back from a database whose copy was cut short or lost a file, and nothing is written', async () => {
    const elsewhere = { DATA_DIR: join(folder, 'other'), MEDIA_ROOT: join(folder, 'other', 'media') };
    await mkdir(elsewhere.DATA_DIR);
    const newest = join(backups, 'databases', (await readdir(join(backups, 'databases'))).sort().at(-1) ?? '');
    await truncate(join(newest, 'postgres', 'base', '1', '1255'), 8_192);
    await rm(join(newest, 'postgres', 'backup_label'));
    const { code, told } = await command('restore', elsewhere, backups);
    expect(code).toBe(1);
    expect(told).toMatch(/is damaged, and nothing was restored\. Name another one: .* files: 2, e\.g\. /);
    // An empty folder.
    expect(await readdir(elsewhere.DATA_DIR, { recursive: true })).toEqual(['postgres']);
  });

  it('says what to use where the database is not the embedded one', async () => {
    const external = { ...settings, DATABASE_URL: 'postgres://vang@127.0.0.1:1/vang' };
    for (const name of ['backup', 'restore'] as const) {
      expect(await command(name, external, backups)).toMatchObject({
        code: 1,
        told: expect.stringContaining('pg_dump'),
      });
    }
    expect(await command('backup', settings)).toMatchObject({ code: 1, told: expect.stringContaining('<folder>') });
  });
});
