import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The ffmpeg that this process runs. */
export interface FoundFfmpeg {
  path: string;
  /** As it reports it, e.g. `5.1.9-0+deb12u1`. The same version turns the same input into the same bytes. */
  version: string;
  from: 'FFMPEG_PATH' | 'PATH' | 'npm';
}

/** No ffmpeg that runs was found; the message says where it was searched. */
export class NoFfmpeg extends Error {}

/**
 * Finds ffmpeg: the one named by FFMPEG_PATH, otherwise the one on PATH, otherwise the old one in an npm package.
 * If FFMPEG_PATH names one that does not run, this is an error; no other one is tried.
 * @throws NoFfmpeg
 */
export async function findFfmpeg(named: string | undefined): Promise<FoundFfmpeg> {
  if (named) {
    const version = await versionOf(named);
    if (!version) throw new NoFfmpeg(`FFMPEG_PATH names ${named}, which does not run as ffmpeg.`);
    return { path: named, version, from: 'FFMPEG_PATH' };
  }
  const onPath = await versionOf('ffmpeg');
  if (onPath) return { path: 'ffmpeg', version: onPath, from: 'PATH' };
  const packaged = packagedFfmpeg();
  const version = packaged ? await versionOf(packaged) : undefined;
  if (packaged && version) return { path: packaged, version, from: 'npm' };
  throw new NoFfmpeg('No ffmpeg was found: install it (e.g. apt-get install ffmpeg), or name one in FFMPEG_PATH.');
}

async function versionOf(path: string): Promise<string | undefined> {
  const answer = await run(path, ['-version'], { timeout: 10_000 }).catch(() => undefined);
  return /^ffmpeg version (\S+)/.exec(answer?.stdout ?? '')?.[1];
}

/** The old one in an npm package; undefined on a platform for which it has none. */
export function packagedFfmpeg(): string | undefined {
  try {
    // The package throws when it is loaded on a platform for which it has no binary.
    const { path } = createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string };
    return path;
  } catch {
    return undefined;
  }
}
