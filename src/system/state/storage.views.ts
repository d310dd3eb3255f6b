import { Injectable } from '@nestjs/common';
import { inTime } from '../../platform/in-time.js';
import { type DiskSpace, MediaDisk } from '../../platform/storage/media-disk.js';
import type { MediaKind } from '../../platform/storage/media-store.js';
import { StoredFilesDirectory } from '../../platform/storage/stored-files.directory.js';

/** A hung network disk does not keep the rest from being told. */
const TIMEOUT_MS = 2_000;

interface Volume {
  files: number;
  bytes: number;
}

export interface StorageState {
  originals: Volume;
  renditions: Volume;
  mediaDisk: DiskSpace | null;
}

/** How much audio is stored, and how much room there is. */
@Injectable()
export class StorageViews {
  constructor(
    private readonly disk: MediaDisk,
    private readonly stored: StoredFilesDirectory,
  ) {}

  async state(): Promise<StorageState> {
    const [volumes, mediaDisk] = await Promise.all([
      this.stored.volumes(),
      inTime(this.disk.spaceNow(), TIMEOUT_MS).catch(() => null),
    ]);
    const of = (wanted: MediaKind): Volume => {
      const { files = 0, bytes = 0 } = volumes.find(({ kind }) => kind === wanted) ?? {};
      return { files, bytes };
    };
    return { originals: of('original'), renditions: of('rendition'), mediaDisk };
  }
}
