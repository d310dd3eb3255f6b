import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packagedBinaries, requireLinks } from '../../../src/platform/database/cluster-location.js';
import { projectRoot } from '../../../src/platform/version.js';
import { freshDatabase } from '../../support/database.js';

const whereSystemdIs = hasSystemdAnalyze() ? it : it.skip;

function hasSystemdAnalyze(): boolean {
  try {
    return (
      Number(/^systemd (\d+)/.exec(execFileSync('systemd-analyze', ['--version'], { encoding: 'utf8' }))?.[1]) >= 252
    );
  } catch {
    process.stderr.write(
      'SKIPPED: this machine has no systemd-analyze 252, so packaging/vang.service is not checked.\n',
    );
    return false;
  }
}

describe('what installs the service', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'vang-packaging-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  interface Result {
    code: number;
    output: string;
  }
  const run = (program: string, args: string[], cwd = folder): Promise<Result> =>
    new Promise((resolve) => {
      execFile(program, args, { cwd }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, output: `${stdout}${stderr}` }),
      );
    });

  whereSystemdIs('includes a unit that systemd takes without a word, and finds well protected', async () => {
    const unit = join(folder, 'vang.service');
    const text = await readFile(join(projectRoot(), 'packaging', 'vang.service'), 'utf8');
    // Where Node is differs; whether it is there is what systemd checks.
    await writeFile(unit, text.replace('/usr/bin/node', process.execPath));
    expect(await run('systemd-analyze', ['verify', unit])).toEqual({ code: 0, output: '' });
    // 0 is closed, 10 is open; PostgreSQL, V8 and the namespaces of ffmpeg need what is left.
    const { code } = await run('systemd-analyze', ['security', '--offline=true', '--threshold=20', unit]);
    expect(code).toBe(0);
  });

  it('says in one line what to do when the compiler was left out', async () => {
    await writeFile(join(folder, 'package.json'), JSON.stringify({ devDependencies: { typescript: '6' } }));
    const { code, output } = await run(process.execPath, [join(projectRoot(), 'packaging', 'prepare.mjs')]);
    expect(code).toBe(1);
    expect(output.trimEnd().split('\n')).toEqual([
      expect.stringContaining('npm ci --include=dev && npm prune --omit=dev'),
    ]);
  });

  it('says in one line what to do when the links of the bundled PostgreSQL are missing', async () => {
    const links = join(await packagedBinaries(), '..', 'pg-symlinks.json');
    const incomplete = join(folder, 'postgres');
    await mkdir(join(incomplete, 'native'), { recursive: true });
    await symlink(links, join(incomplete, 'native', 'pg-symlinks.json'));
    await expect(requireLinks(incomplete)).rejects.toThrow(
      /^The bundled PostgreSQL is incomplete, .* Run: npm rebuild$/,
    );
  });
});

describe('the backup under compose', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vang-compose-'));
    // PostgreSQL 18 is in the image of compose only; what is proved here is what the script does around its programs.
    for (const [name, script] of [
      ['pg_dump', 'for word; do case $word in --file=*) echo dump > "${word#--file=}";; esac; done'],
      ['pg_restore', 'for word; do :; done; cat "$word"'],
    ] as const) {
      await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const script = (words: string[], media: string) =>
    promisify(execFile)('bash', [join(projectRoot(), 'packaging', 'compose-backup.sh'), ...words], {
      env: {
        PATH: `${folder}:${process.env['PATH']}`,
        PGDATABASE: 'vang',
        BACKUP_FOLDER: join(folder, 'backup'),
        MEDIA_FOLDER: join(folder, media),
        MEDIA_OWNER: String(process.getuid?.()),
      },
    });

  it('copies all audio, also what an interrupted copy left short, and restores it', async () => {
    await mkdir(join(folder, 'media', 'originals', 'ab'), { recursive: true });
    await mkdir(join(folder, 'media', 'renditions'));
    await mkdir(join(folder, 'restored'));
    await mkdir(join(folder, 'backup'));
    await writeFile(join(folder, 'media', 'originals', 'ab', 'abc'), 'a recording');
    await script([], 'media');
    await writeFile(join(folder, 'backup', 'media', 'originals', 'ab', 'abc'), 'a rec');
    await script([], 'media');
    const dump = (await readdir(join(folder, 'backup'))).find((name) => name.endsWith('.dump')) ?? '';
    const { stdout } = await script(['restore', dump], 'restored');
    expect(stdout).toBe('dump\nRestored. Start the service now.\n');
    expect(await readFile(join(folder, 'restored', 'originals', 'ab', 'abc'), 'utf8')).toBe('a recording');
    expect((await readdir(join(folder, 'backup'))).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('the demo', () => {
  it('touches no database of one’s own that holds something', async () => {
    const database = await freshDatabase();
    const demo = fileURLToPath(new URL('../../../demo/main.js', import.meta.url));
    const env = { PATH: process.env['PATH'], DATABASE_URL: database.url, DATA_DIR: tmpdir(), PORT: '0' };
    const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile(process.execPath, [demo, '--once'], { env, cwd: tmpdir() }, (error, _stdout, stderr) =>
        resolve({ code: error?.code, stderr }),
      );
    });
    await database.drop();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^The database of DATABASE_URL is not empty, .* Create another one, or: DATABASE_URL= npm run demo\n$/,
    );
  });
});
