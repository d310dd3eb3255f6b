import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TranscodingView } from '../../../src/transcoding/status/transcoding.schemas.js';
import type { SuggestedTags } from '../../../src/transcoding/probe/audio-description.js';
import { ProbeService } from '../../../src/transcoding/probe/probe.service.js';
import { formWith } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { id3Frame, id3Tag } from '../../hostile/bytes.js';
import { sound } from '../../hostile/sounds.js';
import { FFMPEG_OF_MACHINE } from '../../support/ffmpeg.js';
import { startService, type TestService } from '../../support/service.js';
import { babble, soundFile } from '../../support/sound.js';
import { type Beside, taggedSound } from '../../support/tagged-sound.js';
import { until } from '../../support/until.js';

const TAGS = { title: 'Bản tin sáng thứ hai', artist: 'Đài truyền thanh xã Bình Trị', date: '2026' };
const CHAPTERS = ['Chương một', 'Chương hai'];

/** What calls itself a JPEG in a tag. */
const NO_COVERS = {
  'a page with a script': Buffer.from('<html><script>alert(1)</script></html>'),
  'larger than a picture has to be': Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(3_000_000, 7)]),
};
const withPicture = (picture: Buffer) =>
  id3Tag(id3Frame('APIC', Buffer.concat([Buffer.from('\0image/jpeg\0\x03\0', 'latin1'), picture])));

/** "Bản tin thời sự" in TCVN3, VNI, Windows-1258 and UTF-8, as bytes, where ffmpeg knows no encoding. */
const OF_BEFORE_UNICODE = {
  'tcvn3.mp3': Buffer.from('B\u00b6n tin th\u00eai s\u00f9', 'latin1'),
  'tcvn3.wav': Buffer.from('B\u00b6n tin th\u00eai s\u00f9', 'latin1'),
  'vni.mp3': Buffer.from('Ba\u00fbn tin th\u00f4\u00f8i s\u00f6\u00ef', 'latin1'),
  'windows-1258.wav': Buffer.from('Ba\u00d2n tin th\u00f5\u00cci s\u00fd\u00f2', 'latin1'),
  'utf-8.mp3': Buffer.from('Bản tin thời sự'),
};

/** The tag of 128 bytes at the end of an MP3. */
const id3v1 = (title: Buffer) => Buffer.concat([Buffer.from('TAG'), title, Buffer.alloc(125 - title.length)]);

function withInfo(wav: Buffer, title: Buffer): Buffer {
  const text = Buffer.concat([title, Buffer.alloc(2 - (title.length % 2))]);
  const head = Buffer.from('LIST\0\0\0\0INFOINAM\0\0\0\0', 'latin1');
  head.writeUInt32LE(12 + text.length, 4);
  head.writeUInt32LE(text.length, 16);
  return Buffer.concat([wav, head, text]);
}

describe('what the tags of a file suggest', () => {
  let service: TestService;
  let editor: TestPerson;
  let stranger: TestPerson;
  let centreId: string;
  beforeAll(async () => {
    service = await startService({ settings: FFMPEG_OF_MACHINE });
    centreId = (await centreWith(service)).id;
    stranger = await personWith(service, 'editor', { kind: 'centre', id: (await centreWith(service)).id });
    editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
  });
  afterAll(() => service.stop());

  async function suggestionsOf(name: string, beside: Beside): Promise<SuggestedTags> {
    const path = join(service.mediaRoot, name);
    await writeFile(path, await taggedSound(name, beside));
    return (await service.get(ProbeService).describe(path, AbortSignal.timeout(60_000))).tags;
  }

  it.each(['a.mp3', 'a.m4a', 'a.ogg', 'a.flac'])('is offered in Vietnamese as it was written: %s', async (name) =>
    expect(await suggestionsOf(name, { tags: TAGS })).toMatchObject(TAGS),
  );

  it.each(Object.entries(OF_BEFORE_UNICODE))(
    'is offered in Unicode when a tag was written before it: %s',
    async (name, title) => {
      const path = join(service.mediaRoot, name);
      // ffmpeg reads the tag at the end only where there is none at the beginning.
      const file = await soundFile(babble(1), name, name.endsWith('.mp3') ? ['-id3v2_version', '0'] : []);
      await writeFile(path, name.endsWith('.wav') ? withInfo(file, title) : Buffer.concat([file, id3v1(title)]));
      const { tags } = await service.get(ProbeService).describe(path, AbortSignal.timeout(60_000));
      expect(tags.title).toBe('Bản tin thời sự');
    },
  );

  it.each(['b.mp3', 'b.m4a', 'b.flac'])('is not what a cover is called: %s', async (name) =>
    expect(await suggestionsOf(name, { tags: { artist: 'Đài xã' }, cover: 'mjpeg' })).not.toHaveProperty('title'),
  );

  it.each(['c.mp3', 'c.m4a', 'c.ogg'])('is not what a chapter is called: %s', async (name) =>
    expect(await suggestionsOf(name, { chapters: CHAPTERS })).not.toHaveProperty('title'),
  );

  async function ready(name: string, file: Buffer): Promise<{ id: string; suggestions: Record<string, string> }> {
    const { id } = await aProgram(service, { centreId, createdBy: editor.id });
    await editor.client.post(`/programs/${id}/audio`, formWith(file, { name }));
    const transcoding = () => editor.client.get<TranscodingView>(`/programs/${id}/transcoding`);
    await until('it is ready', async () => (await transcoding()).body.state === 'ready');
    return { id, suggestions: (await transcoding()).body.suggestions };
  }

  const coverOf = (id: string, headers: Record<string, string> = {}, who = editor) =>
    fetch(`${service.url}/api/v1/programs/${id}/transcoding/cover`, {
      headers: { authorization: `Bearer ${who.token}`, ...headers },
    });

  it('is the title of the whole and its cover, beside chapters, as its editor is told', async () => {
    const file = await taggedSound('d.mp3', { tags: TAGS, chapters: CHAPTERS, cover: 'png' });
    const { id, suggestions } = await ready('d.mp3', file);
    expect(suggestions).toMatchObject({ ...TAGS, cover: `/api/v1/programs/${id}/transcoding/cover` });
    const answer = await coverOf(id);
    expect(answer.status).toBe(200);
    const { headers } = answer;
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
    const cover = Buffer.from(await answer.arrayBuffer());
    expect(file.includes(cover)).toBe(true);
    expect((await coverOf(id, { 'if-none-match': headers.get('etag') ?? '' })).status).toBe(304);
    expect((await coverOf(id, {}, stranger)).status).toBe(404);
  });

  it.each(['e.m4a', 'e.flac'])('is a cover as it was put in: %s', async (name) => {
    const file = await taggedSound(name, { cover: 'mjpeg' });
    const answer = await coverOf((await ready(name, file)).id);
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(file.includes(Buffer.from(await answer.arrayBuffer()))).toBe(true);
  });

  it.each(Object.entries(NO_COVERS))('is no cover when it is %s', async (_, picture) => {
    const { id, suggestions } = await ready('f.mp3', Buffer.concat([withPicture(picture), await sound('mp3')]));
    expect(suggestions).not.toHaveProperty('cover');
    expect((await coverOf(id)).status).toBe(404);
  });
});
