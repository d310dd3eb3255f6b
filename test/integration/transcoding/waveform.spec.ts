import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WaveformView } from '../../../src/transcoding/waveform/waveform.schemas.js';
import { formWith } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { FFMPEG_OF_MACHINE } from '../../support/ffmpeg.js';
import { startService, type TestService } from '../../support/service.js';
import { babble, soundFile } from '../../support/sound.js';
import { until } from '../../support/until.js';

const SECONDS = 12;

describe('the waveform of a program', () => {
  let service: TestService;
  let editor: TestPerson;
  let stranger: TestPerson;
  let id: string;
  let empty: string;
  beforeAll(async () => {
    service = await startService({ settings: FFMPEG_OF_MACHINE });
    const { id: centreId } = await centreWith(service);
    editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
    stranger = await personWith(service, 'editor', { kind: 'centre', id: (await centreWith(service)).id });
    id = (await aProgram(service, { centreId, createdBy: editor.id })).id;
    empty = (await aProgram(service, { centreId, createdBy: editor.id })).id;
    await editor.client.post(`/programs/${id}/audio`, formWith(await soundFile(babble(SECONDS), 'a.wav')));
    const drawn = async () => (await editor.client.get(`/programs/${id}/waveform`)).status === 200;
    await until('it can be drawn', drawn);
  });
  afterAll(() => service.stop());

  it('is up to 1,800 points of 8 bits, and as long as the audio', async () => {
    const { body } = await editor.client.get<WaveformView>(`/programs/${id}/waveform`);
    expect(body.seconds).toBeCloseTo(SECONDS, 1);
    expect(body.peaks.length).toBeGreaterThan(1_000);
    expect(body.peaks.length).toBeLessThanOrEqual(1_800);
    expect(body.peaks.every((peak) => Number.isInteger(peak) && peak >= 0 && peak <= 255)).toBe(true);
    expect(Math.max(...body.peaks)).toBeGreaterThan(50);
  });

  const askForPicture = (headers: Record<string, string> = {}) =>
    fetch(`${service.url}/api/v1/programs/${id}/waveform.png`, {
      headers: { authorization: `Bearer ${editor.token}`, ...headers },
    });

  it('is a PNG of 1,800 by 360 as well', async () => {
    const answer = await askForPicture();
    expect(answer.headers.get('content-type')).toBe('image/png');
    const png = Buffer.from(await answer.arrayBuffer());
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1_800, 360]);
    expect(png.subarray(-8, -4).toString()).toBe('IEND');
  });

  it('is not sent again to a client that has it', async () => {
    const etag = (await askForPicture()).headers.get('etag') ?? '';
    expect((await askForPicture({ 'if-none-match': etag })).status).toBe(304);
  });

  it('is drawn by the worker: a request gets the bytes that were stored, and draws nothing', async () => {
    const stored = Buffer.from('stored instead of a picture');
    await service.sql('UPDATE waveforms SET picture = $1', [stored]);
    const answer = await askForPicture();
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(stored);
  });

  it.each(['waveform', 'waveform.png'])('is not known to those out of reach, or without audio: %s', async (what) => {
    expect((await stranger.client.get(`/programs/${id}/${what}`)).status).toBe(404);
    expect((await editor.client.get(`/programs/${empty}/${what}`)).status).toBe(404);
  });
});
