import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Transcoding } from '../../../src/transcoding/requests/transcoding.entity.js';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { wavOf } from '../../factories/audio.factory.js';
import { withAudio } from '../../factories/original.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { jobsIdle } from '../../support/jobs-idle.js';
import { oddFfmpeg } from '../../support/odd-ffmpeg.js';
import { QUICK_WORKERS } from '../../support/quick-workers.js';
import { startService } from '../../support/service.js';

const MEASURES = `case "$*" in *original.samples*) exec sleep 600;; esac`;
const OPENS_ONCE = `case "$*" in *"-t 0"*) mkdir "$here/once" 2>/dev/null && exec sleep 600;; esac`;
const OPENS = `case "$*" in *"-t 0"*) exec sleep 600;; esac`;
/** What it makes ends before it does, without a sound: those that listen are over before it is known why. */
const SAYS_NOTHING = `case "$*" in *libmp3lame*) mkdir "$here/once" 2>/dev/null && {
  exec >&-; sleep 1; exit 255; };; esac`;

/** Of each: what its ffmpeg does, the patience of its service, and how the audio ends. */
const CASES = {
  'stops in the middle of the work, twice': [
    MEASURES,
    { TRANSCODE_STALL_SECONDS: '1' },
    { state: 'failed', refusalCode: 'transcoding-failed' },
  ],
  'does not open it, as the machine is busy for once': [
    OPENS_ONCE,
    { AUDIO_OPEN_SECONDS: '5' },
    { state: 'ready', refusalCode: null },
  ],
  'is ended before it has made anything': [SAYS_NOTHING, {}, { state: 'ready', refusalCode: null }],
  'does not open it, twice': [OPENS, { AUDIO_OPEN_SECONDS: '1' }, { state: 'refused', refusalCode: 'damaged' }],
} as const;

describe('audio whose ffmpeg', () => {
  const ends = new Map<string, Promise<Transcoding | null>>();
  // They wait most of the time, so they do it side by side; each is judged by a test of its own.
  beforeAll(async () => {
    for (const [title, [oddity, patience]] of Object.entries(CASES)) ends.set(title, endWith(oddity, patience));
    await Promise.allSettled(ends.values());
  });

  it.each(Object.entries(CASES))(
    '%s: is over after the second attempt, and holds up nobody',
    async (title, [, , end]) => expect(await ends.get(title)).toMatchObject({ ...end, attempts: 2 }),
  );
});

/** How audio ends in a service of its own, once its queue is idle. */
async function endWith(oddity: string, patience: Record<string, string>): Promise<Transcoding | null> {
  const ffmpeg = await oddFfmpeg(oddity);
  const service = await startService({ settings: { ...QUICK_WORKERS, FFMPEG_PATH: ffmpeg.path, ...patience } });
  try {
    const program = await aProgram(service, { centreId: (await centreWith(service)).id });
    const original = await withAudio(service, program, wavOf({ seconds: 3 }));
    await service.get(TranscodingsService).request(original);
    await jobsIdle(service, ['transcoding']);
    return await service.get(TranscodingsService).find(original);
  } finally {
    await service.stop();
    await ffmpeg.remove();
  }
}
