import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Work } from '../../platform/database/unit-of-work.js';
import { ResumableUpload } from './resumable-upload.entity.js';

@Injectable()
export class ResumableUploadsQueries {
  constructor(private readonly source: DataSource) {}

  find(id: string): Promise<ResumableUpload | null> {
    return this.source.manager.findOneBy(ResumableUpload, { id });
  }

  /** Whether this call completed it; false when it is completed already, or gone. Others wait until the work is done. */
  async complete(work: Work, id: string, now: Date): Promise<boolean> {
    const [, changed]: [unknown[], number] = await work.manager.query(
      'UPDATE resumable_uploads SET completed_at = $2 WHERE id = $1 AND completed_at IS NULL',
      [id, now],
    );
    return changed > 0;
  }

  async remove(id: string): Promise<void> {
    await this.source.query('DELETE FROM resumable_uploads WHERE id = $1', [id]);
  }

  begunBefore(before: Date): Promise<{ id: string; completed: boolean }[]> {
    return this.source.query(
      'SELECT id, completed_at IS NOT NULL AS completed FROM resumable_uploads WHERE begun_at < $1 ORDER BY id',
      [before],
    );
  }
}
