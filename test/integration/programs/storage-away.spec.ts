import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { formWith, wavOf } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { freePort } from '../../support/free-port.js';
import { spawnService } from '../../support/process.js';
import { startService, type TestService } from '../../support/service.js';
import { unmounted } from '../../support/unmounted.js';
import { asking, begin, sendPiece } from '../../support/tus-upload.js';

let service: TestService;
let editor: TestPerson;
let centreId: string;
beforeAll(async () => {
  service = await startService({ settings: { ROLE: 'api' } });
  centreId = (await centreWith(service)).id;
  editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
});
afterAll(() => service.stop());

const handIn = async (programId: string) =>
  editor.client.post(`/programs/${programId}/audio`, formWith(wavOf({ seconds: 1 })));
const away = { status: 503, body: { code: 'storage-away' } };

it('accepts nothing for a disk that is not mounted, and goes on where it was when the disk is back', async () => {
  const [before, whole, pieces] = [
    await aProgram(service, { centreId }),
    await aProgram(service, { centreId }),
    await aProgram(service, { centreId }),
  ];
  expect((await handIn(before.id)).status).toBe(201);
  const preview = `/programs/${before.id}/preview/original`;
  const wav = wavOf({ seconds: 2, hertz: 470 });
  const path = await begin(editor.client, pieces.id, wav.length);
  expect((await sendPiece(editor.client, path, 0, wav.subarray(0, 9_000))).status).toBe(204);
  await unmounted(service.mediaRoot, async () => {
    const answer = await handIn(whole.id);
    expect(answer).toMatchObject(away);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await sendPiece(editor.client, path, 9_000, wav.subarray(9_000))).toMatchObject(away);
    expect((await editor.client.head(path, undefined, asking)).status).toBe(503);
    expect(await editor.client.get(preview)).toMatchObject(away);
    expect(await readdir(service.mediaRoot)).toEqual([]);
  });
  expect((await editor.client.get(preview)).status).toBe(200);
  expect((await sendPiece(editor.client, path, 9_000, wav.subarray(9_000))).status).toBe(204);
  expect((await handIn(whole.id)).status).toBe(201);
});

it('does not start on a folder that has none of the audio that the database names', async () => {
  expect((await handIn((await aProgram(service, { centreId })).id)).status).toBe(201);
  await unmounted(service.mediaRoot, async () => {
    const place = { DATABASE_URL: service.databaseUrl, MEDIA_ROOT: service.mediaRoot, DATA_DIR: '/tmp' };
    const { child, output, ended } = spawnService({ ...place, PORT: String(await freePort()) });
    await ended;
    expect([child.exitCode, output()]).toEqual([
      1,
      expect.stringMatching(/^The database names audio, .* no folder .*\n$/),
    ]);
  });
});
