import type { Settings } from '../../platform/config/config.js';
import { findFfmpeg, type FoundFfmpeg } from './find-ffmpeg.js';
import { findIsolation, type Isolation, NO_ISOLATION } from './isolation.js';

/** The ffmpeg of this machine, and how it is isolated. */
export interface FfmpegHere {
  found: FoundFfmpeg;
  isolation: Isolation;
}

export type FfmpegSettings = Pick<Settings, 'FFMPEG_PATH' | 'FFMPEG_ISOLATION' | 'FFMPEG_MEMORY_BYTES'>;

const known = new Map<string, FfmpegHere>();

/**
 * Finds ffmpeg and its isolation by trying. What was found holds as long as this process runs: trying takes half a second.
 * @throws NoFfmpeg
 */
export async function ffmpegHere(settings: FfmpegSettings): Promise<FfmpegHere> {
  const { FFMPEG_PATH, FFMPEG_ISOLATION, FFMPEG_MEMORY_BYTES } = settings;
  const key = JSON.stringify([FFMPEG_PATH, FFMPEG_ISOLATION, FFMPEG_MEMORY_BYTES]);
  const before = known.get(key);
  if (before) return before;
  const found = await findFfmpeg(FFMPEG_PATH);
  const isolation = FFMPEG_ISOLATION === 'off' ? NO_ISOLATION : await findIsolation(found.path, FFMPEG_MEMORY_BYTES);
  const here = { found, isolation };
  known.set(key, here);
  return here;
}
