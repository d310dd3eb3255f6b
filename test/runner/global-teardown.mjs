import { rm } from 'node:fs/promises';

export default async function tearDown() {
  const { database, folder } = globalThis.vangTest;
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
