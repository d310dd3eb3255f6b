import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../src/platform/version.js';
import type { TranscodingView } from '../../../src/transcoding/status/transcoding.schemas.js';
import { wavOf } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { FFMPEG_OF_MACHINE } from '../../support/ffmpeg.js';
import { startService, type TestService } from '../../support/service.js';

const sampleOf = (name: string) => readFile(join(projectRoot(), 'media/samples', name));
const SAMPLES = ['direction.mp3', 'institutions.wav', 'procedures.m4a', 'apparatus.ogg', 'public-finance.opus'];

describe('an editor who hands in real speech', () => {
  let service: TestService;
  let editor: TestPerson;
  let stranger: TestPerson;
  let centreId: string;
  beforeAll(async () => {
    service = await startService({ settings: { ...FFMPEG_OF_MACHINE, AUDIO_MAX_SECONDS: '60' } });
    centreId = (await centreWith(service)).id;
    const elsewhere = await centreWith(service);
    editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
    stranger = await personWith(service, 'editor', { kind: 'centre', id: elsewhere.id });
  });
  afterAll(() => service.stop());

  const upload = async (sample: string) => uploadBytes(await sampleOf(sample), sample);

  async function uploadBytes(bytes: Buffer, name: string): Promise<string> {
    const { id } = await aProgram(service, { centreId, createdBy: editor.id });
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(bytes)]), name);
    const answer = await editor.client.post(`/programs/${id}/audio`, form);
    expect(answer.status).toBeLessThan(300);
    return id;
  }

  async function untilOver(id: string): Promise<TranscodingView> {
    for (;;) {
      const { body } = await editor.client.get<TranscodingView>(`/programs/${id}/transcoding`);
      if (!['awaiting-audio', 'waiting', 'running'].includes(body.state)) return body;
      await pause(50);
    }
  }

  it.each(SAMPLES)('gets %s ready at the target loudness', async (sample) => {
    const id = await upload(sample);
    const body = await untilOver(id);
    expect(body).toMatchObject({ state: 'ready', progress: 100, refusal: null, shortfall: null });
    for (const heard of Object.values(body.loudness?.after ?? {})) {
      expect(Math.abs((heard.lufs ?? 0) + 16)).toBeLessThanOrEqual(0.5);
      expect(heard.truePeak).toBeLessThanOrEqual(-1);
    }
  });

  it('can be previewed, whole and in part, by those within reach only', async () => {
    const id = await upload('procedures.m4a');
    await untilOver(id);
    const listen = (which: string, headers: Record<string, string> = {}, who = editor) =>
      fetch(`${service.url}/api/v1/programs/${id}/preview/${which}`, {
        headers: { authorization: `Bearer ${who.token}`, ...headers },
      });
    const original = await listen('original');
    expect(original.headers.get('content-type')).toBe('audio/mp4');
    expect(original.headers.get('cache-control')).toBe('private, no-cache');
    expect(Buffer.from(await original.arrayBuffer())).toEqual(await sampleOf('procedures.m4a'));
    const whole = await listen('speech');
    expect(whole.headers.get('content-type')).toBe('audio/mpeg');
    const bytes = Buffer.from(await whole.arrayBuffer());
    const part = await listen('speech', { range: 'bytes=100-199' });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(100, 200));
    expect((await listen('loud')).status).toBe(400);
    expect((await listen('speech', {}, stranger)).status).toBe(404);
    expect((await stranger.client.get(`/programs/${id}/transcoding`)).status).toBe(404);
  });

  it('is told why audio cannot be used by a code and its figures, never by a sentence', async () => {
    const id = await uploadBytes(wavOf({ seconds: 61 }), 'dài.wav');
    const refusal = { code: 'too-long', data: { limitSeconds: 60 } };
    expect(await untilOver(id)).toMatchObject({ state: 'refused', refusal });
    expect((await editor.client.get(`/programs/${id}`)).body).toMatchObject({ state: 'refused', refusal });
  });

  it('is told that nothing was handed in yet', async () => {
    const { id } = await aProgram(service, { centreId, createdBy: editor.id });
    const { body } = await editor.client.get<TranscodingView>(`/programs/${id}/transcoding`);
    expect(body).toMatchObject({ state: 'awaiting-audio', progress: 0 });
    expect((await editor.client.get(`/programs/${id}/preview/original`)).status).toBe(404);
  });
});
