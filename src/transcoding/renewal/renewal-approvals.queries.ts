import type { Reach } from '../../identity/actor.js';
import type { Sql } from '../../platform/database/sql.js';

/** A program on the air whose audio was encoded again since it was approved. */
export interface RenewedProgram {
  programId: string;
  originalSha256: string;
  /** As it is announced. */
  title: string;
  /** With which it was encoded again. */
  profileSet: string;
  /** The new renditions, by profile. */
  renditions: Record<string, string>;
  /** Whether the person may not decide about it, because it is their own work. */
  isOwnWork: boolean;
}

/** Which of them are meant; null means all within the reach. */
export interface WhichRenewals {
  centreId: string | null;
  stationId: string | null;
  programIds: readonly string[] | null;
}

/** The programs within the reach whose new renditions nobody has approved, oldest first. */
export function renewedPrograms(
  sql: Sql,
  { everywhere, centreIds, stationIds }: Reach,
  { centreId, stationId, programIds }: WhichRenewals,
  personId: string,
): Promise<RenewedProgram[]> {
  return sql.query<RenewedProgram>(
    `SELECT v.program_id AS "programId", v.original_sha256 AS "originalSha256", v.description->>'title' AS title, t.profile_set AS "profileSet", r.renditions,
            $1::uuid = ANY (p.described_by || p.created_by) OR handed_in_by(v.original_sha256, $1) AS "isOwnWork"
     FROM versions_in_force v
     JOIN programs p ON p.id = v.program_id
     JOIN transcodings t ON t.original_sha256 = v.original_sha256 AND t.profile_set IS NOT NULL
     CROSS JOIN LATERAL (SELECT jsonb_object_agg(profile, sha256) AS renditions FROM renditions
                         WHERE original_sha256 = v.original_sha256 AND replaced_at IS NULL) r
     WHERE r.renditions <> v.renditions
       AND ($2 OR p.centre_id = ANY ($3::uuid[]) OR p.station_id = ANY ($4::uuid[]))
       AND ($5::uuid IS NULL OR p.centre_id = $5) AND ($6::uuid IS NULL OR p.station_id = $6)
       AND ($7::uuid[] IS NULL OR p.id = ANY ($7))
     ORDER BY p.id`,
    [personId, everywhere, centreIds, stationIds, centreId, stationId, programIds],
  );
}
