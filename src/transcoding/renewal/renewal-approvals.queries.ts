import type { Reach } from '../../identity/reach.js';
import type { ScopeDirectory } from '../../identity/scope.directory.js';
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

/** Where somebody may approve, on the local days of an instant. */
export interface RenewalsReach {
  reach: Reach;
  scopes: ScopeDirectory;
  now: Date;
}

/** The programs within the reach whose new renditions nobody has approved, oldest first. */
export function renewedPrograms(
  sql: Sql,
  { reach, scopes, now }: RenewalsReach,
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
     CROSS JOIN (SELECT $4::jsonb AS by_day, $8::timestamptz AS now) asked
     WHERE r.renditions <> v.renditions
       AND ($2 OR p.centre_id = ANY ($3::uuid[])
         OR p.station_id IS NOT NULL AND ${scopes.isWithin('p.station_id', 'asked.by_day', 'asked.now')})
       AND ($5::uuid IS NULL OR p.centre_id = $5) AND ($6::uuid IS NULL OR p.station_id = $6)
       AND ($7::uuid[] IS NULL OR p.id = ANY ($7))
     ORDER BY p.id`,
    [personId, reach.everywhere, reach.centreIds, JSON.stringify(reach.byDay), centreId, stationId, programIds, now],
  );
}
