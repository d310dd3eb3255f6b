import { mkdir, rename, rm } from 'node:fs/promises';

/** As when the disk at `folder` is unmounted while `use` runs: the mount point is there, and empty. */
export async function unmounted(folder: string, use: () => Promise<void>): Promise<void> {
  const disk = `${folder}.disk`;
  await rename(folder, disk);
  await mkdir(folder);
  try {
    await use();
  } finally {
    await rm(folder, { recursive: true });
    await rename(disk, folder);
  }
}
