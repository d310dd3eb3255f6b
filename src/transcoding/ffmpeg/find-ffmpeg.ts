import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The ffmpeg that does the work in this process. */
export interface FoundFfmpeg {
  path: string;
  /** Its own words, e.g. `5.1.9-0+deb12u1`. The same version makes the same bytes of the same input. */
  version: string;
  from: 'FFMPEG_PATH' | 'PATH' | 'npm';
}

/** There is no ffmpeg that runs; the message says where one was looked for. */
export class NoFfmpeg extends Error {}

/**
 * Finds ffmpeg: the one that FFMPEG_PATH names, else the system's on PATH, else the old one that an npm package brings.
 * A named one that does not run is a fault, never silently replaced.
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
  const brought = broughtByNpm();
  const version = brought ? await versionOf(brought) : undefined;
  if (brought && version) return { path: brought, version, from: 'npm' };
  throw new NoFfmpeg('No ffmpeg was found: install it (e.g. apt-get install ffmpeg), or name one in FFMPEG_PATH.');
}

async function versionOf(path: string): Promise<string | undefined> {
  const answer = await run(path, ['-version'], { timeout: 10_000 }).catch(() => undefined);
  return /^ffmpeg version (\S+)/.exec(answer?.stdout ?? '')?.[1];
}

function broughtByNpm(): string | undefined {
  try {
    // The package throws while it is loaded where it has no binary for the platform.
    const { path } = createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string };
    return path;
  } catch {
    return undefined;
  }
}
