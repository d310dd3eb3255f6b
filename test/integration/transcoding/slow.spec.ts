import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { wavOf } from '../../factories/audio.factory.js';
import { withAudio } from '../../factories/original.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { jobsIdle } from '../../support/jobs-idle.js';
import { type OddFfmpeg, oddFfmpeg } from '../../support/odd-ffmpeg.js';
import { QUICK_WORKERS } from '../../support/quick-workers.js';
import { startService, type TestService } from '../../support/service.js';

const MEASURES = `case "$*" in *original.samples*) exec sleep 600;; esac`;
const OPENS_ONCE = `case "$*" in *"-t 0"*) mkdir "$here/once" 2>/dev/null && exec sleep 600;; esac`;
const OPENS = `case "$*" in *"-t 0"*) exec sleep 600;; esac`;
/** What it makes ends before it does, without a sound: those that listen are over before it is known why. */
const SAYS_NOTHING = `case "$*" in *libmp3lame*) mkdir "$here/once" 2>/dev/null && {
  exec >&-; sleep 1; exit 255; };; esac`;

describe.each([
  [
    'stops in the middle of the work, twice',
    MEASURES,
    { TRANSCODE_STALL_SECONDS: '1' },
    { state: 'failed', refusalCode: 'transcoding-failed' },
  ],
  [
    'does not open it, as the machine is busy for once',
    OPENS_ONCE,
    { AUDIO_OPEN_SECONDS: '3' },
    { state: 'ready', refusalCode: null },
  ],
  ['is ended before it has made anything', SAYS_NOTHING, {}, { state: 'ready', refusalCode: null }],
  ['does not open it, twice', OPENS, { AUDIO_OPEN_SECONDS: '1' }, { state: 'refused', refusalCode: 'damaged' }],
] as const)('audio whose ffmpeg %s', (_, oddity, patience, end) => {
  let service: TestService;
  let ffmpeg: OddFfmpeg;
  beforeAll(async () => {
    ffmpeg = await oddFfmpeg(oddity);
    const settings = { ...QUICK_WORKERS, FFMPEG_PATH: ffmpeg.path, ...patience };
    service = await startService({ settings });
  });
  afterAll(async () => {
    await service.stop();
    await ffmpeg.remove();
  });

  it('is over after the second attempt, and holds up nobody any longer', async () => {
    const program = await aProgram(service, { centreId: (await centreWith(service)).id });
    const original = await withAudio(service, program, wavOf({ seconds: 3 }));
    await service.get(TranscodingsService).request(original);
    await jobsIdle(service, ['transcoding']);
    expect(await service.get(TranscodingsService).find(original)).toMatchObject({ ...end, attempts: 2 });
  });
});
