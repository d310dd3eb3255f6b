import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/actor.js';
import { AuditOfThingService } from '../../identity/audit/audit-of-thing.service.js';
import type { Page, PageQuery } from '../../platform/http/page.js';
import { ProgramsService } from '../programs.service.js';
import { ProgramDeed, type ProgramAuditEntry } from './program-audit.schemas.js';

/** Who did what to a program, for everybody who may see it. */
@Injectable()
export class ProgramAuditViews {
  constructor(
    private readonly programs: ProgramsService,
    private readonly audit: AuditOfThingService,
  ) {}

  /** Newest first. @throws NotFound outside the actor's reach */
  async list(id: string, page: PageQuery, actor: Actor): Promise<Page<ProgramAuditEntry>> {
    await this.programs.findVisible(id, actor);
    const { items, next } = await this.audit.list({ kind: 'program', id, deeds: ProgramDeed.options }, page);
    const shown = items.map((entry) => ({
      id: String(entry.id),
      at: entry.at.toISOString(),
      by: { kind: entry.actorKind, name: entry.actorName },
      did: ProgramDeed.parse(entry.did),
      because: entry.because,
    }));
    return { items: shown, next };
  }
}
