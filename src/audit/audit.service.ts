import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import type { Work } from '../platform/database/unit-of-work.js';
import { currentRequestId } from '../platform/http/request-id.js';

/** Who did something: a person, a station's device, or the service itself. */
export type AuditActor =
  { kind: 'person' | 'device'; id: string; name: string } | { kind: 'service'; id: null; name: string };

export interface AuditRecord {
  by: AuditActor;
  /** Thing and verb, e.g. `entry.withdraw`. */
  did: string;
  to: { kind: string; id: string };
  because?: string;
  details?: Record<string, unknown>;
}

/** A signed-in person as the doer of something. */
export const personOf = ({ id, name }: { id: string; name: string }): AuditActor => ({ kind: 'person', id, name });

export const THE_SERVICE: AuditActor = { kind: 'service', id: null, name: 'vang' };

/** Who did what to which thing: written in the same transaction as the deed, never changed, never deleted. */
@Injectable()
export class AuditService {
  constructor(private readonly clock: Clock) {}

  async record(work: Work, { by, did, to, because, details }: AuditRecord): Promise<void> {
    const who = [by.kind, by.id, by.name];
    const why = [because ?? null, JSON.stringify(details ?? {})];
    await work.manager.query(
      `INSERT INTO audit_entries
         (at, actor_kind, actor_id, actor_name, did, thing_kind, thing_id, because, details, request_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [this.clock.now(), ...who, did, to.kind, to.id, ...why, currentRequestId() ?? null],
    );
  }
}
