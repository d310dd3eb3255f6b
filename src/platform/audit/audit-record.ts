import type { Sql } from '../database/sql.js';
import { currentRequestId } from '../http/request-id.js';

/**
 * Who did something: a signed-in person (no `kind` needed), also by a program with an API token of theirs; a station's
 * device; or the service itself.
 */
export type AuditActor =
  | { kind?: 'person'; id: string; name: string; token?: { id: string; name: string } | undefined }
  | { kind: 'device'; id: string; name: string }
  | { kind: 'service'; id: null; name: string };

/** One entry of the audit trail: who did what to which thing, and why. */
export interface AuditRecord {
  by: AuditActor;
  /** Thing and verb, e.g. `entry.withdraw`. */
  did: string;
  to: { kind: string; id: string };
  /** A person's reason as text, or the code of a rule of the service. */
  because?: string | undefined;
  details?: Record<string, unknown>;
}

export const THE_SERVICE: AuditActor = { kind: 'service', id: null, name: 'vang' };

/** Inserts the records of one unit of work in one statement, in their order. */
export async function writeAuditRecords(sql: Sql, records: readonly AuditRecord[], at: Date): Promise<void> {
  if (records.length === 0) return;
  await sql.query(
    `INSERT INTO audit_entries
       (at, actor_kind, actor_id, actor_name, token_id, token_name, did, thing_kind, thing_id, because, details, request_id)
     SELECT $1, r."actorKind", r."actorId", r."actorName", r."tokenId", r."tokenName", r.did, r."thingKind", r."thingId", r.because, r.details, $3
     FROM ROWS FROM (jsonb_to_recordset($2) AS ("actorKind" text, "actorId" uuid, "actorName" text, "tokenId" uuid,
       "tokenName" text, did text,
       "thingKind" text, "thingId" text, because text, details jsonb))
       WITH ORDINALITY AS r ("actorKind", "actorId", "actorName", "tokenId", "tokenName", did, "thingKind", "thingId", because, details,
         position)
     ORDER BY r.position`,
    [at, JSON.stringify(records.map(rowOf)), currentRequestId() ?? null],
  );
}

const rowOf = ({ by, did, to, because, details }: AuditRecord) => ({
  actorKind: by.kind ?? 'person',
  actorId: by.id,
  actorName: by.name,
  tokenId: tokenOf(by)?.id ?? null,
  tokenName: tokenOf(by)?.name ?? null,
  did,
  thingKind: to.kind,
  thingId: to.id,
  because: because ?? null,
  details: details ?? {},
});

const tokenOf = (by: AuditActor) => ('token' in by ? by.token : undefined);
