import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AuditTrailQueries, type AuditEntry } from './audit-trail.queries.js';
import type { AuditEntryView, AuditQuery } from './audit-trail.schemas.js';
import { decodeCursor } from '../../platform/http/page.js';
import type { Actor } from '../actor.js';
import { Jurisdictions } from '../people/jurisdiction.js';
import { PeopleQueries } from '../people/people.queries.js';

const ENTRY_ID = z.string().regex(/^\d{1,15}$/);

/** The audit trail, as far as its reader may see it. */
@Injectable()
export class AuditTrailService {
  constructor(
    private readonly entries: AuditTrailQueries,
    private readonly people: PeopleQueries,
    private readonly jurisdictions: Jurisdictions,
  ) {}

  /**
   * `limit` entries and one more if there are further ones. An administrator of a centre sees the deeds of people all of
   * whose grants lie in their reach, of the times at which that was so: what somebody did elsewhere stays there.
   */
  async page({ limit, cursor, ...filter }: AuditQuery, { by }: { by: Actor }): Promise<AuditEntry[]> {
    const { scopes } = await this.jurisdictions.of(by, 'audit:read');
    const of = scopes && (await this.people.wholly(scopes));
    return this.entries.page(filter, { of, cursor: decodeCursor(cursor, ENTRY_ID) ?? null, rows: limit + 1 });
  }
}

export const presentEntry = (entry: AuditEntry): AuditEntryView => ({
  id: String(entry.id),
  at: entry.at.toISOString(),
  by: { kind: entry.actorKind, id: entry.actorId, name: entry.actorName },
  did: entry.did,
  to: { kind: entry.thingKind, id: entry.thingId },
  because: entry.because,
  details: entry.details,
  requestId: entry.requestId,
});
