import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProbeService } from '../../../src/transcoding/probe/probe.service.js';
import { formWith } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { altered, id3Frame, id3Tag } from '../../hostile/bytes.js';
import { amr, type Kind, sound } from '../../hostile/sounds.js';
import { FFMPEG_OF_MACHINE } from '../../support/ffmpeg.js';
import { startService, type TestService } from '../../support/service.js';
import { babble, soundFile } from '../../support/sound.js';

const TAKEN: Kind[] = ['mp3', 'wav', 'w64', 'aiff', 'flac', 'aac', 'm4a', 'ogg', 'opus', 'wma', '3gp', 'webm', 'mka'];
const REFUSED: Record<string, () => Promise<Buffer>> = {
  CAF: () => soundFile(babble(1), 'a.caf'),
  WavPack: () => soundFile(babble(1), 'a.wv'),
  BW64: async () =>
    altered(await soundFile(babble(1), 'a.wav', ['-rf64', 'always']), 'RF64', (copy) => copy.write('BW64')),
  // Layer I, 128 kbit/s, 44.1 kHz: 136 bytes each.
  'MPEG layer I': async () => Buffer.alloc(136 * 40).fill(Buffer.alloc(136).fill(Buffer.from('ffff4000', 'hex'), 0, 4)),
};

/** A picture of 100 kB, as tagging programs embed it. */
const largeTag = () =>
  id3Tag(id3Frame('APIC', Buffer.concat([Buffer.from('\0image/jpeg\0\x03\0'), Buffer.alloc(100_000)])));

describe('the kinds of audio', () => {
  let service: TestService;
  let editor: TestPerson;
  let centreId: string;
  beforeAll(async () => {
    service = await startService({ settings: FFMPEG_OF_MACHINE });
    centreId = (await centreWith(service)).id;
    editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
  });
  afterAll(() => service.stop());

  async function handIn(bytes: Buffer) {
    const { id } = await aProgram(service, { centreId, createdBy: editor.id });
    return editor.client.post(`/programs/${id}/audio`, formWith(bytes));
  }

  async function lookAt(bytes: Buffer) {
    const path = join(service.mediaRoot, 'looked-at');
    await writeFile(path, bytes);
    return service.get(ProbeService).describe(path, AbortSignal.timeout(60_000));
  }

  it.each(Object.entries(REFUSED))(
    'that cannot be made ready are refused as they are handed in: %s',
    async (_, make) => {
      const bytes = await make();
      expect(await handIn(bytes)).toMatchObject({ status: 422, body: { code: 'not-audio' } });
      await expect(lookAt(bytes)).rejects.toMatchObject({ code: 'not-audio' });
    },
  );

  it.each(TAKEN)('that are accepted are probed: %s', async (kind) =>
    expect(await lookAt(await sound(kind))).toMatchObject({ channels: 1 }),
  );

  it('include AMR', async () => expect(await lookAt(amr(100))).toMatchObject({ codec: 'amr_nb' }));

  it('are recognised after several ID3 tags of any size', async () => {
    const tagged = Buffer.concat([id3Tag(Buffer.alloc(500)), largeTag(), largeTag(), await sound('mp3')]);
    expect(await lookAt(tagged)).toMatchObject({ demuxer: 'mp3', codec: 'mp3' });
    expect((await handIn(tagged)).status).toBe(201);
  });

  it('are not recognised after a hundred tags', async () => {
    const tags = Array.from({ length: 100 }, () => id3Tag(Buffer.alloc(10)));
    expect(await handIn(Buffer.concat([...tags, Buffer.alloc(70_000)]))).toMatchObject({ status: 422 });
  });
});
