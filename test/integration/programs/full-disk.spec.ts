import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formWith, sha256Of, wavOf } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { startService, type TestService } from '../../support/service.js';
import { smallDisk } from '../../support/small-disk.js';
import { announcing, asking, begin, sendPiece } from '../../support/tus-upload.js';

const disk = smallDisk('1m');
const withDisk = disk ? describe : describe.skip;
if (!disk) process.stderr.write('SKIPPED: uploads to a full disk, since this account may not mount a small one\n');

withDisk('a disk of 1 MB (skipped where this account may not mount one)', () => {
  let service: TestService;
  let editor: TestPerson;
  let centreId: string;
  beforeAll(async () => {
    service = await startService({ settings: { ROLE: 'api', MEDIA_ROOT: disk?.path ?? '' } });
    centreId = (await centreWith(service)).id;
    editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
  });
  afterAll(async () => {
    await service.stop();
    disk?.remove();
  });

  const incoming = () => readdir(join(disk?.path ?? '', 'incoming'));
  const begun = (programId: string) =>
    service.sql('SELECT 1 FROM resumable_uploads WHERE program_id = $1', [programId]);
  const fillBut = async (bytes: number) => (await disk?.fillBut(bytes)) ?? '';
  const handIn = async (seconds: number) => {
    const { id } = await aProgram(service, { centreId });
    return editor.client.post(`/programs/${id}/audio`, formWith(wavOf({ seconds })));
  };

  it('reports that it is full, keeps nothing of the file, and accepts a smaller one afterwards', async () => {
    expect(await handIn(120)).toMatchObject({ status: 507, body: { code: 'storage-full' } });
    expect(await incoming()).toEqual([]);
    expect((await handIn(10)).status).toBe(201);
  });

  it('refuses a resumable upload that would not fit', async () => {
    const { id } = await aProgram(service, { centreId });
    const answer = await editor.client.post('/uploads', undefined, announcing(id, 700_000));
    expect(answer).toMatchObject({ status: 507, body: { code: 'storage-full' } });
    expect([await incoming(), await begun(id)]).toEqual([[], []]);
  });

  it('reports that it became full while a piece arrived, keeps nothing, and accepts the file afterwards', async () => {
    const { id } = await aProgram(service, { centreId });
    const wav = wavOf({ seconds: 15, hertz: 450 });
    const path = await begin(editor.client, id, wav.length);
    expect((await sendPiece(editor.client, path, 0, wav.subarray(0, 50_000))).status).toBe(204);
    const filler = await fillBut(100_000);
    const answer = await sendPiece(editor.client, path, 50_000, wav.subarray(50_000));
    expect(answer).toMatchObject({ status: 507, body: { code: 'storage-full' } });
    expect([await incoming(), await begun(id)]).toEqual([[], []]);
    await rm(filler);
    const again = await begin(editor.client, id, wav.length);
    expect((await sendPiece(editor.client, again, 0, wav)).status).toBe(204);
    expect(await incoming()).toEqual([]);
  });

  it('keeps the upload when only the final copy does not fit, and completes it once there is space', async () => {
    const { id } = await aProgram(service, { centreId });
    const wav = wavOf({ seconds: 10, hertz: 460 });
    const path = await begin(editor.client, id, wav.length);
    const filler = await fillBut(wav.length + 20_000);
    expect(await sendPiece(editor.client, path, 0, wav)).toMatchObject({ status: 507, body: { code: 'storage-full' } });
    expect(await incoming()).toEqual([path.split('/').at(-1)]);
    await rm(filler);
    expect((await editor.client.head(path, undefined, asking)).status).toBe(200);
    expect((await editor.client.get(`/programs/${id}`)).body).toMatchObject({ original: { sha256: sha256Of(wav) } });
    expect(await incoming()).toEqual([]);
  });
});
