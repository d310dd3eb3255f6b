import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataStore, Upload } from '@tus/server';
import { PartFiles } from '../../platform/storage/part-files.js';
import { StorageFull } from '../../platform/storage/storage.problems.js';
import { ResumableUploadsService } from './resumable-uploads.service.js';

/** The tus server's store: the row has the length of the whole, the size of the file shows how much of it has arrived. */
@Injectable()
export class TusUploadsStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination'];

  constructor(
    private readonly resumables: ResumableUploadsService,
    private readonly parts: PartFiles,
  ) {
    super();
  }

  /** Does nothing: the upload was created when it was admitted. */
  override async create(upload: Upload): Promise<Upload> {
    return upload;
  }

  /** On a full disk the upload ends, so that its file does not keep the disk full. */
  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const { upload } = await this.resumables.progressOf(id);
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
