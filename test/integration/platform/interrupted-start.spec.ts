import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { locateCluster } from '../../../src/platform/database/cluster-location.js';
import { runningServer } from '../../../src/platform/database/cluster.js';
import { discardEmbeddedPostgres } from '../../../src/platform/database/embedded-postgres.js';
import { freePort } from '../../support/free-port.js';
import { spawnService, startProcess } from '../../support/process.js';
import { until } from '../../support/until.js';

describe('a service with its own database', () => {
  let folder: string;
  let settings: Record<string, string> & { PORT: string };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vang-start-'));
    const place = { DATA_DIR: folder, MEDIA_ROOT: join(folder, 'media') };
    settings = { ...place, PORT: String(await freePort()), SHUTDOWN_SECONDS: '600' };
  });
  afterAll(async () => {
    await discardEmbeddedPostgres(folder);
    await rm(folder, { recursive: true, force: true });
  });

  const server = async () => runningServer(await locateCluster(folder));
  const runs = async () => (await server()) !== undefined;
  const isBeingCreated = async () => {
    const { data } = await locateCluster(folder);
    return (await readdir(dirname(data))).some((name) => name.startsWith(`${basename(data)}.new-`));
  };

  it.each([
    ['is created', 'SIGTERM', isBeingCreated],
    ['starts', 'SIGINT', runs],
  ] as const)('stops all that it has started when it is told to while its database %s', async (_, signal, isSo) => {
    const starting = spawnService(settings);
    await until('it is at it', isSo);
    starting.child.kill(signal);
    await starting.ended;
    expect([starting.child.exitCode, starting.output()]).toEqual([0, '']);
    expect(await server()).toBeUndefined();
  });

  it('ends at once at a second signal, although a request is running, and so does its database', async () => {
    const service = await startProcess(settings);
    const request = connect(Number(settings.PORT), '127.0.0.1');
    request.on('error', () => undefined);
    const heard = once(request, 'data');
    const head = ['POST /api/v1/sessions HTTP/1.1', 'host: vang', 'content-type: application/json'];
    request.write([...head, 'content-length: 100', 'expect: 100-continue', '', ''].join('\r\n'));
    await heard;
    const ended = service.stop();
    let hasEnded = false;
    void ended.then(() => (hasEnded = true));
    // A second one that comes too soon counts as the first.
    await until('it has ended', () => hasEnded || !process.kill(service.pid, 'SIGTERM'));
    expect(await ended).toBe(143);
    await until('its database has ended', async () => !(await runs()));
  });

  it('ends with one line and 1, when its database has ended too often', async () => {
    const service = spawnService({ ...settings, EMBEDDED_RESTARTS: '0' });
    const isReady = async () => (await fetch(`http://127.0.0.1:${settings.PORT}/health/ready`)).ok;
    await until('it is ready', () => isReady().catch(() => false));
    process.kill((await server())?.pid ?? 0, 'SIGKILL');
    await service.ended;
    expect(service.child.exitCode).toBe(1);
    // Log lines are on standard output, the line on standard error: either may arrive first.
    expect(service.output().split('\n')).toContain('The embedded PostgreSQL ended too often, the last time: SIGKILL');
  });
});
