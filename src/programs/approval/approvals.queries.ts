import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Work } from '../../platform/database/unit-of-work.js';

export type Decision = 'approved' | 'sent-back';

export interface NewApproval {
  id: string;
  programId: string;
  originalSha256: string;
  decision: Decision;
  note: string | null;
  decidedBy: string;
  decidedAt: Date;
}

/** The last decision about the audio in force. */
export type DecisionInForce = Pick<NewApproval, 'decision' | 'note' | 'decidedBy'>;

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

  async inForce(work: Work, programId: string): Promise<DecisionInForce | undefined> {
    const rows: DecisionInForce[] = await work.manager.query(
      'SELECT decision, note, decided_by AS "decidedBy" FROM program_approvals WHERE program_id = $1',
      [programId],
    );
    return rows[0];
  }

  /** Whether the person handed in this audio, or any that it was made of: cutting it makes it nobody else's work. */
  async handedInBy(work: Work, programId: string, sha256: string, personId: string): Promise<boolean> {
    const rows: unknown[] = await work.manager.query(
      `WITH RECURSIVE source (sha256) AS (
         SELECT $2::text
         UNION SELECT o.made_of FROM originals o JOIN source USING (sha256) WHERE o.program_id = $1 AND o.made_of IS NOT NULL)
       SELECT FROM originals JOIN source USING (sha256) WHERE program_id = $1 AND uploaded_by = $3 LIMIT 1`,
      [programId, sha256, personId],
    );
    return rows.length > 0;
  }

  async insert(work: Work, approval: NewApproval): Promise<void> {
    const { id, programId, originalSha256, decision, note, decidedBy, decidedAt } = approval;
    await work.manager.query(
      `INSERT INTO approvals (id, program_id, original_sha256, decision, note, decided_by, decided_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, programId, originalSha256, decision, note, decidedBy, decidedAt],
    );
  }

  async voidAll(work: Work, programId: string, at: Date): Promise<void> {
    await work.manager.query('UPDATE approvals SET voided_at = $2 WHERE program_id = $1 AND voided_at IS NULL', [
      programId,
      at,
    ]);
  }
}
