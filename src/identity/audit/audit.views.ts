import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type CountedPage, decodeCursor, toPage } from '../../platform/http/page.js';
import { AccessService } from '../access/access.service.js';
import type { Actor } from '../actor.js';
import { type AuditEntry, auditList, peopleWhollyWithin } from './audit.queries.js';
import { NewGrant } from '../people/people.schemas.js';
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
    const names = await this.things.namesOf(items.flatMap(idsIn));
    const shown = items.map((entry) => presentEntry(entry, names));
    return { items: shown, next, total: total ? await list.size(this.source) : null };
  }
}

const presentEntry = (entry: AuditEntry, names: ReadonlyMap<string, string>): AuditEntryView => ({
  id: String(entry.id),
  at: entry.at.toISOString(),
  by: { kind: entry.actorKind, id: entry.actorId, name: entry.actorName, token: tokenOf(entry) },
  did: entry.did,
  to: { kind: entry.thingKind, id: entry.thingId, name: names.get(entry.thingId) ?? null },
  grant: presentGrant(entry, names),
  because: entry.because,
  details: entry.details,
  requestId: entry.requestId,
});

/** Of what an entry names. */
const idsIn = (entry: AuditEntry): string[] => [entry.thingId, grantOf(entry)?.scope.id ?? []].flat();

/** The role that was given or ended. */
const grantOf = ({ did, details }: AuditEntry): NewGrant | undefined =>
  did.startsWith('grant.') ? NewGrant.safeParse(details).data : undefined;

function presentGrant(entry: AuditEntry, names: ReadonlyMap<string, string>): AuditEntryView['grant'] {
  const grant = grantOf(entry);
  if (!grant) return null;
  const { id } = grant.scope;
  return { ...grant, scopeName: id === null ? null : (names.get(id) ?? null) };
}

const tokenOf = ({ tokenId, tokenName }: AuditEntry) =>
  tokenId !== null && tokenName !== null ? { id: tokenId, name: tokenName } : null;
