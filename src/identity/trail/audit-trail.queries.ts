import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditQuery } from './audit-trail.schemas.js';

/** An audit entry as it is stored. */
export interface AuditEntry {
  id: number;
  at: Date;
  actorKind: 'person' | 'device' | 'service';
  actorId: string | null;
  actorName: string;
  did: string;
  thingKind: string;
  thingId: string;
  because: string | null;
  details: Record<string, unknown>;
  requestId: string | null;
}

/** A person whose deeds of some times may be read. */
export interface Readable {
  personId: string;
  /** A tstzmultirange in PostgreSQL's writing. */
  during: string;
}

@Injectable()
export class AuditTrailQueries {
  constructor(private readonly source: DataSource) {}

  /**
   * Entries before `cursor`, newest first.
   * @param of only deeds of these people; undefined: everything
   */
  page(
    filter: Omit<AuditQuery, 'limit' | 'cursor'>,
    { of, cursor, rows }: { of: readonly Readable[] | undefined; cursor: string | null; rows: number },
  ): Promise<AuditEntry[]> {
    const { thingKind = null, thingId = null, actorId = null, from = null, until = null } = filter;
    const [ids, during] = [(of ?? []).map(({ personId }) => personId), (of ?? []).map(({ during }) => during)];
    return this.source.query(
      `SELECT id, at, actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName", did,
         thing_kind AS "thingKind", thing_id AS "thingId", because, details, request_id AS "requestId"
       FROM audit_entries
       WHERE ($1::bigint IS NULL OR id < $1)
         AND ($2::text IS NULL OR thing_kind = $2) AND ($3::text IS NULL OR thing_id = $3)
         AND ($4::uuid IS NULL OR actor_id = $4)
         AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6)
         AND ($7 OR actor_kind = 'person' AND EXISTS (
           SELECT FROM unnest($8::uuid[], $9::tstzmultirange[]) AS readable (id, during)
           WHERE actor_id = readable.id AND at <@ readable.during))
       ORDER BY id DESC LIMIT $10`,
      [cursor, thingKind, thingId, actorId, from, until, of === undefined, ids, during, rows],
    );
  }
}
