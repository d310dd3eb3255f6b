import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { projectRoot } from '../../../src/platform/version.js';
import type { TranscodingView } from '../../../src/transcoding/status/transcoding.schemas.js';
import { TranscodingsService } from '../../../src/transcoding/requests/transcodings.service.js';
import { formWith } from '../../factories/audio.factory.js';
import { withAudio } from '../../factories/original.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { FFMPEG_OF_MACHINE } from '../../support/ffmpeg.js';
import { jobsIdle } from '../../support/jobs-idle.js';
import { startService, type TestService } from '../../support/service.js';
import { soundFile } from '../../support/sound.js';
import { until } from '../../support/until.js';

let service: TestService;
let ours: string;
let theirs: string;
let editor: TestPerson;
let neighbour: TestPerson;
let chief: TestPerson;
beforeAll(async () => {
  service = await startService({ settings: { ...FFMPEG_OF_MACHINE, TRANSCODE_CONCURRENCY: '2' } });
  ours = (await centreWith(service)).id;
  theirs = (await centreWith(service)).id;
  editor = await personWith(service, 'editor', { kind: 'centre', id: ours });
  neighbour = await personWith(service, 'editor', { kind: 'centre', id: theirs });
  chief = await personWith(service, 'editor');
});
afterAll(() => service.stop());

async function handIn(by: TestPerson, centreId: string, sound: Buffer): Promise<string> {
  const { id } = await aProgram(service, { centreId, createdBy: by.id });
  expect((await by.client.post(`/programs/${id}/audio`, formWith(sound))).status).toBe(201);
  await until('the audio is ready', async () => {
    const [row] = await service.sql<{ state: string }>('SELECT state FROM programs WHERE id = $1', [id]);
    return row?.state === 'ready';
  });
  return id;
}

async function sameAs(id: string, who: TestPerson): Promise<unknown[]> {
  const { body } = await who.client.get<TranscodingView>(`/programs/${id}/transcoding`);
  expect(body.state).toBe('ready');
  const found = body.findings.filter(({ code }) => code === 'same-audio');
  return found.flatMap(({ programs }) => programs);
}

it('tells each person of those programs with the same audio that they may see', async () => {
  const path = join(projectRoot(), 'media/samples/civil-service.mp3');
  const sound = await readFile(path);
  const again = await soundFile(`amovie=${path.replaceAll(/([:\\'])/g, '\\$1')}`, 'x.m4a', [
    '-af',
    'volume=-6dB',
    '-c:a',
    'aac',
  ]);
  const first = await handIn(neighbour, theirs, sound);
  const sameFile = await handIn(editor, ours, sound);
  const reEncoded = await handIn(editor, ours, again);
  const other = await handIn(editor, ours, await readFile(join(projectRoot(), 'media/samples/direction.mp3')));

  expect(await sameAs(reEncoded, editor)).toMatchObject([{ id: sameFile, sameFile: false }]);
  expect(await sameAs(sameFile, editor)).toMatchObject([{ id: reEncoded, sameFile: false }]);
  expect(await sameAs(first, neighbour)).toEqual([]);
  expect(await sameAs(other, chief)).toEqual([]);
  expect(await sameAs(sameFile, chief)).toMatchObject([
    { id: first, sameFile: true },
    { id: reEncoded, sameFile: false },
  ]);
  expect(await sameAs(reEncoded, chief)).toMatchObject([
    { id: first, sameFile: false },
    { id: sameFile, sameFile: false },
  ]);
  const { body } = await editor.client.get(`/programs/${reEncoded}/transcoding`);
  expect(JSON.stringify(body)).not.toContain(first);
});

it('tells nothing of withdrawn programs', async () => {
  const sound = await readFile(join(projectRoot(), 'media/samples/procedures.m4a'));
  const gone = await handIn(editor, ours, sound);
  const id = await handIn(editor, ours, sound);
  expect(await sameAs(id, editor)).toMatchObject([{ id: gone }]);
  expect((await editor.client.post(`/programs/${gone}/withdraw`, { because: 'trùng' })).status).toBeLessThan(300);
  expect(await sameAs(id, editor)).toEqual([]);
});

it('tells of two recordings that become ready at the same time, whichever is looked at', async () => {
  const { originals, ids } = await twoAlike();
  const held = service.get(DataSource).createQueryRunner();
  await held.startTransaction();
  // Both have been compared by then, and neither is finished.
  await held.query('LOCK TABLE renditions IN EXCLUSIVE MODE');
  for (const original of originals) await service.get(TranscodingsService).request(original);
  await until('both wait for each other', async () => {
    const [row] = await service.sql<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_locks WHERE relation = 'renditions'::regclass AND NOT granted`,
    );
    return row?.waiting === 2;
  });
  await held.rollbackTransaction();
  await held.release();
  await jobsIdle(service, ['transcoding']);
  const [one, other] = ids;
  expect(await sameAs(one, editor)).toMatchObject([{ id: other, sameFile: false }]);
  expect(await sameAs(other, editor)).toMatchObject([{ id: one, sameFile: false }]);
});

/** Two programs with the same sound in two files, of which nobody was told. */
async function twoAlike() {
  const made: { id: string; original: string }[] = [];
  for (const [name, options] of [
    ['a.flac', ['-c:a', 'flac']],
    ['a.mp3', ['-c:a', 'libmp3lame']],
  ] as const) {
    const program = await aProgram(service, { centreId: ours, createdBy: editor.id });
    const path = join(projectRoot(), 'media/samples/apparatus.ogg').replaceAll(/([:\\'])/g, '\\$1');
    made.push({
      id: program.id,
      original: await withAudio(service, program, await soundFile(`amovie=${path}`, name, options)),
    });
  }
  const [one, other] = made;
  if (!one || !other) throw new Error('two were to be made');
  return { originals: [one.original, other.original], ids: [one.id, other.id] as const };
}
