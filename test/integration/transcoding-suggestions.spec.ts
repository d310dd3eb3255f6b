import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProcessingView } from '../../src/transcoding/processing.schemas.js';
import type { SuggestedTags } from '../../src/transcoding/source/description.js';
import { Look } from '../../src/transcoding/source/look.js';
import { formWith } from '../factories/audio.factory.js';
import { type TestPerson, personWith } from '../factories/person.factory.js';
import { aProgram } from '../factories/program.factory.js';
import { centreWith } from '../factories/station.factory.js';
import { startService, type TestService } from '../support/service.js';
import { type Beside, taggedSound } from '../support/tagged-sound.js';
import { until } from '../support/until.js';

const TAGS = { title: 'Bản tin sáng thứ hai', artist: 'Đài truyền thanh xã Bình Trị', date: '2026' };
const CHAPTERS = ['Chương một', 'Chương hai'];

describe('what the tags of a file suggest', () => {
  let service: TestService;
  let editor: TestPerson;
  let centreId: string;
  beforeAll(async () => {
    service = await startService();
    centreId = (await centreWith(service)).id;
    editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
  });
  afterAll(() => service.stop());

  async function suggestionsOf(name: string, beside: Beside): Promise<SuggestedTags> {
    const path = join(service.mediaRoot, name);
    await writeFile(path, await taggedSound(name, beside));
    return (await service.get(Look).at(path, AbortSignal.timeout(60_000))).tags;
  }

  it.each(['a.mp3', 'a.m4a', 'a.ogg', 'a.flac'])('is offered in Vietnamese as it was written: %s', async (name) =>
    expect(await suggestionsOf(name, { tags: TAGS })).toMatchObject(TAGS),
  );

  it.each(['b.mp3', 'b.m4a', 'b.flac'])('is not what a cover is called: %s', async (name) =>
    expect(await suggestionsOf(name, { tags: { artist: 'Đài xã' }, cover: 'mjpeg' })).not.toHaveProperty('title'),
  );

  it.each(['c.mp3', 'c.m4a', 'c.ogg'])('is not what a chapter is called: %s', async (name) =>
    expect(await suggestionsOf(name, { chapters: CHAPTERS })).not.toHaveProperty('title'),
  );

  it('is the title of the whole beside cover and chapters, as its editor is told', async () => {
    const { id } = await aProgram(service, { centreId, createdBy: editor.id });
    const file = await taggedSound('d.mp3', { tags: TAGS, chapters: CHAPTERS, cover: 'png' });
    await editor.client.post(`/programs/${id}/audio`, formWith(file, { name: 'd.mp3' }));
    const processing = () => editor.client.get<ProcessingView>(`/programs/${id}/processing`);
    await until('it is ready', async () => (await processing()).body.state === 'ready', 60_000);
    expect((await processing()).body.suggestions).toMatchObject(TAGS);
  });
});
