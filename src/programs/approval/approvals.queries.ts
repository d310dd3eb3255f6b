import type { Sql } from '../../platform/database/sql.js';
import type { ApprovalDecision } from '../library/library.schemas.js';

export interface NewApproval {
  id: string;
  programId: string;
  originalSha256: string;
  decision: ApprovalDecision;
  note: string | null;
  /** A person's id. */
  decidedBy: string;
  decidedAt: Date;
}

/** The last decision about the audio in force. */
export type DecisionInForce = Pick<NewApproval, 'decision' | 'note' | 'decidedBy'>;

/** Of these programs, those that are approved, ready and not withdrawn, with the SHA-256 of the approved audio. */
export function approvedAudio(
  sql: Sql,
  programIds: readonly string[],
): Promise<{ programId: string; originalSha256: string }[]> {
  return sql.query<{ programId: string; originalSha256: string }>(
    `SELECT a.program_id AS "programId", a.original_sha256 AS "originalSha256"
     FROM program_approvals a JOIN programs p ON p.id = a.program_id
     WHERE a.program_id = ANY($1) AND a.decision = 'approved' AND p.state = 'ready' AND p.withdrawn_at IS NULL`,
    [programIds],
  );
}

export async function decisionInForce(sql: Sql, programId: string): Promise<DecisionInForce | undefined> {
  const rows = await sql.query<DecisionInForce>(
    'SELECT decision, note, decided_by AS "decidedBy" FROM program_approvals WHERE program_id = $1',
    [programId],
  );
  return rows[0];
}

/** Whether the person handed in this audio, or audio that it was made of: trimming audio does not change whose work it is. */
export async function wasHandedInBy(
  sql: Sql,
  { programId, sha256, personId }: { programId: string; sha256: string; personId: string },
): Promise<boolean> {
  const rows = await sql.query(
    `WITH RECURSIVE source (sha256) AS (
       SELECT $2::text
       UNION SELECT o.made_of FROM originals o JOIN source USING (sha256) WHERE o.program_id = $1 AND o.made_of IS NOT NULL)
     SELECT FROM originals JOIN source USING (sha256) WHERE program_id = $1 AND uploaded_by = $3 LIMIT 1`,
    [programId, sha256, personId],
  );
  return rows.length > 0;
}

export async function insertApproval(sql: Sql, approval: NewApproval): Promise<void> {
  const { id, programId, originalSha256, decision, note, decidedBy, decidedAt } = approval;
  await sql.query(
    `INSERT INTO approvals (id, program_id, original_sha256, decision, note, decided_by, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, programId, originalSha256, decision, note, decidedBy, decidedAt],
  );
}

/** Voids all decisions about the program's audio so far. */
export async function voidApprovals(sql: Sql, programId: string, at: Date): Promise<void> {
  await sql.query('UPDATE approvals SET voided_at = $2 WHERE program_id = $1 AND voided_at IS NULL', [programId, at]);
}
