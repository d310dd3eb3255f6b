import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeAccessFromOthers } from './modes.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vang-modes-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const modeOf = async (...path: string[]) => ((await stat(join(root, ...path))).mode & 0o777).toString(8);

it('takes access from others, never gives it, and changes nothing the second time', async () => {
  await mkdir(join(root, 'open', 'private'), { recursive: true });
  await writeFile(join(root, 'open', 'file'), '');
  await writeFile(join(root, 'open', 'private', 'own'), '');
  for (const [path, mode] of [
    ['open/file', 0o666],
    ['open/private/own', 0o600],
    ['open/private', 0o700],
    ['open', 0o777],
  ] as const) {
    await chmod(join(root, path), mode);
  }
  expect(await takeAccessFromOthers(join(root, 'open'))).toBe(2);
  expect([await modeOf('open'), await modeOf('open', 'file')]).toEqual(['750', '640']);
  expect([await modeOf('open', 'private'), await modeOf('open', 'private', 'own')]).toEqual(['700', '600']);
  expect(await takeAccessFromOthers(join(root, 'open'))).toBe(0);
  expect(await takeAccessFromOthers(join(root, 'nothing'))).toBe(0);
});
