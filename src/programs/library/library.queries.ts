import type { ScopeDirectory } from '../../identity/scope.directory.js';
import { matches } from '../../platform/database/search-sql.js';
import type { Sql } from '../../platform/database/sql.js';
import type { Priority, ProgramOrigin, ProgramState } from '../program.entity.js';
import type { ProgramReach } from '../program-reach.js';
import type { AudioRefusal } from '../programs.queries.js';
import type { RenditionHashes } from '../rendition-hashes.js';
import type { ProgramDescription } from '../versions.queries.js';
import type { ApprovalDecision, ProgramFilter, ProgramOrder } from './library.schemas.js';

/** A program in its newest version, with the decision about it and the version in force. */
export interface ProgramRecord {
  id: string;
  centreId: string | null;
  stationId: string | null;
  title: string;
  topic: string;
  genre: string;
  segmentId: string | null;
  segmentName: string | null;
  origin: ProgramOrigin;
  sourceOffice: string | null;
  legalTexts: string[];
  language: string;
  priority: Priority;
  expiresOn: string | null;
  state: ProgramState;
  refusal: AudioRefusal | null;
  seconds: number | null;
  nextAiringAt: Date | null;
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

const FROM = `FROM programs p
  LEFT JOIN LATERAL (SELECT * FROM program_decisions WHERE program_id = p.id) a ON true
  LEFT JOIN versions_in_force v ON v.program_id = p.id`;

/** @param nextAiring SQL of when a program `p` airs next */
const records = (nextAiring: string): string => `
  SELECT p.id, p.centre_id AS "centreId", p.station_id AS "stationId", p.title, p.topic, p.genre,
    p.segment_id AS "segmentId", seg.name AS "segmentName", p.origin, p.source_office AS "sourceOffice", p.legal_texts AS "legalTexts", p.language, p.priority,
    p.expires_on AS "expiresOn", p.state, p.seconds,
    (${nextAiring})::timestamptz AS "nextAiringAt",
    CASE WHEN p.refusal_code IS NOT NULL
      THEN jsonb_build_object('code', p.refusal_code, 'data', p.refusal_data) END AS refusal,
    p.created_by AS "createdBy", p.created_at AS "createdAt",
    p.withdrawn_at AS "withdrawnAt", p.withdrawn_note AS "withdrawnNote", p.revision,
    p.original_sha256 AS sha256, audio.bytes, o.file_name AS "fileName", o.uploaded_at AS "uploadedAt",
    o.uploaded_by AS "uploadedBy", a.decision, a.note, a.decided_at AS "decidedAt", a.decided_by AS "decidedBy",
    encode(sha256(convert_to(description_of(p)::text, 'UTF8')), 'hex') AS "descriptionSha256",
    v.description AS approved, v.original_sha256 AS "approvedSha256", v.seconds AS "approvedSeconds",
    v.renditions AS "approvedRenditions", v.decided_at AS "approvedAt", v.decided_by AS "approvedBy"
  ${FROM}
  LEFT JOIN audio ON audio.sha256 = p.original_sha256 LEFT JOIN segments seg ON seg.id = p.segment_id
  LEFT JOIN LATERAL (SELECT * FROM originals WHERE program_id = p.id AND sha256 = p.original_sha256
                     ORDER BY id DESC LIMIT 1) o ON true`;

/** A program's record as it is at an instant. @param next SQL of when it airs next, of its id and the instant */
export async function programRecord(
  sql: Sql,
  id: string,
  { next, now }: { next: NextStart; now: Date },
): Promise<ProgramRecord | undefined> {
  const rows = await sql.query<ProgramRecord>(`${records(next('p.id', '$2'))} WHERE p.id = $1`, [id, now]);
  return rows[0];
}

/** See `AiringsDirectory.nextStart`. */
export type NextStart = (program: string, now: string) => string;

/** Which programs somebody may see, on the local days of an instant. */
export interface ListedWithin {
  reach: ProgramReach;
  scopes: ScopeDirectory;
  now: Date;
}

/** The position after a page: the last program, and when it airs next. */
export interface ProgramCursor {
  id: string;
  at: Date | 'infinity';
}

/** SQL: the program is within reach. $6 is the instant whose local days decide. */
const within = (reach: 'reads' | 'contributes', scopes: ScopeDirectory): string =>
  `((${reach}->>'everywhere')::boolean OR ${reach}->'centreIds' ? p.centre_id::text
    OR p.station_id IS NOT NULL AND ${scopes.isWithin('p.station_id', `${reach}->'byDay'`, '$6')})`;

/** What decides whether a program is listed: $1 to $6. */
const listed = (scopes: ScopeDirectory): string => `
  (${within('reads', scopes)} OR (p.created_by = $4 AND ${within('contributes', scopes)}))
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
  AND CASE WHEN wanted->>'mine' IS NULL THEN true ELSE (wanted->>'mine')::boolean = (p.created_by = $4
        OR EXISTS (SELECT FROM originals mine WHERE mine.program_id = p.id AND mine.uploaded_by = $4)) END
  AND coalesce((wanted->>'decidedByMe')::boolean = (a.decided_by IS NOT DISTINCT FROM $4), true)
  AND (wanted->>'order' <> 'last-decided' OR a.decision IS NOT NULL)
  AND ${matches('p.title', '$5')}`;

const ASKED = `(SELECT $1::jsonb AS wanted, $2::jsonb AS reads, $3::jsonb AS contributes) asked`;

const filterParameters = ({ reach, now }: ListedWithin, filter: ProgramFilter): unknown[] => [
  filter,
  reach.reads,
  reach.contributes,
  reach.personId,
  filter.search,
  now,
];

/** What comes after the program `last.id`, which airs next at `last.at`. */
const positions = (next: string): Record<ProgramOrder, string> => ({
  newest: 'p.id < last.id',
  title: `(search_text(p.title), p.id) > ((SELECT search_text(one.title) FROM programs one WHERE one.id = last.id), last.id)`,
  'next-airing': `(coalesce(${next}, 'infinity'), p.id) > (last.at, last.id)`,
  'last-decided': `(a.decided_at, p.id) < ((SELECT decided_at FROM program_decisions WHERE program_id = last.id), last.id)`,
});

/**
 * Programs within reach in the order asked for; one more than `filter.limit`, which says whether there is another page.
 * The instant of `asked` is also that from which they air next.
 */
export function listPrograms(
  sql: Sql,
  asked: ListedWithin,
  filter: ProgramFilter,
  { next, after }: { next: NextStart; after: ProgramCursor | undefined },
): Promise<ProgramRecord[]> {
  const nextStart = next('p.id', '$6');
  const position = positions(nextStart)[filter.order];
  const byTime = filter.order === 'newest' ? 'p.id DESC' : `coalesce(${nextStart}, 'infinity'), p.id`;
  const byDecision = filter.order === 'last-decided' ? 'a.decided_at DESC, p.id DESC' : byTime;
  const by = filter.order === 'title' ? 'search_text(p.title), p.id' : byDecision;
  return sql.query<ProgramRecord>(
    `${records(nextStart)}, ${ASKED}, (SELECT $6::timestamptz AS now, $7::uuid AS id, $8::timestamptz AS at) last
     WHERE ${listed(asked.scopes)} AND (last.id IS NULL OR ${position}) ORDER BY ${by} LIMIT $9`,
    [...filterParameters(asked, filter), after?.id, after?.at, filter.limit + 1],
  );
}

/** How many programs the pages of a list have. */
export async function countPrograms(sql: Sql, asked: ListedWithin, filter: ProgramFilter): Promise<number> {
  const [row] = await sql.query<{ total: number }>(
    `SELECT count(*)::int AS total ${FROM}, ${ASKED} WHERE ${listed(asked.scopes)}`,
    filterParameters(asked, filter),
  );
  return row?.total ?? 0;
}
