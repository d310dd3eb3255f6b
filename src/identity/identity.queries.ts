import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Grant, Scope } from './actor.js';
import type { Role } from './permissions.js';

export interface LiveSession {
  id: string;
  personId: string;
  name: string;
  lastSeenAt: Date;
}

interface GrantRow {
  role: Role;
  scope_kind: Scope['kind'];
  scope_id: string | null;
}

@Injectable()
export class IdentityQueries {
  constructor(private readonly source: DataSource) {}

  /** The session of this token, unless it or its person has ended or its time is over at `now`. */
  async liveSession(tokenHash: Buffer, now: Date): Promise<LiveSession | undefined> {
    const rows: LiveSession[] = await this.source.query(
      `SELECT s.id, s.person_id AS "personId", p.name, s.last_seen_at AS "lastSeenAt"
       FROM sessions s JOIN people p ON p.id = s.person_id
       WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND p.ended_at IS NULL`,
      [tokenHash, now],
    );
    return rows[0];
  }

  async sessionSeen(sessionId: string, now: Date): Promise<void> {
    await this.source.query('UPDATE sessions SET last_seen_at = $2 WHERE id = $1', [sessionId, now]);
  }

  async grantsOf(personId: string): Promise<Grant[]> {
    const rows: GrantRow[] = await this.source.query(
      'SELECT role, scope_kind, scope_id FROM grants WHERE person_id = $1 ORDER BY id',
      [personId],
    );
    return rows.map((row) => ({ role: row.role, scope: { kind: row.scope_kind, id: row.scope_id } as Scope }));
  }
}
