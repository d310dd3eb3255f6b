import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { decodeCursor, type Page, toPage } from '../../platform/http/page.js';
import { AccessService } from '../access/access.service.js';
import type { Actor } from '../actor.js';
import { auditEntries, type AuditEntry, peopleWhollyWithin } from './audit.queries.js';
import type { AuditEntryView, AuditQuery } from './audit.schemas.js';

const ENTRY_ID = z.string().regex(/^\d{1,15}$/);

/** The audit trail, as far as its reader may see it. */
@Injectable()
export class AuditViews {
  constructor(
    private readonly source: DataSource,
    private readonly access: AccessService,
  ) {}

  /**
   * Newest first. An administrator of a centre sees only people all of whose grants lie within the administrator's
   * reach, and what they did while that was so.
   */
  async list({ limit, cursor, ...filter }: AuditQuery, actor: Actor): Promise<Page<AuditEntryView>> {
    const { scopes } = await this.access.jurisdictionOf(actor, 'audit:read');
    const of = scopes && (await peopleWhollyWithin(this.source, scopes));
    const page = { of, cursor: decodeCursor(cursor, ENTRY_ID) ?? null, rows: limit + 1 };
    const entries = await auditEntries(this.source, filter, page);
    return toPage(entries.map(presentEntry), limit, ({ id }) => id);
  }
}

const presentEntry = (entry: AuditEntry): AuditEntryView => ({
  id: String(entry.id),
  at: entry.at.toISOString(),
  by: { kind: entry.actorKind, id: entry.actorId, name: entry.actorName, token: tokenOf(entry) },
  did: entry.did,
  to: { kind: entry.thingKind, id: entry.thingId },
  because: entry.because,
  details: entry.details,
  requestId: entry.requestId,
});

const tokenOf = ({ tokenId, tokenName }: AuditEntry) =>
  tokenId !== null && tokenName !== null ? { id: tokenId, name: tokenName } : null;
