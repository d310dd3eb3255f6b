import type { Sql } from '../../platform/database/sql.js';
import type { ApprovalDecision } from '../library/library.schemas.js';
import type { RenditionHashes } from '../rendition-hashes.js';
import type { ProgramDescription } from '../versions.queries.js';

/** A decision with what was decided about. */
export interface DecisionRecord {
  id: string;
  decision: ApprovalDecision;
  note: string | null;
  decidedAt: Date;
  decidedBy: string;
  description: ProgramDescription;
  originalSha256: string;
  seconds: number;
  renditions: RenditionHashes;
  inForceFrom: Date | null;
  inForceUntil: Date | null;
  revokedAt: Date | null;
  revokedBy: string | null;
  revokedNote: string | null;
}

/** All decisions about versions of a program, newest first; at most `limit`, older than the id `before`. */
export function decisionsAbout(
  sql: Sql,
  programId: string,
  { limit, before }: { limit: number; before: string | undefined },
): Promise<DecisionRecord[]> {
  return sql.query<DecisionRecord>(
    `SELECT id, decision, note, decided_at AS "decidedAt", decided_by AS "decidedBy", description,
            original_sha256 AS "originalSha256", seconds, renditions, lower(in_force) AS "inForceFrom",
            upper(in_force) AS "inForceUntil", revoked_at AS "revokedAt", revoked_by AS "revokedBy",
            revoked_note AS "revokedNote"
     FROM approvals WHERE program_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [programId, before, limit],
  );
}
