import type { Sql } from '../../platform/database/sql.js';
import type { Work } from '../../platform/database/unit-of-work.js';
import { uuidv7 } from '../../platform/uuid.js';
import type { ApprovalDecision } from '../library/library.schemas.js';
import type { RenditionHashes } from '../rendition-hashes.js';

export interface NewApproval {
  id: string;
  programId: string;
  decision: ApprovalDecision;
  note: string | null;
  /** A person's id. */
  decidedBy: string;
  /** Of what is approved, by profile. */
  renditions: RenditionHashes;
}

/** The decision about the newest version, with the name of the person who made it. */
export interface MadeDecision {
  decision: ApprovalDecision;
  note: string | null;
  decidedAt: Date;
  decidedBy: string;
  name: string;
}

export async function decisionOf(sql: Sql, programId: string): Promise<MadeDecision | undefined> {
  const [made] = await sql.query<MadeDecision>(
    `SELECT d.decision, d.note, d.decided_at AS "decidedAt", d.decided_by AS "decidedBy", p.name
     FROM program_decisions d JOIN people p ON p.id = d.decided_by WHERE d.program_id = $1`,
    [programId],
  );
  return made;
}

/** SHA-256 of the description as it is now. */
export async function descriptionHash(sql: Sql, programId: string): Promise<string | undefined> {
  const [row] = await sql.query<{ sha256: string }>(
    `SELECT encode(sha256(convert_to(description_of(p)::text, 'UTF8')), 'hex') AS sha256 FROM programs p WHERE id = $1`,
    [programId],
  );
  return row?.sha256;
}

/** Whether the person made the program, changed its description since its last approval, or handed in these bytes anywhere. */
export async function isOwnWork(
  sql: Sql,
  { programId, sha256, personId }: { programId: string; sha256: string; personId: string },
): Promise<boolean> {
  const rows = await sql.query(
    `SELECT FROM programs WHERE id = $1 AND ($3::uuid = ANY (described_by || created_by) OR handed_in_by($2, $3))`,
    [programId, sha256, personId],
  );
  return rows.length > 0;
}

/** Stores a decision about the newest version, with what was decided about. */
export async function insertApproval(work: Work, approval: NewApproval): Promise<void> {
  const { id, programId, decision, note, decidedBy, renditions } = approval;
  await work.query(
    `INSERT INTO approvals (id, program_id, original_sha256, seconds, description, renditions, decision, note, decided_by,
       decided_at, in_force)
     SELECT $1, p.id, p.original_sha256, p.seconds, description_of(p), $3, $4, $5, $6, $7,
       CASE WHEN $4 = 'approved' THEN tstzrange($7, NULL) END
     FROM programs p WHERE p.id = $2`,
    [id, programId, renditions, decision, note, decidedBy, work.now],
  );
}

/** Ends the version in force at `work.now`; what has begun before goes on. */
export async function endVersionInForce(work: Work, programId: string): Promise<void> {
  await work.query(
    `UPDATE approvals SET in_force = in_force * tstzrange(NULL, $2)
     WHERE program_id = $1 AND in_force && tstzrange($2, NULL)`,
    [programId, work.now],
  );
}

/** Takes the version in force off the air, also what has begun. @returns SHA-256 of its original; undefined if there is none */
export async function revokeVersionInForce(
  work: Work,
  programId: string,
  { because, by }: { because: string; by: string },
): Promise<string | undefined> {
  const [revoked] = await work.query<{ originalSha256: string }>(
    `UPDATE approvals SET in_force = in_force * tstzrange(NULL, $2), revoked_at = $2, revoked_by = $3, revoked_note = $4,
       superseded_at = coalesce(superseded_at, $2)
     WHERE id = (SELECT approval_id FROM versions_in_force WHERE program_id = $1)
     RETURNING original_sha256 AS "originalSha256"`,
    [programId, work.now, by, because],
  );
  return revoked?.originalSha256;
}

/** A version in force with renditions other than the approved ones. */
export interface RenewedVersion {
  programId: string;
  originalSha256: string;
  renditions: RenditionHashes;
}

/** The version in force that ended just now, and whether its decision was about the newest version. */
interface EndedVersion {
  approvalId: string;
  programId: string;
  wasNewest: boolean;
}

/**
 * Approves other renditions of the versions in force. The programs are locked, one after the other, until the transaction
 * ends; those that have another version in force meanwhile are left out.
 * @returns how many were approved
 */
export async function approveRenditions(
  work: Work,
  renewed: readonly RenewedVersion[],
  { note, decidedBy }: { note: string | null; decidedBy: string },
): Promise<number> {
  const programIds = renewed.map(({ programId }) => programId);
  await work.query('SELECT FROM programs WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [programIds]);
  const ended = await work.query<EndedVersion>(
    `UPDATE approvals a SET in_force = a.in_force * tstzrange(NULL, $2), superseded_at = coalesce(a.superseded_at, $2)
     FROM versions_in_force v JOIN unnest($1::uuid[], $3::text[]) AS w (program_id, original_sha256)
       ON w.program_id = v.program_id AND w.original_sha256 = v.original_sha256
     WHERE v.approval_id = a.id
     RETURNING a.id AS "approvalId", a.program_id AS "programId", old.superseded_at IS NULL AS "wasNewest"`,
    [programIds, work.now, renewed.map(({ originalSha256 }) => originalSha256)],
  );
  const renditions = new Map(renewed.map((one) => [one.programId, one.renditions]));
  const rows = ended.map((one) => ({ ...one, id: uuidv7(), renditions: renditions.get(one.programId) }));
  await work.query(
    `INSERT INTO approvals (id, program_id, original_sha256, seconds, description, renditions, decision, note, decided_by,
       decided_at, superseded_at, in_force)
     SELECT w.id, a.program_id, a.original_sha256, a.seconds, a.description, w.renditions, 'approved', $2, $3, $4,
       CASE WHEN NOT w."wasNewest" THEN $4::timestamptz END, tstzrange($4, NULL)
     FROM jsonb_to_recordset($1) AS w (id uuid, "approvalId" uuid, renditions jsonb, "wasNewest" boolean)
     JOIN approvals a ON a.id = w."approvalId"`,
    [JSON.stringify(rows), note, decidedBy, work.now],
  );
  return rows.length;
}

/** Announces the description as it is now, from `work.now` on; one that is announced already stays. */
export async function announceDescription(work: Work, programId: string): Promise<void> {
  const announced = await work.query(
    `SELECT FROM programs p JOIN program_descriptions d ON d.program_id = p.id AND upper_inf(d.during)
     WHERE p.id = $1 AND (d.title, d.topic, d.genre, d.segment_id, d.origin, d.source_office, d.legal_texts, d.language)
       IS NOT DISTINCT FROM (p.title, p.topic, p.genre, p.segment_id, p.origin, p.source_office, p.legal_texts, p.language)`,
    [programId],
  );
  if (announced.length === 0) await replaceDescription(work, programId);
  await work.query(`UPDATE programs SET described_by = '{}' WHERE id = $1`, [programId]);
}

async function replaceDescription(work: Work, programId: string): Promise<void> {
  await work.query('DELETE FROM program_descriptions WHERE program_id = $1 AND lower(during) >= $2', [
    programId,
    work.now,
  ]);
  await work.query(
    `UPDATE program_descriptions SET during = during * tstzrange(NULL, $2)
     WHERE program_id = $1 AND during && tstzrange($2, NULL)`,
    [programId, work.now],
  );
  await work.query(
    `INSERT INTO program_descriptions (program_id, during, title, topic, genre, segment_id, origin, source_office,
       legal_texts, language)
     SELECT id, tstzrange(CASE WHEN EXISTS (SELECT FROM program_descriptions WHERE program_id = $1) THEN $2::timestamptz END, NULL),
       title, topic, genre, segment_id, origin, source_office, legal_texts, language
     FROM programs WHERE id = $1`,
    [programId, work.now],
  );
}
