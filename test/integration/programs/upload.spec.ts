import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LeftoversTick } from '../../../src/programs/cleanup/leftovers.tick.js';
import { ProgramsService } from '../../../src/programs/programs.service.js';
import { formWith, sha256Of, wavOf } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram, approve } from '../../factories/program.factory.js';
import { type TestCentre, centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { slowUpload } from '../../support/slow-upload.js';
import { until } from '../../support/until.js';

const LIMIT = 400_000;

const ONE_FILE = { pointer: '/file', message: expect.stringMatching(/^must be the only file/) };

describe('handing in the audio of a program', () => {
  let service: TestService;
  let centre: TestCentre;
  let editor: TestPerson;
  beforeAll(async () => {
    service = await startService({ settings: { ROLE: 'api', UPLOAD_MAX_BYTES: String(LIMIT) } });
    centre = await centreWith(service);
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
  });
  afterAll(() => service.stop());

  const program = async () => (await aProgram(service, { centreId: centre.id })).id;
  const handIn = (id: string, form: FormData) => editor.client.post(`/programs/${id}/audio`, form);
  const incoming = () => readdir(join(service.mediaRoot, 'incoming')).catch(() => []);
  const kept = (sha256: string) => readFile(join(service.mediaRoot, 'originals', sha256.slice(0, 2), sha256));
  const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
  const slowly = (id: string) => slowUpload(`${service.url}/api/v1/programs/${id}/audio`, editor.token);
  const becomesEmpty = async () => {
    await until('nothing is left', async () => (await incoming()).length === 0);
  };

  it('stores the file under its SHA-256, and lets the program wait for its transcoding', async () => {
    const id = await program();
    const wav = wavOf({ hertz: 300 });
    const answer = await handIn(id, formWith(wav, { name: 'Bản tin sáng.wav' }));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      id,
      state: 'transcoding',
      original: {
        sha256: sha256Of(wav),
        bytes: wav.length,
        fileName: 'Bản tin sáng.wav',
        uploadedBy: { id: editor.id },
      },
    });
    expect(await kept(sha256Of(wav))).toEqual(wav);
    expect(await incoming()).toEqual([]);
    const folder = join(service.mediaRoot, 'originals', sha256Of(wav).slice(0, 2));
    expect([await modeOf(join(folder, sha256Of(wav))), await modeOf(folder)]).toEqual(['640', '750']);
  });

  it('keeps a file name for display, without path and control characters', async () => {
    const answer = await handIn(await program(), formWith(wavOf(), { name: '../../../etc/\u202Egpj.wav' }));
    expect(answer.body).toMatchObject({ original: { fileName: 'gpj.wav' } });
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'audio-empty'],
    ['a text', Buffer.from('Kính gửi Uỷ ban nhân dân xã'.repeat(50)), 'not-audio'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-audio'],
    ['random bytes', randomBytes(100_000), 'not-audio'],
    ['a playlist that poses as audio', Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'), 'not-audio'],
  ])('refuses %s and leaves nothing behind', async (_, bytes, code) => {
    const id = await program();
    const answer = await handIn(id, formWith(bytes, { name: 'bai.mp3' }));
    expect(answer).toMatchObject({ status: 422, body: { code } });
    expect(await incoming()).toEqual([]);
    expect(await service.sql('SELECT 1 FROM originals WHERE program_id = $1', [id])).toEqual([]);
  });

  it('refuses a form without a file, and a body that is not a form', async () => {
    const id = await program();
    for (const [body, pointer] of [
      [new FormData(), '/file'],
      [formWith(wavOf(), { field: 'audio' }), '/audio'],
    ]) {
      const answer = await editor.client.post(`/programs/${id}/audio`, body);
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [{ pointer }] } });
    }
    const json = await editor.client.post(`/programs/${id}/audio`, { file: 'x' });
    expect(json).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });

  it.each<[string, string, Record<string, unknown>, string | Blob]>([
    ['a second file', 'file', ONE_FILE, new Blob([new Uint8Array(wavOf({ hertz: 500 }))])],
    ['a second file of another name', 'other', ONE_FILE, new Blob(['x'])],
    ['a text besides', 'title', { pointer: '/title', message: 'is not known here' }, 'Bản tin'],
  ])('refuses a form with %s, and stores nothing of it', async (_, field, fault, second) => {
    const id = await program();
    const form = formWith(wavOf({ hertz: 499 }));
    form.append(field, second);
    const answer = await handIn(id, form);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [fault] } });
    await becomesEmpty();
    expect(await service.sql('SELECT 1 FROM originals WHERE program_id = $1', [id])).toEqual([]);
    expect((await editor.client.get(`/programs/${id}`)).body).toMatchObject({ original: null });
  });

  it.each([
    ['a boundary of 3,000 characters', 'b'.repeat(3_000), ''],
    ['an empty boundary', '', ''],
    ['no boundary', undefined, ''],
    ['a boundary that never comes', 'b', 'no part here'],
    ['no end', 'b', '--b\r\ncontent-disposition: form-data; name="file"; filename="x.mp3"\r\n\r\nabc'],
    ['an end in the middle of a header', 'b', '--b\r\ncontent-dispo'],
    ['a part without headers', 'b', '--b\r\n\r\nabc\r\n--b--\r\n'],
    ['a header that is none', 'b', '--b\r\n\0\0\0\r\n\r\nabc\r\n--b--\r\n'],
    ['many fields', 'b', `${'--b\r\ncontent-disposition: form-data; name="file"\r\n\r\n1\r\n'.repeat(200)}--b--\r\n`],
    ['a field of the prototype', 'b', field('__proto__', 'x')],
    ['a text where the file should be', 'b', field('file', 'abc')],
    ['a field that should be JSON', 'b', field('a', '{', 'application/json')],
    ['nothing', 'b', ''],
    ['only its end', 'b', '--b--\r\n'],
  ])('refuses a form with %s', async (_, boundary, body) => {
    const type = boundary === undefined ? 'multipart/form-data' : `multipart/form-data; boundary=${boundary}`;
    const headers = { authorization: `Bearer ${editor.token}`, 'content-type': type };
    const path = `${service.url}/api/v1/programs/${await program()}/audio`;
    const answer = await fetch(path, { method: 'POST', headers, body });
    expect(await answer.json()).toMatchObject({ status: 400, code: 'invalid-request', errors: [{ pointer: '/file' }] });
    await becomesEmpty();
  });

  it('refuses a file that is announced as too large before it is read', async () => {
    const answer = await handIn(await program(), formWith(Buffer.alloc(LIMIT + 200_000)));
    expect(answer).toMatchObject({ status: 413, body: { code: 'too-large', maxBytes: LIMIT } });
  });

  it('refuses a file that turns out to be too large while it arrives', async () => {
    const id = await program();
    const upload = slowly(id);
    await upload.send(wavOf());
    for (let count = 0; count < 20; count += 1) await upload.send(Buffer.alloc(65_536));
    expect(await upload.finish()).toMatchObject({ status: 413, body: { code: 'too-large' } });
    await becomesEmpty();
  });

  it('accepts a file of exactly the limit', async () => {
    const wav = wavOf({ seconds: (LIMIT - 44) / 16_000 });
    expect(wav.length).toBe(LIMIT);
    expect((await handIn(await program(), formWith(wav))).status).toBe(201);
    expect((await handIn(await program(), formWith(Buffer.concat([wav, Buffer.alloc(1)])))).status).toBe(413);
  });

  it('leaves nothing behind when the connection is lost', async () => {
    const id = await program();
    const upload = slowly(id);
    await upload.send(wavOf());
    await until('its beginning is there', async () => (await incoming()).length === 1);
    upload.breakOff();
    await becomesEmpty();
    expect(await service.get(ProgramsService).find(id)).toMatchObject({ state: 'awaiting-audio' });
  });

  it('removes the file when the program was withdrawn in the meantime', async () => {
    const id = await program();
    const wav = wavOf({ hertz: 310 });
    const upload = slowly(id);
    await upload.send(wav);
    await until('its beginning is there', async () => (await incoming()).length === 1);
    await editor.client.post(`/programs/${id}/withdraw`, { because: 'Sai nội dung' });
    expect(await upload.finish()).toMatchObject({ status: 409, body: { code: 'program-withdrawn' } });
    await expect(kept(sha256Of(wav))).rejects.toThrow('ENOENT');
    expect(await incoming()).toEqual([]);
  });

  it('never loses a file that another program has when one of its uploads is rolled back', async () => {
    const wav = wavOf({ hertz: 320 });
    const [kept1, undone] = [await program(), await program()];
    const upload = slowly(undone);
    await upload.send(wav);
    expect((await handIn(kept1, formWith(wav))).status).toBe(201);
    await editor.client.post(`/programs/${undone}/withdraw`, { because: 'Sai nội dung' });
    expect((await upload.finish()).status).toBe(409);
    expect(await kept(sha256Of(wav))).toEqual(wav);
  });

  it('stores the same audio once for many programs at once', async () => {
    const wav = wavOf({ hertz: 330 });
    const programs = await Promise.all(Array.from({ length: 6 }, program));
    const answers = await Promise.all(programs.map((id) => handIn(id, formWith(wav))));
    expect(answers.map((answer) => answer.status)).toEqual(programs.map(() => 201));
    expect(await service.sql('SELECT kind FROM audio WHERE sha256 = $1', [sha256Of(wav)])).toHaveLength(1);
    expect(await kept(sha256Of(wav))).toEqual(wav);
  });

  it('records both of two uploads to one program at once; the newest is in force', async () => {
    const id = await program();
    const wavs = [wavOf({ hertz: 340 }), wavOf({ hertz: 350 })];
    await Promise.all(wavs.map((wav) => handIn(id, formWith(wav))));
    const recorded = await service.sql<{ sha256: string }>(
      'SELECT sha256 FROM originals WHERE program_id = $1 ORDER BY id',
      [id],
    );
    expect(recorded.map(({ sha256 }) => sha256).sort()).toEqual(wavs.map(sha256Of).sort());
    expect((await service.get(ProgramsService).find(id)).originalSha256).toBe(recorded[1]?.sha256);
  });

  it('asks for a new approval of new audio, and for none when the approved audio comes back', async () => {
    const id = await program();
    const [first, second] = [wavOf({ hertz: 360 }), wavOf({ hertz: 370 })];
    await handIn(id, formWith(first));
    await service.get(ProgramsService).audioReady(sha256Of(first), { seconds: 1 });
    await approve(service, id, sha256Of(first));
    expect((await handIn(id, formWith(first))).body).toMatchObject({
      state: 'ready',
      approval: { decision: 'approved' },
    });
    const inForce = { originalSha256: sha256Of(first) };
    const corrected = {
      state: 'transcoding',
      approval: null,
      inForce,
      changedSinceApproval: { audio: true, fields: [] },
    };
    expect((await handIn(id, formWith(second))).body).toMatchObject(corrected);
    const again = { approval: { decision: 'approved' }, inForce, changedSinceApproval: { audio: false } };
    expect((await handIn(id, formWith(first))).body).toMatchObject(again);
  });

  it('removes what a killed process left behind a day ago, and nothing younger', async () => {
    const [old, young] = ['old', 'young'].map((name) => join(service.mediaRoot, 'incoming', name));
    await writeFile(old ?? '', 'x');
    await writeFile(young ?? '', 'x');
    const yesterday = Date.now() / 1_000 - 25 * 3_600;
    await utimes(old ?? '', yesterday, yesterday);
    await service.get(LeftoversTick).tick();
    expect(await incoming()).toEqual(['young']);
  });

  it('accepts no audio from people who may not change the program', async () => {
    const id = await program();
    const leader = await personWith(service, 'leader', { kind: 'centre', id: centre.id });
    const stranger = await personWith(service, 'editor', { kind: 'centre', id: (await centreWith(service)).id });
    expect((await leader.client.post(`/programs/${id}/audio`, formWith(wavOf()))).status).toBe(403);
    expect((await stranger.client.post(`/programs/${id}/audio`, formWith(wavOf()))).status).toBe(404);
  });
});

function field(name: string, value: string, type = 'text/plain'): string {
  return `--b\r\ncontent-disposition: form-data; name="${name}"\r\ncontent-type: ${type}\r\n\r\n${value}\r\n--b--\r\n`;
}
