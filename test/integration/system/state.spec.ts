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

  it('begins at an index, which leads programs to the description of the API', async () => {
    const answer = await fetch(service.url);
    const body = (await answer.json()) as { links: Record<string, { href: string; name: { vi: string } }> };
    expect([answer.status, answer.headers.get('vary')]).toEqual([200, expect.stringContaining('accept')]);
    for (const { href, name } of Object.values(body.links)) {
      expect(name.vi.length).toBeGreaterThan(5);
      expect((await fetch(`${service.url}${href}`)).status).toBe(200);
    }
    expect(Object.keys(body.links)).toEqual(['docs', 'openapi', 'ready']);
  });

  it('begins with a page for browsers, in Vietnamese first', async () => {
    const answer = await fetch(service.url, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = await answer.text();
    expect(page).toContain('<html lang="vi">');
    expect(page).toContain('<a href="/api/docs">Tài liệu API</a>');
  });
});
