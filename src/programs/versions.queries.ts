import type { Sql } from '../platform/database/sql.js';
import type { Work } from '../platform/database/unit-of-work.js';
import type { ProgramOrigin } from './program.entity.js';
import type { RenditionHashes } from './rendition-hashes.js';

/** What is announced of a program. */
export interface ProgramDescription {
  title: string;
  topic: string;
  genre: string;
  segmentId: string | null;
  origin: ProgramOrigin;
  sourceOffice: string | null;
  legalTexts: string[];
  language: string;
}

/** The approved version of a program that airs now. */
export interface VersionInForce {
  programId: string;
  originalSha256: string;
  /** Length of its audio. */
  seconds: number;
}

/** A version in force with the SHA-256 of what stations get, by profile. */
export interface ApprovedVersion extends VersionInForce {
  renditions: RenditionHashes;
}

/** The versions in force of those programs that have one; a withdrawn program has none. */
export function versionsInForce(sql: Sql, programIds: readonly string[]): Promise<ApprovedVersion[]> {
  return sql.query<ApprovedVersion>(
    `SELECT program_id AS "programId", original_sha256 AS "originalSha256", seconds, renditions
     FROM versions_in_force WHERE program_id = ANY ($1)`,
    [programIds],
  );
}

/** Records that another version was handed in: the decision about the one before is no longer about the newest. */
export async function supersedeDecision(work: Work, programId: string): Promise<void> {
  await work.query('UPDATE approvals SET superseded_at = $2 WHERE program_id = $1 AND superseded_at IS NULL', [
    programId,
    work.now,
  ]);
}

/** Records who changed the description, since they may not approve it. */
export async function addDescriber(work: Work, programId: string, personId: string): Promise<void> {
  await work.query(
    'UPDATE programs SET described_by = described_by || $2::uuid WHERE id = $1 AND $2::uuid <> ALL (described_by)',
    [programId, personId],
  );
}
