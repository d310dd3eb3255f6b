import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { type Client, clientOf } from '../../../api-client/client.js';
import { sha256Of, wavOf } from '../../factories/audio.factory.js';
import { type TestPerson, personWith } from '../../factories/person.factory.js';
import { aProgram } from '../../factories/program.factory.js';
import { centreWith } from '../../factories/station.factory.js';
import { freePort } from '../../support/free-port.js';
import { type ServiceProcess, startProcess } from '../../support/process.js';
import { startService, type TestService } from '../../support/service.js';
import { asking, begin, sendPiece, tusUpload } from '../../support/tus-upload.js';
import { until } from '../../support/until.js';

describe('an upload while the service is killed', () => {
  let here: TestService;
  let settings: Record<string, string> & { PORT: string };
  let service: ServiceProcess;
  let editor: TestPerson;
  let client: Client;
  let centreId: string;
  beforeAll(async () => {
    here = await startService({ settings: { ROLE: 'api' } });
    const place = { DATABASE_URL: here.databaseUrl, MEDIA_ROOT: here.mediaRoot, DATA_DIR: here.mediaRoot };
    settings = { ...place, ROLE: 'api', PORT: String(await freePort()) };
    service = await startProcess(settings);
    centreId = (await centreWith(here)).id;
    editor = await personWith(here, 'editor', { kind: 'centre', id: centreId });
    client = clientOf(service.url, editor.token);
  });
  afterAll(async () => {
    await service.stop();
    await here.stop();
  });

  const restart = async () => {
    await service.kill9();
    service = await startProcess(settings);
  };
  const program = async () => (await aProgram(here, { centreId })).id;
  const kept = (sha256: string) => readFile(join(here.mediaRoot, 'originals', sha256.slice(0, 2), sha256));
  const originalsOf = (programId: string) =>
    here.sql<{ sha256: string }>('SELECT sha256 FROM originals WHERE program_id = $1', [programId]);

  it('resumes when the service is back, and arrives complete', async () => {
    const [programId, wav] = [await program(), wavOf({ seconds: 120, hertz: 700 })];
    let restarted: Promise<void> | undefined;
    const outcome = await tusUpload(service.url, editor.token, {
      programId,
      bytes: wav,
      pieceBytes: 200_000,
      retryDelays: Array.from({ length: 60 }, () => 500),
      afterPiece: (accepted) => {
        if (accepted >= 600_000) restarted ??= restart();
      },
    });
    await restarted;
    expect(outcome.status).toBe(204);
    expect(await originalsOf(programId)).toEqual([{ sha256: sha256Of(wav) }]);
    expect(await kept(sha256Of(wav))).toEqual(wav);
  });

  it('is completed when the client asks about it, if the service was killed after the last byte', async () => {
    const [programId, wav] = [await program(), wavOf({ seconds: 20, hertz: 710 })];
    const path = await begin(client, programId, wav.length);
    const letGo = await holding(here, programId);
    const sending = sendPiece(client, path, 0, wav).catch(() => undefined);
    const place = join(here.mediaRoot, 'incoming');
    await until('all of it is there, twice', async () => {
      const sizes = await Promise.all((await readdir(place)).map(async (name) => (await stat(join(place, name))).size));
      return sizes.filter((size) => size === wav.length).length === 2;
    });
    await restart();
    await letGo();
    await sending;
    expect(await originalsOf(programId)).toEqual([]);
    const answer = await client.head(path, undefined, asking);
    expect([answer.status, answer.headers.get('upload-offset')]).toEqual([200, String(wav.length)]);
    expect(await originalsOf(programId)).toEqual([{ sha256: sha256Of(wav) }]);
    expect(await kept(sha256Of(wav))).toEqual(wav);
  });
});

/** Locks the program's row. @returns a function that releases it */
async function holding(service: TestService, programId: string): Promise<() => Promise<void>> {
  const runner = service.get(DataSource).createQueryRunner();
  await runner.startTransaction();
  await runner.query('SELECT 1 FROM programs WHERE id = $1 FOR UPDATE', [programId]);
  return async () => {
    await runner.rollbackTransaction();
    await runner.release();
  };
}
