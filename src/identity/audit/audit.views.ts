import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type CountedPage, decodeCursor, toPage } from '../../platform/http/page.js';
import { AccessService } from '../access/access.service.js';
import type { Actor } from '../actor.js';
import { type AuditEntry, auditList, peopleWhollyWithin } from './audit.queries.js';
import { ThingNamesDirectory } from './thing-names.directory.js';
import type { AuditEntryView, AuditQuery } from './audit.schemas.js';

const ENTRY_ID = z.string().regex(/^\d{1,15}$/);

/** The audit trail, as far as its reader may see it. */
@Injectable()
export class AuditViews {
  constructor(
    private readonly source: DataSource,
    private readonly access: AccessService,
    private readonly things: ThingNamesDirectory,
  ) {}

  /**
   * Newest first. An administrator of a centre sees only people all of whose grants lie within the administrator's
   * reach, and what they did while that was so.
   */
  async list({ limit, cursor, total, ...filter }: AuditQuery, actor: Actor): Promise<CountedPage<AuditEntryView>> {
    const { scopes } = await this.access.jurisdictionOf(actor, 'audit:read');
    const of = scopes && (await peopleWhollyWithin(this.source, scopes));
    const list = auditList(filter, of);
    const page = { after: decodeCursor(cursor, ENTRY_ID), limit: limit + 1 };
    const { items, next } = toPage(await list.rows(this.source, page), limit, ({ id }) => String(id));
    const names = await this.things.namesOf(items.map(({ thingId }) => thingId));
    const shown = items.map((entry) => presentEntry(entry, names.get(entry.thingId) ?? null));
    return { items: shown, next, total: total ? await list.size(this.source) : null };
  }
}

const presentEntry = (entry: AuditEntry, thingName: string | null): AuditEntryView => ({
  id: String(entry.id),
  at: entry.at.toISOString(),
  by: { kind: entry.actorKind, id: entry.actorId, name: entry.actorName, token: tokenOf(entry) },
  did: entry.did,
  to: { kind: entry.thingKind, id: entry.thingId, name: thingName },
  because: entry.because,
  details: entry.details,
  requestId: entry.requestId,
});

const tokenOf = ({ tokenId, tokenName }: AuditEntry) =>
  tokenId !== null && tokenName !== null ? { id: tokenId, name: tokenName } : null;
