import { STOPPED } from './stopped.js';

/**
 * The last line of defence for "only approved programs air", about a broadcast `b`: whatever was planned, and whichever
 * event was lost, its audio must be of the version in force when it begins, not revoked, of a program that is neither
 * withdrawn nor expired on that day, and nobody has stopped it.
 */
export const MAY_AIR = `b.state = 'planned' AND NOT ${STOPPED}
  AND EXISTS (SELECT FROM approvals a JOIN programs p ON p.id = a.program_id
              WHERE a.program_id = b.program_id AND a.original_sha256 = b.original_sha256
                AND a.in_force @> b.starts_at AND a.revoked_at IS NULL AND p.withdrawn_at IS NULL
                AND (p.expires_on IS NULL OR p.expires_on >= b.airs_on))`;
