import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MediaStore } from '../../../src/platform/storage/media-store.js';
import { RenditionsService } from '../../../src/transcoding/rendition/renditions.service.js';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { withAudio } from '../../factories/original.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { FFMPEG_OF_MACHINE } from '../../support/ffmpeg.js';
import { jobsIdle } from '../../support/jobs-idle.js';
import { startService, type TestService } from '../../support/service.js';
import { babble, silence, soundFile } from '../../support/sound.js';

describe('transcoding', () => {
  let service: TestService;
  let centreId: string;
  beforeAll(async () => {
    service = await startService({ settings: FFMPEG_OF_MACHINE });
    centreId = (await centreWith(service)).id;
  });
  afterAll(() => service.stop());

  async function handIn(content: Buffer) {
    const program = await aProgram(service, { centreId });
    const original = await withAudio(service, program, content);
    await service.get(TranscodingsService).request(original);
    await jobsIdle(service, ['transcoding']);
    const [row] = await service.sql<{ state: string; seconds: number; refusal: unknown }>(
      'SELECT state, seconds, refusal_code AS refusal FROM programs WHERE id = $1',
      [program.id],
    );
    return { program, original, row, transcoding: await service.get(TranscodingsService).find(original) };
  }

  it('makes every rendition of speech, as loud as it is to be', async () => {
    const { original, row, transcoding } = await handIn(await soundFile(babble(12, -20), 'a.wav'));
    expect(transcoding).toMatchObject({ state: 'ready', progress: 100 });
    expect(row).toMatchObject({ state: 'ready' });
    expect(row?.seconds).toBeCloseTo(12, 1);
    for (const profile of ['speech', 'lean'] as const) {
      const rendition = (await service.get(RenditionsService).find([original], profile)).get(original);
      expect(rendition?.lufs).toBeGreaterThan(-16.5);
      expect(rendition?.lufs).toBeLessThan(-15.5);
      expect(rendition?.truePeak).toBeLessThanOrEqual(-1);
      const file = await readFile(service.get(MediaStore).pathOf('rendition', rendition?.sha256 ?? ''));
      expect(file).toHaveLength(rendition?.bytes ?? 0);
    }
  });

  it('says of the hiss of a dead microphone that it is too quiet, and that nothing is heard', async () => {
    const { transcoding } = await handIn(await soundFile('anoisesrc=d=5:r=44100:a=0.00008', 'a.wav'));
    expect(transcoding).toMatchObject({ state: 'ready', measured: { shortfall: 'too-quiet', before: { lufs: null } } });
    expect(transcoding?.findings).toEqual([
      { code: 'silence-throughout', seconds: 5 },
      { code: 'low-level', lufs: null },
    ]);
  });

  it('says of digital silence that it is silent from beginning to end', async () => {
    const { transcoding } = await handIn(await soundFile(silence(3), 'a.wav'));
    expect(transcoding).toMatchObject({ state: 'ready', measured: { shortfall: 'silent' } });
    expect(transcoding?.findings).toEqual([{ code: 'silence-throughout', seconds: 3 }]);
  });

  it('tells of a recording that broke off half way', async () => {
    const whole = await soundFile(babble(8), 'a.flac');
    const { transcoding } = await handIn(whole.subarray(0, whole.length / 2));
    expect(transcoding).toMatchObject({ state: 'ready' });
    expect(transcoding?.findings).toContainEqual(expect.objectContaining({ code: 'length-differs', declared: 8 }));
  });

  it('refuses what is no audio, and says why', async () => {
    const { row, transcoding } = await handIn(Buffer.from('#EXTM3U\n/etc/passwd\n'.repeat(20)));
    expect(transcoding).toMatchObject({ state: 'refused', refusalCode: 'not-audio' });
    expect(row).toMatchObject({ state: 'refused', refusal: 'not-audio' });
  });
});
