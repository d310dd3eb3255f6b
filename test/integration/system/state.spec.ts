import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { noteBackup } from '../../../src/platform/backup/last-backup.js';
import type { SystemView } from '../../../src/system/state/system.schemas.js';
import { withAudio } from '../../factories/original.factory.js';
import { personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';

describe('what operators see', () => {
  let service: TestService;
  let centreId: string;

  beforeAll(async () => {
    service = await startService({ at: '2026-11-23T01:00:00Z' });
    centreId = (await centreWith(service)).id;
  });
  afterAll(() => service.stop());

  const look = async () => {
    const { client } = await personWith(service, 'administrator');
    const { status, body } = await client.get<SystemView>('/system');
    expect(status).toBe(200);
    return body;
  };

  it('of GET /system are versions, processes, queues and storage', async () => {
    const content = Buffer.from('not audio, but stored');
    await withAudio(service, await aProgram(service, { centreId }), content);
    const { versions, startedAt, processes, workers, queues, storage } = await look();
    expect(versions).toMatchObject({ service: '0.1.0', node: process.versions.node });
    expect(versions.postgresql).toMatch(/^\d+(\.\d+)?$/);
    expect(versions.ffmpeg).toMatch(/\d/);
    expect(startedAt).toMatch(/^2026-11-23T01:00/);
    expect(processes).toMatchObject([{ role: 'all', version: '0.1.0', startedAt }]);
    expect(workers).toBe(1);
    expect(queues?.map(({ name }) => name)).toEqual(expect.arrayContaining(['events', 'playback', 'transcoding']));
    expect(storage.originals).toEqual({ files: 1, bytes: content.length });
    expect(storage.renditions).toEqual({ files: 0, bytes: 0 });
    expect(storage.databaseBytes).toBeGreaterThan(1_000_000);
    expect(storage.mediaDisk?.freeBytes).toBeGreaterThan(0);
  });

  it('is when the last backup finished', async () => {
    expect((await look()).lastBackup).toBeNull();
    const backup = { finishedAt: '2026-11-22T19:00:00.000Z', damagedFiles: 0 };
    await noteBackup(service.mediaRoot, backup);
    expect((await look()).lastBackup).toEqual(backup);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain(`vang_last_backup_timestamp_seconds ${Date.parse(backup.finishedAt) / 1_000}`);
    await rm(join(service.mediaRoot, 'last-backup.json'));
  });

  it('is for administrators of everywhere only', async () => {
    const administrator = await personWith(service, 'administrator', { kind: 'centre', id: centreId });
    for (const { client } of [administrator, await personWith(service, 'leader')]) {
      expect((await client.get('/system')).body).toMatchObject({ code: 'not-allowed', permission: 'system:read' });
    }
  });
});
