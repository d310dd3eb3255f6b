import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TranscodingRunner } from '../../../src/transcoding/run/transcoding.runner.js';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { withAudio } from '../../factories/original.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { catchesSigterm, ffmpegsWith, TELLS_CHILDREN } from '../../support/children.js';
import { jobsIdle } from '../../support/jobs-idle.js';
import { QUICK_WORKERS } from '../../support/quick-workers.js';
import { startService, type TestService } from '../../support/service.js';
import { beeps, soundFile } from '../../support/sound.js';
import { until } from '../../support/until.js';

if (!TELLS_CHILDREN) process.stderr.write('SKIPPED: ffmpeg that is asked to end, since it cannot be found here\n');

describe('good audio whose ffmpeg is asked to end in the middle of its work', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService({ settings: QUICK_WORKERS });
  });
  afterAll(() => service.stop());

  async function handIn(seconds: number): Promise<string> {
    const program = await aProgram(service, { centreId: (await centreWith(service)).id });
    const original = await withAudio(service, program, await soundFile(beeps(seconds), 'a.flac'));
    await service.get(TranscodingsService).request(original);
    return original;
  }

  /** Asks those that do this part of the work to end, once they can hear it. */
  async function endPolitely(word: string, signal: NodeJS.Signals): Promise<void> {
    let atWork: number[] = [];
    await until(`an ffmpeg with ${word} is at work`, async () => {
      atWork = await ffmpegsWith(word);
      return atWork.length > 0 && (await Promise.all(atWork.map(catchesSigterm))).every(Boolean);
    });
    for (const pid of atWork) process.kill(pid, signal);
  }

  const find = (original: string) => service.get(TranscodingsService).find(original);
  const test = TELLS_CHILDREN ? it : it.skip;

  test.each([
    ['decoded', 'original.samples', 'SIGTERM', 121],
    ['encoded to Opus', 'constrained', 'SIGINT', 122],
    ['encoded to MP3', 'libmp3lame', 'SIGTERM', 123],
  ] as const)('becomes ready at the next attempt: while it is %s', async (_, word, signal, seconds) => {
    const original = await handIn(seconds);
    await endPolitely(word, signal);
    await jobsIdle(service, ['transcoding']);
    expect(await find(original)).toMatchObject({ state: 'ready', attempts: 2 });
  });

  test('is given back at no cost, when it is the whole service that is to stop', async () => {
    const original = await handIn(124);
    await until('its work has begun', async () => (await ffmpegsWith('original.samples')).length > 0);
    service.get(TranscodingRunner).endAll();
    await until('it waits again', async () => (await find(original))?.state === 'waiting');
    expect(await find(original)).toMatchObject({ attempts: 0, refusalCode: null });
  });
});
