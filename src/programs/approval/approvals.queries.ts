import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

@Injectable()
export class ApprovalsQueries {
  constructor(private readonly source: DataSource) {}

  /** Of these programs, those that are approved and not withdrawn, with the audio that was approved. */
  async approvedAudio(programIds: readonly string[]): Promise<{ programId: string; originalSha256: string }[]> {
    return this.source.query(
      `SELECT a.program_id AS "programId", a.original_sha256 AS "originalSha256"
       FROM program_approvals a JOIN programs p ON p.id = a.program_id
       WHERE a.program_id = ANY($1) AND a.decision = 'approved' AND p.state = 'ready' AND p.withdrawn_at IS NULL`,
      [[...programIds]],
    );
  }
}
