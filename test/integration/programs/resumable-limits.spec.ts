import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { formWith, wavOf } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { type TestCentre, centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import {
  announcing,
  asking,
  begin,
  offsetOf,
  pieceAt,
  sendPiece,
  type TusFile,
  tusUpload,
} from '../../support/tus-upload.js';

const LIMIT = 400_000;
const DAILY = 3_000_000;

let service: TestService;
let centre: TestCentre;
let editor: TestPerson;
beforeAll(async () => {
  // A day passes while people are signed in.
  const settings = {
    SESSION_HOURS: '72',
    UPLOAD_MAX_BYTES: String(LIMIT),
    UPLOAD_DAILY_BYTES_PER_PERSON: String(DAILY),
  };
  service = await startService({ at: '2026-03-02T02:00:00Z', settings: { ROLE: 'api', ...settings } });
  centre = await centreWith(service);
});
beforeEach(async () => {
  editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
});
afterAll(() => service.stop());

const program = async () => (await aProgram(service, { centreId: centre.id })).id;
const send = (file: TusFile, by = editor) => tusUpload(service.url, by.token, file);
const incoming = () => readdir(join(service.mediaRoot, 'incoming')).catch(() => []);
const uploads = (programId: string) =>
  service.sql('SELECT 1 FROM resumable_uploads WHERE program_id = $1', [programId]);

describe('a resumable upload refuses with a problem document, and leaves nothing behind,', () => {
  it.each([
    ['a text', Buffer.from('Kính gửi Uỷ ban nhân dân xã'.repeat(50)), 422, 'not-audio'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 422, 'not-audio'],
    ['random bytes', randomBytes(100_000), 422, 'not-audio'],
    ['a playlist that poses as audio', Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'), 422, 'not-audio'],
    ['an empty file', Buffer.alloc(0), 422, 'audio-empty'],
    ['a file that is too large', Buffer.alloc(LIMIT + 1), 413, 'too-large'],
  ])('%s', async (_, bytes, status, code) => {
    const programId = await program();
    expect(await send({ programId, bytes, fileName: 'bai.mp3' })).toMatchObject({ status, problem: { status, code } });
    expect([await incoming(), await uploads(programId)]).toEqual([[], []]);
  });

  it('more bytes than were announced, also in a piece without a length', async () => {
    const programId = await program();
    const path = await begin(editor.client, programId, 1_000);
    expect(await sendPiece(editor.client, path, 0, wavOf())).toMatchObject({
      status: 413,
      body: { code: 'longer-than-announced' },
    });
    const headers = { ...pieceAt(0), authorization: `Bearer ${editor.token}` };
    const body = new Blob([new Uint8Array(wavOf())]).stream();
    const init = { method: 'PATCH', headers, body, duplex: 'half' } as RequestInit;
    const answer = await fetch(`${service.url}/api/v1${path}`, init);
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'longer-than-announced' }]);
    await editor.client.delete(path, undefined, asking);
  });

  it.each([
    ['no version of tus', { 'upload-length': '10' }, 412, 'not-tus'],
    ['no length', asking, 400, 'invalid-request'],
    ['a length that is none', { ...asking, 'upload-length': 'nhieu' }, 400, 'invalid-request'],
    ['a length that comes later', { ...asking, 'upload-defer-length': '1' }, 400, 'not-supported'],
    ['no program', { ...asking, 'upload-length': '10' }, 400, 'invalid-request'],
    [
      'metadata that are none',
      { ...asking, 'upload-length': '10', 'upload-metadata': '!!! ???' },
      400,
      'invalid-request',
    ],
    ['a program that is none', announcing('../../../etc', 10), 400, 'invalid-request'],
    ['a program that does not exist', announcing('0190a0a0-0000-7000-8000-000000000000', 10), 404, 'not-found'],
  ])('%s', async (_, headers, status, code) => {
    const answer = await editor.client.post('/uploads', undefined, headers);
    expect(answer).toMatchObject({ status, body: { status, code, detail: expect.any(String) } });
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.headers.get('tus-resumable')).toBe('1.0.0');
    expect(await incoming()).toEqual([]);
  });

  it.each<[string, Record<string, string>, Record<string, unknown>]>([
    ['no length', asking, { pointer: '/Upload-Length', message: 'còn thiếu' }],
    [
      'a length that is none',
      { ...asking, 'upload-length': 'nhieu' },
      { pointer: '/Upload-Length', message: 'không hợp lệ trong tus 1.0.0' },
    ],
    [
      'metadata that are none',
      { ...asking, 'upload-length': '10', 'upload-metadata': '!!! ???' },
      { pointer: '/Upload-Metadata', message: 'không hợp lệ trong tus 1.0.0' },
    ],
  ])('%s, and names the header in Vietnamese', async (_, headers, fault) => {
    const answer = await editor.client.post('/uploads', undefined, { ...headers, 'accept-language': 'vi' });
    expect(answer).toMatchObject({ status: 400, body: { errors: [fault] } });
  });

  it('another version of tus', async () => {
    const answer = await editor.client.post('/uploads', undefined, { 'tus-resumable': '0.2.2', 'upload-length': '10' });
    expect(answer).toMatchObject({ status: 412, body: { code: 'not-tus' } });
  });

  it.each(['../../../../etc/cron.d/x', '..\\..\\boot.ini', '/etc/passwd\0.wav', '$(reboot).wav', '\u202Egpj.wav'])(
    'to let the name %j reach the disk',
    async (fileName) => {
      const [programId, wav] = [await program(), wavOf({ hertz: 560 + fileName.length })];
      const path = await begin(editor.client, programId, wav.length);
      expect(await incoming()).toEqual([path.split('/').at(-1)]);
      await editor.client.delete(path, undefined, asking);
      expect((await send({ programId, bytes: wav, fileName })).status).toBe(204);
      const { body } = await editor.client.get<{ original: { fileName: string } }>(`/programs/${programId}`);
      expect(body.original.fileName).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
      expect((await readdir(service.mediaRoot)).sort()).toEqual(['incoming', 'originals', 'renditions']);
    },
  );

  it('everybody but the person who began it, as if it did not exist', async () => {
    const programId = await program();
    const path = await begin(editor.client, programId, 1_000);
    const colleague = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const everywhere = await personWith(service, 'editor');
    for (const other of [colleague, everywhere]) {
      expect((await other.client.head(path, undefined, asking)).status).toBe(404);
      expect(await sendPiece(other.client, path, 0, wavOf())).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
      expect(await other.client.delete(path, undefined, asking)).toMatchObject({ status: 404 });
    }
    expect(await offsetOf(editor.client, path)).toBe(0);
    await editor.client.delete(path, undefined, asking);
  });

  it('pieces for a program that was withdrawn in the meantime', async () => {
    const [programId, wav] = [await program(), wavOf({ hertz: 590 })];
    const path = await begin(editor.client, programId, wav.length);
    await editor.client.post(`/programs/${programId}/withdraw`, { because: 'Sai nội dung' });
    expect(await sendPiece(editor.client, path, 0, wav)).toMatchObject({
      status: 409,
      body: { code: 'program-withdrawn' },
    });
    expect((await editor.client.delete(path, undefined, asking)).status).toBe(204);
  });
});

describe('the daily volume of one person', () => {
  it('counts unfinished uploads, resumable uploads and forms', async () => {
    const wav = wavOf({ seconds: 20, hertz: 600 });
    const count = Math.floor(DAILY / wav.length) - 1;
    await begin(editor.client, await program(), wav.length);
    for (let at = 0; at < count; at += 1) {
      const programId = await program();
      if (at % 2) expect((await send({ programId, bytes: wav })).status).toBe(204);
      else expect((await editor.client.post(`/programs/${programId}/audio`, formWith(wav))).status).toBe(201);
    }
    const refused = { code: 'daily-volume-used-up', limitBytes: DAILY, usedBytes: (count + 1) * wav.length };
    const [tus, form] = [await program(), await program()];
    expect(await send({ programId: tus, bytes: wav })).toMatchObject({ status: 429, problem: refused });
    const answer = await editor.client.post(`/programs/${form}/audio`, formWith(wav));
    expect(answer).toMatchObject({ status: 429, body: refused });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const colleague = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    expect((await send({ programId: tus, bytes: wav }, colleague)).status).toBe(204);
    service.clock.moveTo('2026-03-03T17:00:01Z');
    expect((await send({ programId: form, bytes: wav })).status).toBe(204);
  });
});
