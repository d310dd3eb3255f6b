import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { freePort } from '../../support/free-port.js';
import { type ServiceProcess, startProcess } from '../../support/process.js';
import { until } from '../../support/until.js';

const BODY = JSON.stringify({ login: 'ai.do', password: 'không phải của tôi' });

describe('a service in a process of its own', () => {
  let database: TestDatabase;
  let folder: string;
  let service: ServiceProcess;
  let port: number;
  beforeAll(async () => {
    database = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'vang-shutdown-'));
    port = await freePort();
    const settings = {
      PORT: String(port),
      ROLE: 'api',
      DATABASE_URL: database.url,
      DATA_DIR: '/tmp',
      MEDIA_ROOT: folder,
    };
    service = await startProcess({ ...settings, SHUTDOWN_SECONDS: '60', LOG_LEVEL: 'info' });
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps secrets out of its log', async () => {
    for (const path of [
      'station/playlist.m3u8?ticket=very-secret',
      "stations?password='very-secret&pass%20word=very-secret&%7B%22otp%22:%22very-secret%22%7D",
      'sessions/password/very-secret',
      'stations?limit=1&code=very-secret&token=very-secret',
    ]) {
      expect((await fetch(`${service.url}/api/v1/${path}`)).status).toBeGreaterThanOrEqual(400);
    }
    await until('all are in the log', () => service.output().includes('code=…&token=…'));
    expect(service.output()).toContain('/api/v1/station/playlist.m3u8?ticket=…');
    expect(service.output()).not.toContain('very-secret');
  });

  it('writes little at its start, and one line for each request: what, how it ended and why', async () => {
    // Answered before the other request, so its line would be there.
    await fetch(`${service.url}/health/live`);
    const { requestId } = (await (await fetch(`${service.url}/api/v1/stations?limit=7`)).json()) as {
      requestId: string;
    };
    const lines = () =>
      service
        .output()
        .split('\n')
        .filter((line) => line.startsWith('{"level"'));
    await until('the request is in the log', () => lines().some((line) => line.includes(requestId)));
    const ofRequest = lines().filter((line) => line.includes(requestId));
    expect(ofRequest.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({
        level: 'info',
        url: '/api/v1/stations?limit=7',
        problem: 'not-signed-in',
        msg: 'GET /api/v1/stations 401',
      }),
    ]);
    expect(lines().filter((line) => line.includes('/health/live'))).toEqual([]);
    const atStart = lines().slice(
      0,
      lines().findIndex((line) => line.includes('"method"')),
    );
    expect(atStart.length).toBeLessThan(10);
    expect(atStart.join('\n')).toMatch(/Vang [\d.]+ listens on http:\/\/127\.0\.0\.1/);
  });

  it('answers running requests at SIGTERM, refuses further ones with Retry-After, and exits with 0', async () => {
    const connection = connect(port, '127.0.0.1');
    const heard: string[] = [];
    connection.on('data', (bytes: Buffer) => heard.push(bytes.toString()));
    const closed = once(connection, 'close');
    const [half, rest] = [Buffer.from(BODY).subarray(0, 10), Buffer.from(BODY).subarray(10)];
    const length = `content-length: ${Buffer.byteLength(BODY)}`;
    const head = ['POST /api/v1/sessions HTTP/1.1', 'host: vang', 'content-type: application/json', length];
    connection.write([...head, 'expect: 100-continue', '', ''].join('\r\n'));
    await until('the request has arrived', () => heard.join('').startsWith('HTTP/1.1 100 '));
    connection.write(half);

    const ended = service.stop();
    await until('nobody new is let in', () => isRefused(port));
    connection.write(Buffer.concat([rest, Buffer.from('GET /health/live HTTP/1.1\r\nhost: vang\r\n\r\n')]));
    await closed;
    expect(await ended).toBe(0);

    const [, ...answers] = heard.join('').split(/(?=HTTP\/1\.1 )/);
    expect(answers).toHaveLength(2);
    expect(answers[0]).toMatch(/^HTTP\/1\.1 401 /);
    expect(answers[1]).toMatch(/^HTTP\/1\.1 503 /);
    expect(answers[1]).toContain('application/problem+json');
    expect(answers[1]?.toLowerCase()).toContain('retry-after: 5');
    expect(answers[1]).toContain('"code":"shutting-down"');
    expect(service.output()).toMatch(/"because":"SIGTERM","msg":"stopping: [^"]*"[^]*"stopped"/);
  });
});

async function isRefused(port: number): Promise<boolean> {
  const knock: Socket = connect(port, '127.0.0.1');
  const refused = await Promise.race([
    once(knock, 'connect').then(() => false),
    once(knock, 'error').then(() => true),
  ]).catch(() => true);
  knock.destroy();
  return refused;
}
