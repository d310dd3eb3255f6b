import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/database/unit-of-work.js';

@Injectable()
export class ProgramsQueries {
  /** The programs that became ready. One that was refused becomes ready too: its audio was transcoded again. */
  async markReady(work: Work, originalSha256: string, seconds: number): Promise<string[]> {
    const [rows]: [{ id: string }[], number] = await work.manager.query(
      `UPDATE programs SET state = 'ready', seconds = $2, refused_because = NULL
       WHERE original_sha256 = $1 AND state IN ('transcoding', 'refused') RETURNING id`,
      [originalSha256, seconds],
    );
    return rows.map(({ id }) => id);
  }

  /** The programs that were refused; one that is ready stays so. */
  async markRefused(work: Work, originalSha256: string, because: string): Promise<string[]> {
    const [rows]: [{ id: string }[], number] = await work.manager.query(
      `UPDATE programs SET state = 'refused', seconds = NULL, refused_because = $2
       WHERE original_sha256 = $1 AND state = 'transcoding' RETURNING id`,
      [originalSha256, because],
    );
    return rows.map(({ id }) => id);
  }
}
