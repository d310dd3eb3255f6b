import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LeftoversTick } from '../../../src/programs/cleanup/leftovers.tick.js';
import { sha256Of, wavOf } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { type TestCentre, centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { asking, begin, offsetOf, pieceAt, sendPiece, type TusFile, tusUpload } from '../../support/tus-upload.js';
import { until } from '../../support/until.js';

let service: TestService;
let centre: TestCentre;
let editor: TestPerson;
beforeAll(async () => {
  service = await startService({ at: '2026-03-02T02:00:00Z', settings: { ROLE: 'api' } });
  centre = await centreWith(service);
});
beforeEach(async () => {
  editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
});
afterAll(() => service.stop());

const program = async () => (await aProgram(service, { centreId: centre.id })).id;
const send = (file: TusFile) => tusUpload(service.url, editor.token, file);
const incoming = () => readdir(join(service.mediaRoot, 'incoming')).catch(() => []);
const kept = (sha256: string) => readFile(join(service.mediaRoot, 'originals', sha256.slice(0, 2), sha256));
const uploads = (programId: string) =>
  service.sql('SELECT 1 FROM resumable_uploads WHERE program_id = $1', [programId]);

/** Sends a piece whose beginning reaches the disk and whose rest never arrives. @returns a function that closes the connection */
async function hanging(path: string, beginning: Buffer): Promise<() => void> {
  const stop = new AbortController();
  const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(beginning)) });
  const headers = { ...pieceAt(0), authorization: `Bearer ${editor.token}` };
  const init = { method: 'PATCH', headers, body, duplex: 'half', signal: stop.signal } as RequestInit;
  void fetch(`${service.url}/api/v1${path}`, init).catch(() => undefined);
  const file = join(service.mediaRoot, 'incoming', path.split('/').at(-1) ?? '');
  await until('its beginning is on the disk', async () => (await readFile(file)).length === beginning.length);
  return () => stop.abort();
}

describe('an upload that can be resumed', () => {
  it('gives the program the same audio as a form would, in pieces of any size', async () => {
    const [programId, wav] = [await program(), wavOf({ seconds: 10, hertz: 500 })];
    const answer = await send({ programId, bytes: wav, fileName: 'Bản tin sáng.wav', pieceBytes: 50_001 });
    expect(answer.status).toBe(204);
    expect((await editor.client.get(`/programs/${programId}`)).body).toMatchObject({
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
    const audited = `SELECT 1 FROM audit_entries WHERE did = 'program.audio' AND thing_id = $1`;
    expect(await service.sql(audited, [programId])).toHaveLength(1);
  });

  it('resumes after asking how much has arrived', async () => {
    const [programId, wav] = [await program(), wavOf({ seconds: 10, hertz: 510 })];
    const path = await begin(editor.client, programId, wav.length);
    expect((await sendPiece(editor.client, path, 0, wav.subarray(0, 70_000))).headers.get('upload-offset')).toBe(
      '70000',
    );
    const sent: (string | undefined)[] = [];
    const beforeRequest: TusFile['beforeRequest'] = (request) => void sent.push(request.getHeader('Upload-Offset'));
    const at = `${service.url}/api/v1${path}`;
    expect((await send({ programId, bytes: wav, at, beforeRequest })).status).toBe(204);
    expect(sent).toEqual([undefined, '70000']);
    expect(await kept(sha256Of(wav))).toEqual(wav);
  });

  it('keeps what arrived before the connection was lost', async () => {
    const [programId, wav] = [await program(), wavOf({ seconds: 20, hertz: 520 })];
    const path = await begin(editor.client, programId, wav.length);
    const stop = await hanging(path, wav.subarray(0, 100_000));
    stop();
    expect(await offsetOf(editor.client, path)).toBe(100_000);
    expect((await sendPiece(editor.client, path, 100_000, wav.subarray(100_000))).status).toBe(204);
    expect(await kept(sha256Of(wav))).toEqual(wav);
  });

  it('takes over from a connection that hangs', async () => {
    const [programId, wav] = [await program(), wavOf({ seconds: 20, hertz: 525 })];
    const path = await begin(editor.client, programId, wav.length);
    const stop = await hanging(path, wav.subarray(0, 100_000));
    expect(await offsetOf(editor.client, path)).toBe(100_000);
    expect((await sendPiece(editor.client, path, 100_000, wav.subarray(100_000))).status).toBe(204);
    stop();
    expect(await kept(sha256Of(wav))).toEqual(wav);
  });

  it('refuses a piece with a wrong offset, and accepts the right one afterwards', async () => {
    const [programId, wav] = [await program(), wavOf({ hertz: 530 })];
    const path = await begin(editor.client, programId, wav.length);
    expect(await sendPiece(editor.client, path, 5, wav)).toMatchObject({ status: 409, body: { code: 'other-offset' } });
    expect((await sendPiece(editor.client, path, 0, wav)).status).toBe(204);
  });

  it('accepts one of two concurrent last pieces, and gives the program its audio once', async () => {
    const [programId, wav] = [await program(), wavOf({ seconds: 20, hertz: 540 })];
    const path = await begin(editor.client, programId, wav.length);
    const answers = await Promise.all([
      sendPiece(editor.client, path, 0, wav),
      sendPiece(editor.client, path, 0, wav),
      sendPiece(editor.client, path, 0, wav),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expect(await service.sql('SELECT 1 FROM originals WHERE program_id = $1', [programId])).toHaveLength(1);
    expect(await kept(sha256Of(wav))).toEqual(wav);
    expect(await incoming()).toEqual([]);
  });

  it('tells a client that lost the response that all of it has arrived', async () => {
    const [programId, wav] = [await program(), wavOf({ hertz: 550 })];
    const { at } = await send({ programId, bytes: wav });
    expect((await send({ programId, bytes: wav, at: at ?? '' })).status).toBe(200);
    const path = at?.split('/api/v1')[1] ?? '';
    expect((await sendPiece(editor.client, path, wav.length, Buffer.alloc(0))).status).toBe(204);
    expect((await sendPiece(editor.client, path, wav.length, wav)).status).toBe(413);
    expect(await service.sql('SELECT 1 FROM originals WHERE program_id = $1', [programId])).toHaveLength(1);
  });

  it('is removed when it is cancelled', async () => {
    const programId = await program();
    const path = await begin(editor.client, programId, 1_000);
    await sendPiece(editor.client, path, 0, Buffer.alloc(10));
    expect((await editor.client.delete(path, undefined, asking)).status).toBe(204);
    expect((await editor.client.head(path, undefined, asking)).status).toBe(404);
    expect([await incoming(), await uploads(programId)]).toEqual([[], []]);
  });

  it('is completed or cancelled, and the service goes on, when both are asked for at the same moment', async () => {
    const wav = wavOf({ hertz: 560 });
    const ends = async () => {
      const programId = await program();
      const path = await begin(editor.client, programId, wav.length);
      await writeFile(join(service.mediaRoot, 'incoming', path.split('/').at(-1) ?? ''), wav);
      // Each question completes an upload that has arrived.
      const looks = [1, 2, 3, 4].map(() => editor.client.head(path, undefined, asking));
      const cancelled = editor.client.delete(path, undefined, asking);
      const statuses = (await Promise.all([...looks, cancelled])).map(({ status }) => status);
      const { body } = await editor.client.get(`/programs/${programId}`);
      return { wrong: statuses.filter((status) => ![200, 204, 404].includes(status)), state: body['state'] };
    };
    for (let round = 0; round < 5; round += 1) {
      for (const { wrong, state } of await Promise.all([ends(), ends(), ends()])) {
        expect(wrong).toEqual([]);
        expect(['transcoding', 'awaiting-audio']).toContain(state);
      }
    }
    expect(await incoming()).toEqual([]);
  });

  it('is removed a day after its last byte', async () => {
    const programId = await program();
    const [old, young] = [await begin(editor.client, programId, 1_000), await begin(editor.client, programId, 1_000)];
    service.clock.moveTo('2026-03-03T03:00:00Z');
    editor = await personWith(service, 'editor', { kind: 'centre', id: centre.id });
    const yesterday = Date.now() / 1_000 - 25 * 3_600;
    await utimes(join(service.mediaRoot, 'incoming', old.split('/').at(-1) ?? ''), yesterday, yesterday);
    await service.get(LeftoversTick).tick();
    expect(await incoming()).toEqual([young.split('/').at(-1)]);
    expect(await uploads(programId)).toHaveLength(1);
    await service.sql('DELETE FROM resumable_uploads WHERE program_id = $1', [programId]);
    const file = join(service.mediaRoot, 'incoming', young.split('/').at(-1) ?? '');
    await utimes(file, yesterday, yesterday);
    await service.get(LeftoversTick).tick();
    expect(await incoming()).toEqual([]);
  });
});
