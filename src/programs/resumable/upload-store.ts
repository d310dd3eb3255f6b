import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataStore, Upload } from '@tus/server';
import { PartFiles } from '../../platform/storage/part-files.js';
import { StorageFull } from '../../platform/storage/storage.problems.js';
import { ResumableUploads } from './resumable-uploads.service.js';

/** Where the tus server keeps uploads: the row tells of the whole, the file how much of it is there. */
@Injectable()
export class UploadStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination'];

  constructor(
    private readonly resumables: ResumableUploads,
    private readonly parts: PartFiles,
  ) {
    super();
  }

  /** Nothing is left to do: it was begun when it was let in. */
  override async create(upload: Upload): Promise<Upload> {
    return upload;
  }

  /** On a full disk the upload ends, so that what came of it does not keep the disk full. */
  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const { upload } = await this.resumables.progressOf(id);
    // Nothing more can come, and there is no file any more.
    if (upload.completedAt) {
      source.resume();
      return offset;
    }
    try {
      return await this.parts.append(id, source, offset);
    } catch (error) {
      if (error instanceof StorageFull) await this.resumables.discard(id);
      throw error;
    }
  }

  override async getUpload(id: string): Promise<Upload> {
    const { upload, arrived } = await this.resumables.progressOf(id);
    const metadata = { programId: upload.programId, filename: upload.fileName };
    return new Upload({ id, size: upload.bytes, offset: arrived, metadata });
  }

  override remove(id: string): Promise<void> {
    return this.resumables.discard(id);
  }
}
