import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { SystemClock } from '../../../src/platform/clock/clock.js';
import { examineDatabase, judge } from '../../../src/platform/doctor/database.js';
import { lineOf } from '../../../src/platform/doctor/finding.js';
import { examineFolder } from '../../../src/platform/doctor/folders.js';
import { examinePort } from '../../../src/platform/doctor/port.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { freePort } from '../../support/free-port.js';
import { hasRedis, startRedis } from '../../support/redis.js';
import { smallDisk } from '../../support/small-disk.js';

const DOCTOR = fileURLToPath(new URL('../../../src/doctor.js', import.meta.url));
const whereRedisIs = hasRedis() ? it : it.skip;

describe('npm run doctor', () => {
  let folder: string;
  let database: TestDatabase;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vang-doctor-'));
    database = await freshDatabase();
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** As a process of its own, in a folder of its own. */
  function doctor(settings: Record<string, string>): Promise<{ code: number; lines: string[] }> {
    const given = { DATA_DIR: join(folder, 'data'), MEDIA_ROOT: join(folder, 'media'), UPLOAD_MAX_BYTES: '1000' };
    const env = { PATH: process.env['PATH'] ?? '', ...given, ...settings };
    return new Promise((resolve) => {
      execFile(process.execPath, [DOCTOR], { cwd: folder, env }, (error, stdout) =>
        resolve({ code: error ? Number(error.code) : 0, lines: stdout.trimEnd().split('\n') }),
      );
    });
  }

  it('names everything that keeps the service from working, with what to do, and exits with 1', async () => {
    const busy = createTcpServer((visitor) => void visitor.end('not the service\n')).listen(0, '127.0.0.1');
    await once(busy, 'listening');
    const closed = await freePort();
    const { code, lines } = await doctor({
      PORT: String((busy.address() as AddressInfo).port),
      FFMPEG_PATH: '/nowhere/ffmpeg',
      DATABASE_URL: `postgres://vang:secret@127.0.0.1:${closed}/vang`,
      REDIS_URL: `redis://127.0.0.1:${closed}`,
      SMTP_URL: `smtp://vang:secret@127.0.0.1:${closed}`,
      MAIL_FROM: 'vang@example.vn',
      UPLOAD_MAX_BYTES: '1000000000000000',
    });
    busy.close();
    expect(code).toBe(1);
    expect(lines.filter((line) => line.startsWith('FAULT'))).toEqual([
      expect.stringMatching(/ffmpeg: FFMPEG_PATH names \/nowhere\/ffmpeg, .* → Install it/),
      expect.stringMatching(/Disk of MEDIA_ROOT: .* GiB free, 1862645.1 GiB needed\. → Make room/),
      expect.stringMatching(/Database: cannot be used: .*ECONNREFUSED.* → Start PostgreSQL/),
      expect.stringMatching(/Redis: 127.0.0.1:\d+ does not answer: .*ECONNREFUSED.* → Start it/),
      expect.stringMatching(/SMTP: 127.0.0.1:\d+ does not answer as a mail server: .*ECONNREFUSED.* → Check SMTP_URL/),
      expect.stringMatching(/Port \d+: another program listens at 127.0.0.1\. → Stop it/),
    ]);
    expect(lines.at(-1)).toContain('6 faults');
    expect(lines.join('\n')).not.toContain('secret');
  });

  whereRedisIs('finds a machine fine, with a service running on it, and exits with 0', async () => {
    const redis = await startRedis();
    const heard: string[] = [];
    const mail = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      onConnect: ({ id }, done) => {
        heard.push(id);
        done();
      },
    });
    mail.listen(0, '127.0.0.1');
    const service = createServer((_, answer) => answer.end('{"status":"ok"}')).listen(0, '127.0.0.1');
    await Promise.all([once(service, 'listening'), once(mail.server, 'listening')]);
    const { code, lines } = await doctor({
      PORT: String((service.address() as AddressInfo).port),
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      SMTP_URL: `smtp://127.0.0.1:${(mail.server.address() as AddressInfo).port}`,
      MAIL_FROM: 'vang@example.vn',
    });
    await Promise.all([redis.stop(), new Promise<void>((resolve) => mail.close(resolve))]);
    service.close();
    expect(lines.filter((line) => line.startsWith('FAULT'))).toEqual([]);
    expect(code).toBe(0);
    for (const line of [
      /Node: /,
      /Database: PostgreSQL 1\d/,
      /Migrations: all there/,
      /Redis: \d.* at 127/,
      /SMTP: .* answers/,
    ])
      expect(lines).toContainEqual(expect.stringMatching(line));
    expect(lines).toContainEqual(expect.stringMatching(/^ok .*: the service is running there$/));
    expect(heard).toHaveLength(1);
  });

  it('names a typing error in .env, a file that everybody can read, and settings that cannot be used', async () => {
    const file = join(folder, '.env');
    await writeFile(file, 'MEDIA_ROT=/srv/media\nSESSION_HOURS=many\n');
    await chmod(file, 0o644);
    const bad = await doctor({});
    expect(bad.code).toBe(1);
    expect(bad.lines).toContainEqual(expect.stringMatching(/^FAULT .*SESSION_HOURS: /));
    const { lines } = await doctor({ SESSION_HOURS: '12', DATABASE_URL: database.url, PORT: '0' });
    await rm(file);
    expect(lines).toContainEqual(expect.stringMatching(/^WARNING {2}MEDIA_ROT: is in \.env and no setting/));
    expect(lines).toContainEqual(expect.stringMatching(/^WARNING {2}\.env: everybody .* → chmod/));
  });
});

describe('the checks of the doctor', () => {
  const linesOf = (findings: Awaited<ReturnType<typeof examineFolder>>) => findings.map(lineOf);

  it('find a full disk, and one that cannot be written to', async () => {
    const disk = smallDisk('1m');
    if (!disk) return void process.stderr.write('SKIPPED: this account may not mount a small disk\n');
    const needs = { setting: 'MEDIA_ROOT', path: join(disk.path, 'media'), because: 'audio', pipes: true };
    expect(linesOf(await examineFolder({ ...needs, freeBytes: 2 ** 20 + 1 }))[1]).toMatch(/^FAULT .*0\.0 GiB needed/);
    expect(linesOf(await examineFolder({ ...needs, freeBytes: 1_000 }))[1]).toMatch(/^ok /);
    await disk.fillBut(0);
    expect(linesOf(await examineFolder({ ...needs, freeBytes: 0 }))).toEqual([
      expect.stringMatching(/^FAULT .*ENOSPC/),
    ]);
    disk.remove();
  });

  it('find an address that is not of this machine', async () => {
    expect(lineOf(await examinePort('192.0.2.1', 3000))).toMatch(/^FAULT .* → Set HOST to an address of this machine/);
  });

  it('find a database that is missing, of another version, or whose role has too few rights', async () => {
    const database = await freshDatabase();
    const admin = new pg.Client(database.url);
    await admin.connect();
    const lines = async (url: string) => linesOf(await examineDatabase(url, new SystemClock()));
    expect(await lines(`${database.url}_not`)).toEqual([expect.stringMatching(/^FAULT .* → Create the database/)]);
    const { hostname, port, pathname } = new URL(database.url);
    const asStranger = await lines(`postgres://stranger:x@${hostname}:${port}${pathname}`);
    expect(asStranger).toEqual([expect.stringMatching(/^FAULT .* → Check user and password in DATABASE_URL; .*%40/)]);
    await admin.query(`INSERT INTO migrations (timestamp, name) VALUES (1, 'Other0000000000001')`);
    expect(await lines(database.url)).toContainEqual(
      expect.stringMatching(/^FAULT {4}Migrations: .*Other0000000000001/),
    );
    await admin.query('DELETE FROM migrations');
    expect(await lines(database.url)).toContainEqual(expect.stringMatching(/^ok .*Migrations: none yet/));
    await admin.end();
    await database.drop();
  });

  it('judge what a server says about itself', () => {
    const good = { versionNumber: 180_004, version: '18.4', encoding: 'UTF8', isSuperuser: false, mayCreate: true };
    const facts = { ...good, isStandby: false, missingExtensions: [], hasMigrations: true, now: new Date(0) };
    const levels = (changes: Partial<typeof facts> & { missingExtensions?: string[] }) =>
      judge({ ...facts, ...changes }).map(({ level }) => level);
    expect(levels({})).toEqual(['ok', 'ok']);
    expect(levels({ isSuperuser: true })).toEqual(['ok', 'warning']);
    expect(levels({ versionNumber: 170_006 })).toContain('fault');
    expect(levels({ isStandby: true })).toContain('fault');
    expect(levels({ encoding: 'SQL_ASCII' })).toContain('fault');
    expect(levels({ mayCreate: false })).toContain('fault');
  });
});
