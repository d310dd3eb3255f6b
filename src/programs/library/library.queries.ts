import type { ScopeDirectory } from '../../identity/scope.directory.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Priority, ProgramOrigin, ProgramState } from '../program.entity.js';
import type { ProgramReach } from '../program-reach.js';
import type { AudioRefusal } from '../programs.queries.js';
import type { RenditionHashes } from '../rendition-hashes.js';
import type { ProgramDescription } from '../versions.queries.js';
import type { ApprovalDecision, ProgramFilter } from './library.schemas.js';

/** A program in its newest version, with the decision about it and the version in force. */
export interface ProgramRecord {
  id: string;
  centreId: string | null;
  stationId: string | null;
  title: string;
  topic: string;
  genre: string;
  segmentId: string | null;
  origin: ProgramOrigin;
  sourceOffice: string | null;
  legalTexts: string[];
  language: string;
  priority: Priority;
  expiresOn: string | null;
  state: ProgramState;
  refusal: AudioRefusal | null;
  seconds: number | null;
  sha256: string | null;
  bytes: number;
  fileName: string;
  uploadedAt: Date;
  uploadedBy: string;
  descriptionSha256: string;
  decision: ApprovalDecision | null;
  note: string | null;
  decidedAt: Date;
  decidedBy: string;
  approved: ProgramDescription | null;
  approvedSha256: string | null;
  approvedSeconds: number;
  approvedRenditions: RenditionHashes;
  approvedAt: Date;
  approvedBy: string;
  createdBy: string;
  createdAt: Date;
  withdrawnAt: Date | null;
  withdrawnNote: string | null;
  revision: string;
}

const RECORDS = `
  SELECT p.id, p.centre_id AS "centreId", p.station_id AS "stationId", p.title, p.topic, p.genre,
    p.segment_id AS "segmentId", p.origin, p.source_office AS "sourceOffice", p.legal_texts AS "legalTexts", p.language, p.priority,
    p.expires_on AS "expiresOn", p.state, p.seconds,
    CASE WHEN p.refusal_code IS NOT NULL
      THEN jsonb_build_object('code', p.refusal_code, 'data', p.refusal_data) END AS refusal,
    p.created_by AS "createdBy", p.created_at AS "createdAt",
    p.withdrawn_at AS "withdrawnAt", p.withdrawn_note AS "withdrawnNote", p.revision,
    p.original_sha256 AS sha256, audio.bytes, o.file_name AS "fileName", o.uploaded_at AS "uploadedAt",
    o.uploaded_by AS "uploadedBy", a.decision, a.note, a.decided_at AS "decidedAt", a.decided_by AS "decidedBy",
    encode(sha256(convert_to(description_of(p)::text, 'UTF8')), 'hex') AS "descriptionSha256",
    v.description AS approved, v.original_sha256 AS "approvedSha256", v.seconds AS "approvedSeconds",
    v.renditions AS "approvedRenditions", v.decided_at AS "approvedAt", v.decided_by AS "approvedBy"
  FROM programs p
  LEFT JOIN audio ON audio.sha256 = p.original_sha256
  LEFT JOIN LATERAL (SELECT * FROM originals WHERE program_id = p.id AND sha256 = p.original_sha256
                     ORDER BY id DESC LIMIT 1) o ON true
  LEFT JOIN LATERAL (SELECT * FROM program_decisions WHERE program_id = p.id) a ON true
  LEFT JOIN versions_in_force v ON v.program_id = p.id`;

export async function programRecord(sql: Sql, id: string): Promise<ProgramRecord | undefined> {
  const rows = await sql.query<ProgramRecord>(`${RECORDS} WHERE p.id = $1`, [id]);
  return rows[0];
}

/**
 * Programs within `reach`, newest first; one more than `filter.limit`, which says whether there is another page.
 * @param now the instant whose local days decide which stations are within reach
 * @param before id of the last program of the page before
 */
export function listPrograms(
  sql: Sql,
  { reach, scopes, now }: { reach: ProgramReach; scopes: ScopeDirectory; now: Date },
  filter: ProgramFilter,
  before: string | undefined,
): Promise<ProgramRecord[]> {
  const within = (asked: 'reads' | 'contributes') => `((${asked}->>'everywhere')::boolean
      OR ${asked}->'centreIds' ? p.centre_id::text
      OR p.station_id IS NOT NULL AND ${scopes.isWithin('p.station_id', `${asked}->'byDay'`, '$8')})`;
  return sql.query<ProgramRecord>(
    `${RECORDS}, (SELECT $1::jsonb AS wanted, $2::jsonb AS reads, $3::jsonb AS contributes) asked
     WHERE (${within('reads')} OR (p.created_by = $4 AND ${within('contributes')}))
       AND p.centre_id IS NOT DISTINCT FROM coalesce((wanted->>'centreId')::uuid, p.centre_id)
       AND p.station_id IS NOT DISTINCT FROM coalesce((wanted->>'stationId')::uuid, p.station_id)
       AND p.segment_id IS NOT DISTINCT FROM coalesce((wanted->>'segmentId')::uuid, p.segment_id)
       AND p.topic = coalesce(wanted->>'topic', p.topic)
       AND p.genre = coalesce(wanted->>'genre', p.genre)
       AND p.state = coalesce(wanted->>'state', p.state)
       AND (p.withdrawn_at IS NOT NULL) = (wanted->>'withdrawn')::boolean
       AND CASE wanted->>'approval' WHEN 'waiting' THEN p.state = 'ready' AND a.decision IS NULL
             WHEN 'approved' THEN a.decision = 'approved' WHEN 'sent-back' THEN a.decision = 'sent-back' ELSE true END
       AND coalesce((wanted->>'inForce')::boolean = (v.program_id IS NOT NULL), true)
       AND ($5::text IS NULL OR unaccent(p.title) ILIKE unaccent($5))
       AND ($6::uuid IS NULL OR p.id < $6)
     ORDER BY p.id DESC LIMIT $7`,
    [filter, reach.reads, reach.contributes, reach.personId, likePattern(filter.search), before, filter.limit + 1, now],
  );
}

const likePattern = (search: string | undefined) =>
  search === undefined ? null : `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
