import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { decodeCursor, type Page, type PageQuery, toPage } from '../../platform/http/page.js';
import { type AuditEntry, auditOf } from './audit.queries.js';

const ENTRY_ID = z.string().regex(/^\d{1,15}$/);

/** What was done to one thing, for the module that owns it. */
@Injectable()
export class AuditOfThingService {
  constructor(private readonly source: DataSource) {}

  /**
   * Newest first. Whether the reader may see the thing is for the caller to check.
   * @param thing.deeds the kinds of entries that its readers may see
   */
  async list(
    thing: { kind: string; id: string; deeds: readonly string[] },
    { limit, cursor }: PageQuery,
  ): Promise<Page<AuditEntry>> {
    const page = { before: decodeCursor(cursor, ENTRY_ID), limit: limit + 1 };
    return toPage(await auditOf(this.source, thing, page), limit, ({ id }) => String(id));
  }
}
