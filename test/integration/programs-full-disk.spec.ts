import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formWith, wavOf } from '../factories/audio.factory.js';
import { type TestPerson, personWith } from '../factories/person.factory.js';
import { aProgram } from '../factories/program.factory.js';
import { centreWith } from '../factories/station.factory.js';
import { startService, type TestService } from '../support/service.js';

const disk = smallDisk();
const withDisk = disk ? describe : describe.skip;

withDisk('a disk of 1 MB (skipped where this account may not mount one)', () => {
  let service: TestService;
  let editor: TestPerson;
  let centreId: string;
  beforeAll(async () => {
    service = await startService({ settings: { ROLE: 'api', MEDIA_ROOT: disk ?? '' } });
    centreId = (await centreWith(service)).id;
    editor = await personWith(service, 'editor', { kind: 'centre', id: centreId });
  });
  afterAll(async () => {
    await service.stop();
    execFileSync('umount', [disk ?? '']);
    rmSync(disk ?? '', { recursive: true, force: true });
  });

  const handIn = async (seconds: number) => {
    const { id } = await aProgram(service, { centreId });
    return editor.client.post(`/programs/${id}/audio`, formWith(wavOf({ seconds })));
  };

  it('says when it is full, keeps nothing of the file, and takes a smaller one afterwards', async () => {
    expect(await handIn(120)).toMatchObject({ status: 507, body: { code: 'storage-full' } });
    expect(await readdir(join(disk ?? '', 'incoming'))).toEqual([]);
    expect((await handIn(10)).status).toBe(201);
  });
});

/** A memory disk of 1 MB; undefined where this account may not mount. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'vang-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
}
